"""Deciding a claim by numbers alone: in each reading of its sides, as values or as families of antiderivatives."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expr import is_open, mul, nodes, raw, substitute, symbols_of, tree_size
from calcref.core.questions import Diff
from calcref.judging.claims import Claim, Outcome
from calcref.judging.entries import by_entries, entries
from calcref.judging.families import as_families
from calcref.judging.formula import read_formula
from calcref.judging.known import Known, family_letter, symbol
from calcref.judging.names import doubtful
from calcref.judging.terms import astray, numbered, together
from calcref.judging.values import DIFFERENTIAL, by_values

MOST_PAIRS = 16  # readings of both sides together
ABOUT = 0.01  # of a number, what ≈ may leave out
LARGEST = 4_000  # nodes of a side
LIKELIEST = {"right": 0, "condition": 1, "undecided": 2, "given": 3, "wrong": 4}

Pair = tuple[sp.Expr, sp.Expr]


def readings_of(claim: Claim) -> list[tuple[int, sp.Expr, sp.Expr]]:
    """Each reading of both sides, with the number of that of the right side; the likeliest first.

    Raises:
        CalcrefError: a side cannot be read.
    """
    lefts, rights = (list(read_formula(side, claim.known)) for side in (claim.left, claim.right))
    if claim.reading is not None and claim.reading < len(lefts):
        lefts = [lefts[claim.reading]]
    pairs = [(i + j, j, left, right) for i, left in enumerate(lefts) for j, right in enumerate(rights)]
    pairs.sort(key=lambda pair: pair[0])
    return [(j, left, right) for _, j, left, right in pairs[:MOST_PAIRS]]


def decide(claim: Claim) -> Outcome:
    """What numbers say of a claim; in doubt, it is undecided.

    >>> decide(Claim(1, "d/dx x^2", "2x", "equal", Known())).kind
    'right'
    """
    try:
        read = readings_of(claim)
    except CalcrefError as error:
        return Outcome("undecided", _message(error))
    best: Outcome | None = None
    for pair, (number, left, right) in enumerate(read):
        try:
            found = _in_reading(claim, *_put_in(claim, left, right))
        except CalcrefError as error:
            found = Outcome("undecided", _message(error))
        if found.kind == "right":
            return replace(found, reading=number, pair=pair)
        if best is None or LIKELIEST[found.kind] < LIKELIEST[best.kind]:
            best = replace(found, reading=number if found.kind == "condition" else None, pair=pair)
    assert best is not None
    name = doubtful(claim.left, claim.known) or doubtful(claim.right, claim.known) if best.kind == "wrong" else ""
    if best.kind == "wrong" and claim.sign != "equal":
        return _loosely(best)
    if name:
        return Outcome("undecided", f"{name} before a parenthesis may be a factor, or a function that is not given")
    return best


def _loosely(found: Outcome) -> Outcome:
    """What differs, where the sign says that it is about the same, or the same in some sense."""
    one, other = found.left, found.right
    if not found.at and one is not None and other is not None and abs(one - other) <= ABOUT * abs(one):
        return Outcome("right", "both values are about the same", points=1)
    return Outcome("undecided", "the sign does not say that both sides are equal, and they are not")


def _put_in(claim: Claim, left: sp.Expr, right: sp.Expr) -> Pair:
    """Both sides with what the text has said of their letters."""
    known = claim.known
    return in_letters(known.expand(left), known), in_letters(known.expand(right), known)


def sides_of(claim: Claim, outcome: Outcome) -> Pair | None:
    """The sides that were compared, as expressions; of a chain of antiderivatives as they are.

    Of vectors they are the entries that the outcome is about, if it is about one.
    They are read again wherever they are needed: SymPy evaluates what is sent from process to process.
    """
    if outcome.pair is None:
        return None
    _, left, right = readings_of(claim)[outcome.pair]
    one, other = _put_in(claim, left, right)
    (shape, ones), (_, others) = entries(one), entries(other)
    if not shape:
        return one, other
    return None if outcome.entry is None else (ones[outcome.entry], others[outcome.entry])


def _message(error: CalcrefError) -> str:
    return getattr(error, "message", None) or str(error).splitlines()[0]


def _in_reading(claim: Claim, left: sp.Expr, right: sp.Expr) -> Outcome:
    known = claim.known
    if max(map(tree_size, (left, right))) > LARGEST:
        return Outcome("undecided", f"a side has more than {LARGEST} parts")
    ones, others = entries(left), entries(right)
    if ones[0] or others[0]:
        return by_entries(ones, others, lambda one, other: by_values(claim, one, other))
    letter = family_letter(left, right) or (symbol(claim.family) if claim.family else None)
    if letter is not None:
        return as_families(claim, left, right, letter)
    found = _by_terms(claim, left, right)
    if found.kind in ("wrong", "undecided") and known.assigned and not is_open(left) and not is_open(right):
        values = {symbol(name): value for name, value in known.assigned.items()}
        there = by_values(claim, substitute(left, values), substitute(right, values))
        if there.kind == "right":
            said = ", ".join(f"{name} = {value}" for name, value in known.assigned.items())
            return replace(there, said=f"{there.said}, at {said}")
    return found


def _by_terms(claim: Claim, left: sp.Expr, right: sp.Expr) -> Outcome:
    """What the values say where all x_i of a sum are the same, and then where they are not."""
    known = numbered(left, right)
    if not known:
        return by_values(claim, left, right)
    found, unlike = (
        by_values(claim, *(together(side, known, apart) for side in (left, right))) for apart in (False, True)
    )
    said = astray(known, left, right)
    moved = any(isinstance(node, Diff) for side in (left, right) for node in nodes(side))
    if said and (moved or found.kind != "right" or unlike.kind != "right"):
        return Outcome("undecided", said)
    if found.kind not in ("right", "condition") or unlike.kind == found.kind:
        return found
    names = ", ".join(sorted({letter.name for letter in known.values()}))
    return replace(unlike, said=f"{unlike.said}, where the numbers {names} are not all the same", at={})


def in_letters(expr: sp.Expr, known: Known) -> sp.Expr:
    """`expr` with the differential of a letter that stands for a formula written out: du is u'(x) dx."""
    found: dict[sp.Symbol, sp.Expr] = {}
    for letter in symbols_of(expr):
        name = DIFFERENTIAL.fullmatch(letter.name)
        if name and name[1] in known.letters:
            there = known.expand(symbol(name[1]))
            inner = sorted(symbols_of(there), key=str)
            if len(inner) == 1:
                found[letter] = mul(raw(Diff, there, inner[0]), symbol(f"d{inner[0].name}"))
    return substitute(expr, found) if found else expr
