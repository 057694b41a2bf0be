"""What the text that the grammar reads is put together from."""

from __future__ import annotations

import re

SIMPLE = frozenset(("number", "letter", "constant", "fraction", "sqrt", "binomial"))
ARC = frozenset(("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh"))
ATOM = re.compile(r"[A-Za-z0-9.]+(_\w+|_\{\w+\})?")


def atomic(text: str) -> str:
    """`text`, in parentheses if it has parts."""
    return text if ATOM.fullmatch(text) else f"({text})"
