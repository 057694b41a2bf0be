"""What the text that the grammar reads is put together from."""

from __future__ import annotations

import re

SIMPLE = frozenset(("number", "letter", "constant", "fraction", "sqrt", "binomial"))
ARC = frozenset(("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh"))
SPECIAL = {"gamma": "gamma", "Gamma": "gamma", "psi": "digamma"}
BESSEL = re.compile("([JI])_([0-9])")
ATOM = re.compile(r"[A-Za-z0-9.]+(_\w+|_\{\w+\})?")


def atomic(text: str) -> str:
    """`text`, in parentheses if it has parts."""
    return text if ATOM.fullmatch(text) else f"({text})"


def special(name: str) -> str:
    """How a call of the special function of this letter begins, such as Γ; "" where it is a letter like others."""
    if name in SPECIAL:
        return f"{SPECIAL[name]}("
    bessel = BESSEL.fullmatch(name)
    return f"bessel{bessel[1].lower()}({bessel[2]}, " if bessel else ""
