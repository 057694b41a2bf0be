"""What to say of LaTeX, which is not read yet."""

from __future__ import annotations

import re

from calcref.parse.names import FUNCTIONS, GREEK

# What a reader types in place of a command of LaTeX that is not the name of a function or a letter.
_LATEX = {
    "frac": "(a)/(b) for \\frac{a}{b}",
    "dfrac": "(a)/(b) for \\dfrac{a}{b}",
    "tfrac": "(a)/(b) for \\tfrac{a}{b}",
    "sqrt": "sqrt(x) for \\sqrt{x}, and x^(1/3) for \\sqrt[3]{x}",
    "cdot": "* for \\cdot",
    "times": "* for \\times",
    "left": "( and ) alone, without \\left and \\right",
    "right": "( and ) alone, without \\left and \\right",
    "lvert": "|x| for \\lvert x \\rvert",
    "operatorname": "name(x) for \\operatorname{name}(x)",
    "mathrm": "name(x) for \\mathrm{name}(x)",
    "int": "the integrand alone, and ask integrate for its integral",
    "sum": "the terms one by one, for a sum that is not written out cannot be read",
    "infty": "oo for \\infty, where a bound is asked for",
}


def in_place_of_latex(text: str, position: int) -> str:
    """What to type in place of the command of LaTeX at `position`.

    >>> in_place_of_latex(r"2 \\sin x", 2)
    'LaTeX is not read yet; type sin(x) for \\\\sin x'
    """
    found = re.match(r"\\([A-Za-z]+)", text[position:])
    if not found:
        return "LaTeX is not read yet; type the formula as in sin(x)^2/(2*x)"
    name = found[1]
    named = f"{name}(x) for \\{name} x" if name in FUNCTIONS else f"{name} for \\{name}" if name in GREEK else ""
    return f"LaTeX is not read yet; type {_LATEX.get(name) or named or 'the formula as in sin(x)^2/(2*x)'}"
