"""What a reader says of the letters: `a > 0`, as an argument or after "where", makes symbols of which that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping

import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expr import substitute

KNOWN = {">": "positive", "<": "negative", ">=": "nonnegative", "<=": "nonpositive", "!=": "nonzero"}
TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "!=": "!="}
SPELLED = {"≥": ">=", "≤": "<=", "≠": "!="}
_RELATION = re.compile(r"\s*(?P<left>[^<>!=]+?)\s*(?P<relation>>=|<=|!=|<|>)\s*(?P<right>[^<>!=]+?)\s*")

Values = Mapping[sp.Symbol, sp.Symbol]


def parted(text: str) -> tuple[str, str]:
    """A formula, and what is said after "where", which may be nothing.

    >>> parted("e^(-a x) where a > 0")
    ('e^(-a x)', 'a > 0')
    """
    formula, _, said = re.sub(r"\s*,?\s+where\s+", " where ", text, count=1).partition(" where ")
    return formula, said


def assumed(said: str) -> Values:
    """For each letter that `said` speaks of, the symbol of which that is known.

    Raises:
        CalcrefError: it is not a list of comparisons of a letter with 0, or they contradict each other.

    >>> [(letter, known.is_positive) for letter, known in assumed("a > 0, 0 > b").items()]
    [(a, True), (b, False)]
    """
    facts: dict[str, dict[str, bool]] = {}
    for spelled, plain in SPELLED.items():
        said = said.replace(spelled, plain)
    for part in filter(str.strip, re.split(r",|;|\band\b", said)):
        name, fact = _fact(part)
        facts.setdefault(name, {"real": True})[fact] = True
    try:
        return {sp.Symbol(name, real=True): sp.Symbol(name, **known) for name, known in facts.items()}
    except sp.core.facts.InconsistentAssumptions as error:
        raise CalcrefError(f"no number fulfills all of {said.strip()!r}; take one of its parts back") from error


def _fact(part: str) -> tuple[str, str]:
    from calcref.verbs.reading import named_variable

    found = _RELATION.fullmatch(part)
    if found is not None:
        left, relation, right = found["left"], found["relation"], found["right"]
        if left == "0":
            left, relation, right = right, TURNED[relation], left
        if right == "0":
            return named_variable(left).name, KNOWN[relation]
    raise CalcrefError(
        f"an assumption compares a letter with 0, as in 'a > 0, b != 0'; found {part.strip()!r}: for another bound, "
        "put the difference in place of the letter, such as p + 1 for a where a > 1"
    )


def known(expr: sp.Expr, said: Values) -> sp.Expr:
    """`expr` with the symbols of which something is known in place of its letters."""
    return substitute(expr, said) if said else expr
