"""Deciding a claim by numbers alone: in each reading of its sides, as values or as families of antiderivatives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import mpmath as mp
import sympy as sp
from sympy.core.function import AppliedUndef

from calcref.core.errors import CalcrefError
from calcref.core.expr import is_open, mul, nodes, raw, substitute, symbols_of, tree_size
from calcref.core.expr import replace as replace_nodes
from calcref.core.questions import Antideriv, At, Between, DefiniteIntegral, Diff
from calcref.judging.claims import Claim, Outcome
from calcref.judging.conditions import isolated, separating
from calcref.judging.formula import read_formula
from calcref.judging.known import Known, family_letter, symbol
from calcref.judging.operators import as_limits
from calcref.verify.arithmetic import DIGITS, OutOfDomain
from calcref.verify.comparing import compare
from calcref.verify.equality import Comparison, Seen, Tally, counting, plainest, tally
from calcref.verify.places import places
from calcref.verify.precise import PreciseEvaluator

MOST_PAIRS = 16  # readings of both sides together
FEWEST = 2  # points at which sides that hold letters must agree
LARGEST = 4_000  # nodes of a side
JUMPING = (sp.sign, sp.floor, sp.ceiling, sp.atan, sp.acot, sp.asin, sp.acos, sp.Abs)
POLES = (sp.tan, sp.cot, sp.sec, sp.csc)
DIFFERENTIAL = re.compile(r"d([A-Za-z].*)")
SHOWN = 6
CONSTANTS = frozenset(("C", "c", "K", "k", "C_1", "C_2", "c_1", "c_2"))  # names of what may be added to a family
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
    return best


def _put_in(claim: Claim, left: sp.Expr, right: sp.Expr) -> Pair:
    """Both sides with what the text has said of their letters."""
    known = claim.known
    return in_letters(known.expand(left), known), in_letters(known.expand(right), known)


def sides_of(claim: Claim, outcome: Outcome) -> Pair | None:
    """The sides that were compared, as expressions; of a chain of antiderivatives as they are.

    They are read again wherever they are needed: SymPy evaluates what is sent from process to process.
    """
    if outcome.pair is None:
        return None
    _, left, right = readings_of(claim)[outcome.pair]
    return _put_in(claim, left, right)


def _message(error: CalcrefError) -> str:
    return getattr(error, "message", None) or str(error).splitlines()[0]


def _in_reading(claim: Claim, left: sp.Expr, right: sp.Expr) -> Outcome:
    known = claim.known
    if max(map(tree_size, (left, right))) > LARGEST:
        return Outcome("undecided", f"a side has more than {LARGEST} parts")
    letter = family_letter(left, right) or (symbol(claim.family) if claim.family else None)
    if letter is not None:
        return _as_families(claim, left, right, letter)
    found = by_values(claim, left, right)
    if found.kind in ("wrong", "undecided") and known.assigned and not is_open(left) and not is_open(right):
        values = {symbol(name): value for name, value in known.assigned.items()}
        there = by_values(claim, substitute(left, values), substitute(right, values))
        if there.kind == "right":
            said = ", ".join(f"{name} = {value}" for name, value in known.assigned.items())
            return replace(there, said=f"{there.said}, at {said}")
    return found


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


def comparison(known: Known, left: sp.Expr, right: sp.Expr) -> Comparison:
    """The comparison of two sides under what the text supposes."""
    positive = frozenset(symbol(name) for name in known.angles)
    letters = symbols_of(left) | symbols_of(right)
    supposed = [relation for relation in known.conditions if symbols_of(relation) <= letters]
    return Comparison(left, right, counting(left, right), positive, supposed)


def by_values(claim: Claim, left: sp.Expr, right: sp.Expr) -> Outcome:
    """What the values of both sides say."""
    asked = comparison(claim.known, left, right)
    found = tally(asked)
    same, other = found.of("same"), found.of("other")
    letters = symbols_of(left) | symbols_of(right)
    if found.spent:
        return Outcome("undecided", "its values take too long to compute")
    if any(DIFFERENTIAL.fullmatch(letter.name) and letter.name[1:] in claim.question for letter in letters):
        return Outcome("undecided", "it holds a differential of what is not given")
    if other and not same:
        with mp.workdps(DIGITS):
            return _differing(claim, left, right, [plainest(asked, other[0]), *other[1:]])
    if other:
        return _in_part(asked, found, letters)
    if len(same) < (FEWEST if letters else 1):
        limits = [_ends_as_limits(side) for side in (left, right)]
        if limits != [left, right]:
            return by_values(claim, *limits)
        return _without_values(left, right, found)
    return _agreeing(asked, found)


def _ends_as_limits(expr: sp.Expr) -> sp.Expr:
    """`expr` with the values between two places as limits, for what has no value at an end."""
    asked = {node: as_limits(node) for node in nodes(expr) if isinstance(node, Between)}
    return replace_nodes(expr, asked, lambda node: False) if asked else expr


def _agreeing(asked: Comparison, found: Tally) -> Outcome:
    """Both sides agree where both have values: what is left is where only one has."""
    same, shrunk, grown = found.of("same"), found.of("left"), found.of("right")
    sides = (asked.left, asked.right)
    if _is_question(asked.left) or _is_question(asked.right):
        grown = ()
    said = f"{len(same)} values agree" if len(same) > 1 else "one value agrees"
    right = Outcome("right", said, points=len(same), error=found.error)
    missing = (*shrunk, *grown)
    if missing:
        condition = separating(sides, same, missing)
        side = "right" if shrunk else "left"
        there = _there(missing[0])
        lost = f"the {side} side has no value {there}"
        return replace(
            right,
            kind="condition",
            said=f"{said}, and {lost}",
            condition=condition or f"not {there}",
            at=_named(missing[0]),
            left=missing[0].left,
            right=missing[0].right,
        )
    condition = isolated(asked)
    if condition:
        return replace(
            right, kind="condition", said=f"{said}; where it fails, only one side has a value", condition=condition
        )
    return right


def _is_question(expr: sp.Expr) -> bool:
    """Whether the values of a side come from a question whose answer may have more of them."""
    return is_open(expr) or any(isinstance(node, At | Between) for node in nodes(expr))


def _in_part(asked: Comparison, found: Tally, letters: frozenset[sp.Symbol]) -> Outcome:
    """Both sides agree at some points and differ at others."""
    same, other = found.of("same"), found.of("other")
    here = other[0]
    values = _values(here)
    whole = letters and letters <= asked.whole
    if whole:
        first = max(max(one.at.values()) for one in other)
        if all(min(one.at.values()) > first for one in same) and len(same) > FEWEST:
            name = next(iter(here.at))
            return _condition(found, here, f"{name} > {int(first)}", values)
        return _wrong(here, values)
    if asked.whole or len(same) < FEWEST:
        return _wrong(here, values)
    condition = separating((asked.left, asked.right), same, other)
    if not condition and len(same) < len(other):
        return _wrong(here, values)  # they come close to one another far out
    return _condition(found, here, condition or f"not {_there(here)}", values)


def _condition(found: Tally, here: Seen, condition: str, values: str) -> Outcome:
    return Outcome(
        "condition",
        f"{len(found.of('same'))} values agree, and others do not: {values}",
        points=len(found.of("same")),
        error=found.error,
        at=_named(here),
        left=here.left,
        right=here.right,
        condition=condition,
    )


def _wrong(here: Seen, values: str, condition: str = "") -> Outcome:
    return Outcome("wrong", values, at=_named(here), left=here.left, right=here.right, condition=condition)


def _differing(claim: Claim, left: sp.Expr, right: sp.Expr, other: Sequence[Seen]) -> Outcome:
    """Both sides differ wherever both have values: wrong, unless they were not meant to be the same."""
    here = other[0]
    letters = [symbols_of(side) for side in (left, right)]
    if not any(letters) and (rounded := _rounded(claim, here)):
        return rounded
    unknown = [{node.func for node in nodes(side) if isinstance(node, AppliedUndef)} for side in (left, right)]
    if unknown[0] != unknown[1] or (unknown[0] and not isinstance(left, Diff | Antideriv | DefiniteIntegral)):
        return Outcome("undecided", "it is about a function that is not given")
    if len(other) < FEWEST and any(letters):
        return Outcome("undecided", "too few values could be compared")
    if untied := _untied(left, right):
        return Outcome("undecided", untied)
    return _wrong(here, _values(here), crossed(left, right))


def _untied(left: sp.Expr, right: sp.Expr) -> str:
    """What to say of sides each of which holds a letter that the other lacks, so that something is not explained."""
    one, other = ({it.name for it in symbols_of(side)} - CONSTANTS for side in (left, right))
    if not (one - other and other - one):
        return ""
    first, second = (", ".join(sorted(names)) for names in (one - other, other - one))
    return f"only the left side holds {first}, only the right one {second}, and nothing says how these are tied"


def _rounded(claim: Claim, here: Seen) -> Outcome | None:
    """A decimal that is the other side to the digits that are written."""
    for text in (claim.right, claim.left):
        decimal = re.search(r"(?<![\d.])(\d*)\.(\d+)(?![\d.])", text)
        if decimal and mp.isfinite(here.left) and mp.isfinite(here.right):
            half = mp.mpf(10) ** -len(decimal[2]) * mp.mpf("0.5000001")
            if abs(here.left - here.right) <= half:
                return Outcome("right", "both values agree to the digits that are written", points=1)
    return None


def _without_values(left: sp.Expr, right: sp.Expr, found: Tally) -> Outcome:
    pole = crossed(left, right)
    one_sided = found.of("right") or found.of("left")
    if pole and one_sided and not symbols_of(left):
        here = one_sided[0]
        return _wrong(here, "the integral diverges, and the right side is a number", pole)
    for kind, side in (("left", "right"), ("right", "left")):
        if found.of(kind):  # type: ignore[arg-type]
            return Outcome("undecided", f"the {side} side has no value that could be computed")
    return Outcome("undecided", "no values could be compared, or too few")


def crossed(left: sp.Expr, right: sp.Expr) -> str:
    """The condition that no pole lies between the bounds of an integral on the left, where one does; else ""."""
    for node in nodes(left):
        if not isinstance(node, DefiniteIntegral) or symbols_of(node):
            continue
        with mp.workdps(DIGITS):
            here = PreciseEvaluator({})
            low, high = sorted((here(node.lower), here(node.upper)))
            try:
                found = places(here, node.expr, node.var, low, high)
                marks = [low, *found, high]
                pieces = [here.integral_of(node, a, b) for a, b in pairwise(marks)]
            except (OutOfDomain, ArithmeticError, ValueError, TypeError):
                continue
            poles = [
                place
                for k, place in enumerate(found)
                if any(not mp.isfinite(piece) and mp.isinf(piece) for piece in pieces[k : k + 2])
            ]
        if poles:
            shown = ", ".join(f"{node.var} = {mp.nstr(pole, SHOWN).removesuffix('.0')}" for pole in poles)
            return f"no pole between the bounds ({shown} is one)"
    return ""


def _as_families(claim: Claim, left: sp.Expr, right: sp.Expr, letter: sp.Symbol) -> Outcome:
    """Sides that are antiderivatives: by their slopes, by what they gain, and by their constants."""
    question = claim.question or frozenset(it.name for it in symbols_of(left if is_open(left) else right))
    asked = comparison(claim.known, raw(Diff, left, letter), raw(Diff, right, letter))
    found = tally(asked)
    told = {"family": letter.name, "question": question | {letter.name}}
    outcome = replace(_of_slopes(asked, found, left, right), **told)
    if outcome.kind != "right":
        return outcome
    if _jumps(left, right):
        difference, _ = compare(left, right, True)
        if difference is not None and difference.kind == "gain":
            return replace(
                outcome,
                kind="condition",
                said="the slopes agree, and the right side jumps on the way",
                condition=f"{letter} stays between two jumps of the right side",
            )
    return _with_constants(claim, outcome, left, right, question | {letter.name}, letter)


def _of_slopes(asked: Comparison, found: Tally, left: sp.Expr, right: sp.Expr) -> Outcome:
    same, other, shrunk = found.of("same"), found.of("other"), found.of("left")
    sides = (left, right)
    if found.spent:
        return Outcome("undecided", "its values take too long to compute")
    if other and len(same) < FEWEST:
        unknown = any(isinstance(node, AppliedUndef) for side in sides for node in nodes(side))
        if untied := _untied(left, right):
            return Outcome("undecided", untied)
        if unknown or len(other) < FEWEST:
            return Outcome("undecided", "too few slopes could be compared")
        with mp.workdps(DIGITS):
            told = plainest(asked, other[0])
        return _wrong(told, _values(told, "slopes"))
    if len(same) < FEWEST:
        if shrunk and not found.of("right") and not symbols_of(right) & set(shrunk[0].at):
            return Outcome("undecided", "the right side has no value")
        return Outcome("undecided", "no slopes could be compared, or too few")
    if other or shrunk:
        bad = (*other, *shrunk)
        condition = separating(sides, same, bad)
        if not condition and other and len(same) < len(other):
            return _wrong(other[0], _values(other[0], "slopes"))
        return Outcome(
            "condition",
            f"the slopes agree at {len(same)} points, and "
            + (_values(other[0], "slopes") if other else f"the right side has no value {_there(bad[0])}"),
            points=len(same),
            error=found.error,
            at=_named(bad[0]),
            left=bad[0].left,
            right=bad[0].right,
            condition=condition or f"not {_there(bad[0])}",
        )
    return Outcome("right", f"the slopes agree at {len(same)} points", points=len(same), error=found.error)


def _jumps(left: sp.Expr, right: sp.Expr) -> bool:
    """Whether an antiderivative may jump where its slope does not show it."""
    if not isinstance(left, Antideriv) or is_open(right):
        return False
    held = list(nodes(right))
    poles = any(isinstance(node, POLES) or (isinstance(node, sp.Pow) and node.exp.is_negative) for node in held)
    return any(isinstance(node, (sp.sign, sp.floor, sp.ceiling)) for node in held) or (
        poles and any(isinstance(node, JUMPING) for node in held)
    )


def _with_constants(
    claim: Claim, outcome: Outcome, left: sp.Expr, right: sp.Expr, question: frozenset[str], letter: sp.Symbol
) -> Outcome:
    """The outcome, unless a constant was lost on the way."""
    if is_open(right) or any(isinstance(node, Antideriv) for node in nodes(right)):
        return outcome
    constants = [{it.name for it in symbols_of(side)} - question for side in (left, right)]
    opened = is_open(left) and any(mark in claim.left for mark in ("int", "∫"))
    if constants[1]:
        return outcome
    if opened or constants[0]:
        if _is_by_parts(claim):
            return outcome
        return replace(
            outcome,
            kind="condition",
            said=f"{outcome.said}; a constant is missing",
            condition="+ C, one on each interval",
        )
    if is_open(left):
        return outcome
    asked = comparison(claim.known, left, right)
    if tally(asked).of("other"):
        return replace(
            outcome, kind="condition", said=f"{outcome.said}, and the values do not", condition="up to a constant"
        )
    return outcome


def _is_by_parts(claim: Claim) -> bool:
    """Whether an antiderivative is chosen for integrating by parts, where any one will do: v = ∫ e^x dx = e^x."""
    return "v" in claim.known.letters and isinstance(claim.known.letters["v"], Antideriv)


def _there(here: Seen) -> str:
    there = ", ".join(f"{name} = {value:.3g}" for name, value in sorted(_named(here).items()))
    return f"at {there}" if there else "here"


def _named(here: Seen) -> dict[str, float]:
    return {letter.name: value for letter, value in here.at.items()}


def _values(here: Seen, what: str = "") -> str:
    one, other = (
        mp.nstr(value, SHOWN).removesuffix(".0") if value is not None else "none" for value in (here.left, here.right)
    )
    place = f"{_there(here)} " if here.at else ""
    kind = f"the {what} are" if what else "the values are"
    return f"{place}{kind} {one} and {other}"
