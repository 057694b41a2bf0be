"""What a reader says of the letters: `a > 0`, as an argument or after "where", makes symbols of which that is known.

Of another bound, as in `a > 1`, a letter for the distance is put in place of the letter, and taken out at the end.
Between two bounds, as in `0 < a < 1`, that letter runs from 0 to infinity while a runs from one bound to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import sympy as sp

from calcref.core.about import Source
from calcref.core.errors import CalcrefError
from calcref.core.expr import raw, substitute
from calcref.core.letters import a, f, x
from calcref.core.proofs import Argument
from calcref.core.questions import At
from calcref.core.records import Derivation, Law, Statement, Step
from calcref.core.simplify import shortest, standard_form
from calcref.verbs.reading import expression, named_variable, shown

KNOWN = {">": "positive", "<": "negative", ">=": "nonnegative", "<=": "nonpositive", "!=": "nonzero"}
TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "!=": "!="}
DISTANCES = "pqrswv"  # letters for distances from bounds
TOLD = "of {} a bound other than 0 can be said, or a number below it and one above it, as in '0 < a < 1'; found {!r}"
SPELLED = {"≥": ">=", "≤": "<=", "≠": "!="}
WHOLE = re.compile(r"\s*(?P<name>\S+?)\s+(?:is\s+)?(?:an?\s+)?(?:integer|whole)(?:\s+number)?\s*")
_COMPARED = re.compile(r"\s*(>=|<=|!=|<|>)\s*")

Bound = tuple[sp.Expr, str]  # and which sign what lies beyond it has, less the bound
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
    >>> assumed("0 < a < 1")
    {a: 1/(p + 1)}
    """
    facts: dict[str, dict[str, bool]] = {}
    bounds: dict[str, list[Bound]] = {}
    for spelled, plain in SPELLED.items():
        said = said.replace(spelled, plain)
    for part in filter(str.strip, re.split(r",|;|\band\b", said)):
        for name, fact, bound in _facts(part):
            if fact == "integer" or bound == 0:
                facts.setdefault(name, {"real": True})[fact] = True
            if fact != "integer":
                bounds.setdefault(name, []).append((bound, fact))
    far = {name: found for name, found in bounds.items() if any(bound != 0 for bound, _ in found)}
    known = {name: it for name, it in facts.items() if name not in far}
    for name, it in known.items():
        if "integer" in it and not sp.Symbol(name, **it).is_nonzero:
            raise CalcrefError(
                f"{name} is said to be whole, and 0 is whole, where answers differ: say {name} > 0, {name} < 0 or "
                f"{name} != 0 beside it"
            )
    free = iter(name for name in DISTANCES if name not in facts and name not in bounds and name not in said)
    try:
        symbols = {sp.Symbol(name, real=True): sp.Symbol(name, **it) for name, it in known.items()}
        for name, found in far.items():
            if "integer" in facts.get(name, ()):
                raise CalcrefError(TOLD.format(name, said.strip()))
            symbols[sp.Symbol(name, real=True)] = _by_distance(name, found, next(free), said)
    except StopIteration:
        raise CalcrefError(
            f"more bounds than letters to name the distances by; say fewer than in {said.strip()!r}"
        ) from None
    except sp.core.facts.InconsistentAssumptions as error:
        raise CalcrefError(f"no number fulfills all of {said.strip()!r}; take one of its parts back") from error
    return symbols


def _facts(part: str) -> Iterator[tuple[str, str, sp.Expr]]:
    """The letter, what is known of its distance from a bound, and that bound; or that the letter is whole."""
    if (whole := WHOLE.fullmatch(part)) is not None:
        yield named_variable(whole["name"]).name, "integer", sp.S.Zero
        return
    sides = _COMPARED.split(part.strip())
    compared = list(zip(sides[::2], sides[1::2], sides[2::2], strict=False))
    for left, relation, right in compared:
        if len(compared) > 2 or not left or not right:
            break
        if left == "0" or re.match(r"[-\d]", left):
            left, relation, right = right, TURNED[relation], left
        bound = expression(right)
        if not bound.is_number or (bound != 0 and relation == "!="):
            break
        yield named_variable(left).name, KNOWN[relation], bound
    else:
        if compared:
            return
    raise CalcrefError(
        "an assumption compares a letter with a number, or calls it whole, as in "
        f"'a > 0, b != 0, 0 < c < 1, n integer'; found {part.strip()!r}"
    )


def _by_distance(name: str, found: list[Bound], distance: str, said: str) -> sp.Expr:
    """What lies beyond one bound, or between two, by a letter that is positive, or not negative."""
    below = [bound for bound, fact in found if fact in ("positive", "nonnegative")]
    above = [bound for bound, fact in found if fact in ("negative", "nonpositive")]
    if (len(below), len(above)) == (1, 1):
        if not all(fact in ("positive", "negative") for _, fact in found):
            raise CalcrefError(f"between two bounds {name} is said to lie inside, as in '0 < a < 1'; found {said!r}")
        if not below[0] < above[0]:
            raise CalcrefError(f"no number fulfills all of {said.strip()!r}; take one of its parts back")
        return below[0] + (above[0] - below[0]) / (1 + sp.Symbol(distance, positive=True))
    if len(found) != 1:
        raise CalcrefError(TOLD.format(name, said.strip()))
    ((bound, fact),) = found
    away = sp.Symbol(distance, **{"positive" if fact in ("positive", "negative") else "nonnegative": True})
    return bound + away if below else bound - away


def put_back(derivation: Derivation, said: Values) -> Derivation:
    """`derivation` with the letters that were said to lie beyond a bound in its answer again."""
    for distance, away in _distances(said):
        answer = derivation.answer
        if distance in answer.free_symbols:
            found = shortest(_multiplied_out(standard_form(substitute(answer, {distance: away}))))
            derivation = Derivation(Step(PUT_BACK, raw(At, answer, distance, away), found), (derivation,), found)
    return derivation


def _distances(said: Values) -> Iterator[tuple[sp.Symbol, sp.Expr]]:
    """Each letter that stands for a distance, and what it is in the reader's letter."""
    for letter, value in said.items():
        if not value.is_Symbol:
            (distance,) = value.free_symbols
            yield distance, sp.solve(value - letter, distance)[0]


@contextmanager
def told_of(said: Values) -> Iterator[None]:
    """Lets an error that speaks of a letter for a distance say what that stands for."""
    try:
        yield
    except CalcrefError as error:
        message = str(error.args[0])
        used = [f"{it} = {shown(away)}" for it, away in _distances(said) if re.search(rf"\b{it}\b", message)]
        if used:
            error.args = (f"{message}; here {' and '.join(used)}", *error.args[1:])
        raise


def _multiplied_out(expr: sp.Expr) -> sp.Expr:
    """`expr` with its sums multiplied out where that makes them shorter: (a - 1)² + 2a - 2 is a² - 1."""
    return expr.replace(lambda node: node.is_Add, lambda node: min(node, sp.expand(node), key=sp.count_ops))


def known(expr: sp.Expr, said: Values) -> sp.Expr:
    """`expr` with the symbols of which something is known in place of its letters."""
    return substitute(expr, said) if said else expr
