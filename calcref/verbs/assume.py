"""What a reader says of the letters: `a > 0`, as an argument or after "where", makes symbols of which that is known.

Of another bound, as in `a > 1`, a letter for the distance is put in place of the letter, and taken out at the end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import sympy as sp

from calcref.core.about import Source
from calcref.core.errors import CalcrefError
from calcref.core.expr import raw, substitute
from calcref.core.letters import a, f, x
from calcref.core.proofs import Argument
from calcref.core.questions import At
from calcref.core.records import Derivation, Law, Statement, Step
from calcref.core.simplify import shortest, standard_form

KNOWN = {">": "positive", "<": "negative", ">=": "nonnegative", "<=": "nonpositive", "!=": "nonzero"}
TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "!=": "!="}
DISTANCES = "pqrswv"  # letters for distances from bounds
ALONE = "of {} one bound other than 0 can be said, and nothing beside it"
SPELLED = {"≥": ">=", "≤": "<=", "≠": "!="}
WHOLE = re.compile(r"\s*(?P<name>\S+?)\s+(?:is\s+)?(?:an?\s+)?(?:integer|whole)(?:\s+number)?\s*")
_RELATION = re.compile(r"\s*(?P<left>[^<>!=]+?)\s*(?P<relation>>=|<=|!=|<|>)\s*(?P<right>[^<>!=]+?)\s*")

Values = Mapping[sp.Symbol, sp.Expr]

PUT_BACK = Law(
    id="put-the-letter-back",
    name="Put the letter back",
    statement=Statement(raw(At, f, x, a), f.func(a)),
    page="start/how-to-read-a-derivation/#put-the-letter-back",
    proof=Argument(
        "The distance from the bound is put in for the letter that stood for it.", Source("calcref", "definition")
    ),
)


def parted(text: str) -> tuple[str, str]:
    """A formula, and what is said after "where", which may be nothing.

    >>> parted("e^(-a x) where a > 0")
    ('e^(-a x)', 'a > 0')
    """
    formula, _, said = re.sub(r"\s*,?\s+where\s+", " where ", text, count=1).partition(" where ")
    return formula, said


def assumed(said: str) -> Values:
    """For each letter that `said` speaks of, the symbol of which that is known, or its bound and a distance from it.

    Raises:
        CalcrefError: it is not a list of comparisons of a letter with a number, or they contradict each other.

    >>> [(letter, known.is_positive) for letter, known in assumed("a > 0, 0 > b").items()]
    [(a, True), (b, False)]
    >>> assumed("a > 1")
    {a: p + 1}
    """
    facts: dict[str, dict[str, bool]] = {}
    bounds: dict[str, tuple[sp.Expr, int, str]] = {}
    for spelled, plain in SPELLED.items():
        said = said.replace(spelled, plain)
    for part in filter(str.strip, re.split(r",|;|\band\b", said)):
        name, fact, bound = _fact(part)
        if bound is not None:
            if name in bounds or name in facts:
                raise CalcrefError(
                    f"of {name} one bound other than 0 can be said, and nothing beside it; found {said!r}"
                )
            bounds[name] = bound, 1 if fact in ("positive", "nonnegative") else -1, fact
        elif name in bounds:
            raise CalcrefError(ALONE.format(name))
        else:
            facts.setdefault(name, {"real": True})[fact] = True
    for name, known in facts.items():
        if "integer" in known and not sp.Symbol(name, **known).is_nonzero:
            raise CalcrefError(
                f"{name} is said to be whole, and 0 is whole, where answers differ: say {name} > 0, {name} < 0 or "
                f"{name} != 0 beside it"
            )
    free = iter(name for name in DISTANCES if name not in facts and name not in bounds and name not in said)
    try:
        symbols = {sp.Symbol(name, real=True): sp.Symbol(name, **known) for name, known in facts.items()}
        return symbols | {sp.Symbol(name, real=True): _beyond(next(free), *found) for name, found in bounds.items()}
    except StopIteration:
        raise CalcrefError(
            f"more bounds than letters to name the distances by; say fewer than in {said.strip()!r}"
        ) from None
    except sp.core.facts.InconsistentAssumptions as error:
        raise CalcrefError(f"no number fulfills all of {said.strip()!r}; take one of its parts back") from error


def _fact(part: str) -> tuple[str, str, sp.Expr | None]:
    """The letter, what is known of it or of its distance from a bound, and the bound where that is not 0."""
    from calcref.verbs.reading import expression, named_variable

    if (whole := WHOLE.fullmatch(part)) is not None:
        return named_variable(whole["name"]).name, "integer", None
    found = _RELATION.fullmatch(part)
    if found is not None:
        left, relation, right = found["left"], found["relation"], found["right"]
        if left == "0" or re.match(r"[-\d]", left):
            left, relation, right = right, TURNED[relation], left
        if right == "0":
            return named_variable(left).name, KNOWN[relation], None
        bound = expression(right)
        if bound.is_number and relation != "!=":
            fact = {">": "positive", ">=": "nonnegative", "<": "negative", "<=": "nonpositive"}[relation]
            return named_variable(left).name, fact, bound
    raise CalcrefError(
        f"an assumption compares a letter with a number, or calls it whole, as in 'a > 0, b != 0, c > 1, n integer'; "
        f"found {part.strip()!r}"
    )


def _beyond(name: str, bound: sp.Expr, side: int, fact: str) -> sp.Expr:
    """What lies beyond a bound, by a letter for the distance."""
    distance = sp.Symbol(name, **{"positive" if fact in ("positive", "negative") else "nonnegative": True})
    return bound + side * distance


def put_back(derivation: Derivation, said: Values) -> Derivation:
    """`derivation` with the letters that were said to lie beyond a bound in its answer again."""
    for letter, value in said.items():
        if value.is_Symbol:
            continue
        (distance,) = value.free_symbols
        away = sp.solve(value - letter, distance)[0]
        answer = derivation.answer
        if distance in answer.free_symbols:
            found = shortest(standard_form(substitute(answer, {distance: away})))
            derivation = Derivation(Step(PUT_BACK, raw(At, answer, distance, away), found), (derivation,), found)
    return derivation


def known(expr: sp.Expr, said: Values) -> sp.Expr:
    """`expr` with the symbols of which something is known in place of its letters."""
    return substitute(expr, said) if said else expr
