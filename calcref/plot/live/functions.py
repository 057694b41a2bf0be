"""The functions of the site's figures, as a module for a browser: nothing is evaluated from text there.

A function goes by how calcref writes it, so that a figure can ask for the very expression that a derivation ended in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import sympy as sp

from calcref.plot.live.javascript import javascript
from calcref.render import text
from calcref.verbs.differentiate import differentiate
from calcref.verbs.integrate import integrate
from calcref.verbs.reading import expression

MODULE = "assets/javascripts/figures/functions.js"  # below the folder of the pages

# What the site's figures are drawn of, and what is asked of each besides its value: its slopes, the area under it.
FORMULAS = {
    "x^2/2": "slope",  # the secant that turns into the tangent
    "x sin(x)": "slope",  # a curve with its tangent
    "sqrt(25 - x^2)": "slope",  # the upper half of a circle
    "cos(x)": "area",  # the fundamental theorem
    "2x cos(x^2)": "area",  # a substitution
    "sin(x)^2": "area",  # the square of a wave
    "1/x": "area",  # the area that is the logarithm
    "x^2": "area",  # bars
    "x^2/2 + 2y^2": "slope",  # the bowl of gradient descent
    "e^(-x^2/(2s^2))/(s sqrt(2pi))": "",  # the normal density
    "(1 + erf(x/(s sqrt(2))))/2": "",  # and its area
    "e^(-((x-m)/s)^2/2)/(s sqrt(2pi))": "",  # a bell anywhere
    "ln(t/s) + (s^2 + (a-b)^2)/(2t^2) - 1/2": "",  # and the divergence of another one from it
    "w x": "slope",  # the links of a chain
    "sigmoid(u)": "slope",
    "(v-1)^2": "slope",
    "x": "",  # the sides of a rectangle
    "x^2/2 + 1": "",
    "e^(x/2)": "",
    "tanh(w x)": "slope",  # a layer of many
    "sin(x)": "",  # under a magnifying glass
    "|x|": "",
    "x sin(1/x)": "",
    "r^2": "",  # a point far off, and three losses
    "|r|": "",
    "min(|r|, delta)*(|r| - min(|r|, delta)/2)": "",
    "max(-delta, min(r, delta))": "",
}

_HEAD = """\
// Written by `python -m calcref.plot.live`, not by hand: the functions of the figures, under their names in calcref.

import { erf } from "./erf.js"

export const functions = {
"""


def compiled() -> dict[str, str]:
    """The JavaScript of every function of the site's figures, under its text.

    >>> compiled()["x^2/2"]
    '(x) => (1/2)*Math.pow(x, 2)'
    """
    return dict(sorted((text(expr), javascript(expr)) for expr in _expressions()))


def module() -> str:
    """The text of the module."""
    rows = "".join(f"  {json.dumps(name, ensure_ascii=False)}: {source},\n" for name, source in compiled().items())
    return f"{_HEAD}{rows}}}\n"


def _expressions() -> Iterator[sp.Expr]:
    for formula, asked in FORMULAS.items():
        expr = expression(formula)
        yield expr
        if "slope" in asked:
            for letter in expr.free_symbols:
                yield differentiate(expr, letter).answer
        if "area" in asked:
            yield integrate(expr).answer
