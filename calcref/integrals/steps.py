"""Between two jumps a sign, a step and a floor are constants: what is integrated there, with letters for them."""

from __future__ import annotations

import sympy as sp

from calcref.core.expr import varies
from calcref.core.functions import relu, step


def on_a_piece(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, dict[sp.Symbol, sp.Expr]]:
    """`expr` with a letter for each part that is constant between jumps, and what the letters stand for.

    >>> x = sp.Symbol("x", real=True)
    >>> on_a_piece(x - sp.floor(x), x)
    (-c0 + x, {c0: floor(x)})
    """
    steps: dict[sp.Symbol, sp.Expr] = {}

    def letter(node: sp.Expr) -> sp.Expr:
        known = {value: name for name, value in steps.items()}
        name = known.get(node, sp.Symbol(f"c{len(steps)}", real=True))
        steps[name] = node
        return name

    plain = expr.replace(sp.Max, lambda *args: _larger(args, 1)).replace(sp.Min, lambda *args: _larger(args, -1))
    plain = plain.replace(sp.acos, lambda u: sp.pi / 2 - sp.asin(u)).replace(sp.atan, _saw).replace(sp.asin, _zigzag)
    plain = plain.replace(sp.Abs, lambda u: u * sp.sign(u, evaluate=False)).replace(relu, lambda u: u * step(u))
    plain = plain.replace(
        lambda node: isinstance(node, (sp.sign, step, sp.floor, sp.ceiling)) and varies(node, var), letter
    )
    return plain, steps


def _saw(u: sp.Expr) -> sp.Expr:
    """atan(tan u) is u, less π at each pole on the way."""
    inside = u.args[0] if isinstance(u, sp.tan) else None
    return sp.atan(u) if inside is None else inside - sp.pi * sp.floor(inside / sp.pi + sp.S.Half)


def _zigzag(u: sp.Expr) -> sp.Expr:
    """asin(sin u) runs to and fro with slope ±1."""
    if not isinstance(u, (sp.sin, sp.cos)):
        return sp.asin(u)
    inside = u.args[0] if isinstance(u, sp.sin) else sp.pi / 2 - u.args[0]
    return sp.sign(sp.cos(inside)) * (inside - sp.pi * sp.floor(inside / sp.pi + sp.S.Half))


def _larger(args: tuple[sp.Expr, ...], way: int) -> sp.Expr:
    found, *others = args
    for other in others:
        found = (found + other + way * sp.Abs(found - other)) / 2
    return found
