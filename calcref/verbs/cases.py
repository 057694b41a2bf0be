"""Answers by cases: what an integral is for the special values of its letters, and for each part of their lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import sympy as sp
from sympy.core.relational import Relational

from calcref.core.cases import Case, in_cases, merged, under
from calcref.core.conditions import WALKABLE
from calcref.core.errors import CalcrefError, Divergent
from calcref.core.expr import nodes, raw, substitute, symbols_of, tree_size
from calcref.core.letters import K
from calcref.core.questions import Antideriv, DefiniteIntegral, Question
from calcref.core.records import Condition, Derivation, Step
from calcref.core.simplify import standard_form
from calcref.integrals.by_cases import tidy
from calcref.integrals.cases import BY_CASES, SPECIAL, Cell, breakpoints, cells, divisors, put, vanishing
from calcref.reals.breaks import breaks
from calcref.render import latex
from calcref.verify.answers import check_answer, compared

MOST = 6  # special cases that are answered
LEAVES = 12  # parts of letters' lines that are looked at
DEEPEST = 3  # letters whose lines are cut

Solve = Callable[[Question], Derivation]


def with_special_cases(derivation: Derivation, solve: Solve) -> Derivation:
    """`derivation`, and where its answer divides by 0 for some value of a letter, the integral for that value."""
    question = derivation.question
    var = question.var
    if not symbols_of(question) - {var} or tree_size(derivation.answer) > WALKABLE:
        return derivation
    values: dict[tuple[sp.Symbol, sp.Expr], Question] = {}
    for divisor in divisors(derivation.answer, var):
        letter, places = (None, ()) if divisor.is_nonzero else vanishing(divisor)
        for place in places:
            special = put(question, letter, place)
            if not special.has(sp.zoo, sp.nan, sp.I) and special.has(sp.oo) == question.has(sp.oo):
                values[letter, place] = special
    if not values:
        return derivation
    parts, pairs = [derivation], []
    general = sp.And(*(sp.Ne(letter, place) for letter, place in values))
    pairs += under(general, derivation.answer)
    for (letter, place), special in list(values.items())[:MOST]:
        part = _answered(special, solve)
        if part is not None:
            parts.append(part)
            pairs += under(sp.Eq(letter, place), part.answer)
    after = in_cases(_each_once(pairs))
    return Derivation(Step(SPECIAL, derivation.answer, after, {"x": var}), tuple(parts), after)


def _each_once(pairs: list[Case]) -> list[Case]:
    """The cases without those that ask for the same values of the letters as one before them."""
    found: dict[sp.Basic, Case] = {}
    for answer, condition in pairs:
        parts = sp.And.make_args(condition)
        values = {part.lhs: part.rhs for part in parts if isinstance(part, sp.Eq) and part.rhs.is_number}
        told = sp.And(*(sp.Eq(*item) for item in values.items()), *(part.subs(values) for part in parts))
        found.setdefault(told, (answer, condition))
    return list(found.values())


def by_cases(question: Question, solve: Solve, known: Solve) -> Derivation | None:
    """`question` answered on each part of its letters' lines where it can be; None where that is nowhere.

    Args:
        question: an integral that has no answer for all values of its letters.
        solve: answers a question, or raises.
        known: an antiderivative by rules alone, or raises.
    """
    return _Splitter(solve, known).split(question, DEEPEST)


class _Splitter:
    """One search for cases: how many were looked at."""

    def __init__(self, solve: Solve, known: Solve) -> None:
        self.solve, self.known, self.seen = solve, known, 0
        self.asked: dict[Question, list[sp.Expr]] = {}

    def split(self, question: Question, depth: int) -> Derivation | None:
        for letter in self.letters(question):
            places = self.places(question, letter)
            found = cells(letter, places, question)
            if found and self.seen + len(found) <= LEAVES:
                return self.on(question, found, depth)
        return None

    def letters(self, question: Question) -> list[sp.Symbol]:
        """The letters that have not been cut: those that decide something, then others of the integrand, by name."""
        asked = frozenset[sp.Symbol]().union(*map(symbols_of, self.quantities(question)))
        own = (symbols_of(question.expr) | asked) - {question.var}
        free = (letter for letter in own if letter.is_nonzero is not True)
        return sorted(free, key=lambda one: (one not in asked, one.name))

    def places(self, question: Question, letter: sp.Symbol) -> list[sp.Expr]:
        """Where the line of `letter` is to be cut."""
        found = list(dict.fromkeys(breakpoints(self.quantities(question), letter)))
        others = {one for quantity in self.quantities(question) for one in symbols_of(quantity)}
        if len(others.intersection(self.letters(question))) > 1:  # the others are cut first
            found = [place for place in found if place.is_number]
        return found or [sp.S.Zero]

    def quantities(self, question: Question) -> list[sp.Expr]:
        """What an antiderivative divides by, asks the sign of, or has in an exponent; how far bounds are from gaps."""
        if question not in self.asked:
            part = _answered(raw(Antideriv, question.expr, question.var), self.known)
            found = () if part is None else _decisive(part.answer, question.var)
            self.asked[question] = [*found, *_from_bounds(question)]
        return self.asked[question]

    def on(self, question: Question, found: list[Cell], depth: int) -> Derivation | None:
        """The answer on each of the cells that has one."""
        parts: list[Derivation] = []
        steps: list[Case] = []
        answers: list[Case] = []
        missing: list[sp.Basic] = []
        wide = False  # whether some case is more than a value of the letter, and has a number for its answer
        for cell in found:
            self.seen += 1
            inner = put(question, cell.letter, cell.put)
            if inner.has(sp.zoo, sp.nan):
                continue
            part = _confirmed(_answered(inner, self.solve))
            if part is None and depth > 1:
                part = _confirmed(self.split(inner, depth - 1))
            if part is None:
                missing.append(cell.condition)
                continue
            wide = wide or (cell.own is not None and _is_number_somewhere(part.answer))
            parts.append(part)
            steps.append((cell.read(inner), cell.condition))
            answer = part.answer if cell.own is None else substitute(part.answer, {cell.own: cell.back})
            answers += under(cell.condition, _with_plain_roots(standard_form(answer)))
        if not wide:
            return None
        step = Step(replace(BY_CASES, conditions=_left_open(missing)), question, in_cases(steps))
        return Derivation(step, tuple(parts), in_cases(merged(answers)))


def _decisive(answer: sp.Expr, var: sp.Symbol) -> Iterator[sp.Expr]:
    yield from divisors(answer, var)
    for node in nodes(answer):
        if isinstance(node, Relational):
            yield node.lhs - node.rhs
        elif node.is_Pow and symbols_of(node.exp) and var not in symbols_of(node.exp):
            yield node.exp


def _from_bounds(question: Question) -> Iterator[sp.Expr]:
    """How far the bounds are from the places where the integrand breaks, where letters decide it."""
    found = breaks(question.expr, question.var) if isinstance(question, DefiniteIntegral) else None
    ends = [end for end in question.args[2:] if end.is_finite is not False]
    for place in (*found.gaps, *found.kinks) if found else ():
        if not place.has(K):
            yield from (end - place for end in ends if symbols_of(end - place))


def _is_number_somewhere(answer: sp.Expr) -> bool:
    cases = [pair.expr for pair in answer.args] if isinstance(answer, sp.Piecewise) else [answer]
    return any(not inner.has(sp.oo, -sp.oo) for inner in cases)


def _confirmed(part: Derivation | None) -> Derivation | None:
    return part if part is not None and _is_sure(part) else None


def _is_sure(part: Derivation) -> bool:
    """Whether the answer can be confirmed, as that of a case; an infinite one, too."""
    if part.answer.has(sp.nan, sp.zoo):
        return False
    found = check_answer(part)
    if found is not None:
        return found.verdict == "agrees"
    return part.answer.is_finite is not False or compared((part.question, part.answer), {}) == (0.0, "")


def _left_open(missing: list[sp.Basic]) -> tuple[Condition, ...]:
    """What is said of cases without an answer."""
    if not missing:
        return ()
    said = " or ".join(f"${latex(condition)}$" for condition in missing)
    return (Condition(f"the cases that are given; for {said} no answer was found", lambda where, point: None),)


def _answered(question: Question, solve: Solve) -> Derivation | None:
    try:
        return solve(question)
    except Divergent as error:
        return error.derivation if isinstance(error.derivation, Derivation) else None
    except CalcrefError:
        return None


def _with_plain_roots(answer: sp.Expr) -> sp.Expr:
    """`answer` with what stands under its roots multiplied out: a letter was put in and taken out again."""
    return answer.replace(
        lambda node: node.is_Pow and node.exp.is_Rational and not node.exp.is_Integer,
        lambda node: tidy(node.base) ** node.exp,
    )
