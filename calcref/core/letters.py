"""The letters that statements are written in."""

from __future__ import annotations

import sympy as sp

x, u, h, t = sp.symbols("x u h t", real=True)
K = sp.Symbol("k", integer=True)  # a place that holds k stands for one at each integer
a, b, c, n = sp.symbols("a b c n", real=True)

f, g = sp.Function("f")(x), sp.Function("g")(x)
f_of_u = sp.Function("f")(u)
f_of_g = sp.Function("f")(g)
