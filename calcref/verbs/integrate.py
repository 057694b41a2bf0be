"""The public verb `integrate`: from what a reader gives to a verified derivation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import sympy as sp

from calcref import derivatives, integrals, limits
from calcref.core.conditions import WALKABLE
from calcref.core.engine import derive
from calcref.core.errors import BudgetExceeded, CalcrefError, CheckFailed, Divergent, NoRuleApplies, OutsideDomain
from calcref.core.evidence import Evidence
from calcref.core.expr import is_open, raw, symbols_of, tree_size, varies
from calcref.core.principal_value import PrincipalValue
from calcref.core.questions import Antideriv, DefiniteIntegral, LimitOf, Question
from calcref.core.records import Ask, Derivation, Rewriting, Rule
from calcref.core.simplify import simplified, standard_form
from calcref.integrals import by_sympy, split, substitution
from calcref.integrals.integrand import rearranged
from calcref.integrals.no_pole import under_the_condition
from calcref.reals.breaks import breaks, generic
from calcref.verbs.assume import Values, assumed, known, parted, put_back, told_of
from calcref.verbs.by_quadrature import by_quadrature
from calcref.verbs.cases import by_cases, with_special_cases
from calcref.verbs.guard import guarded
from calcref.verbs.reading import bound, expression, must_be_given, one_variable, shown
from calcref.verbs.unanswered import refusal

RULES = (*integrals.RULES, *limits.RULES, *derivatives.RULES)
OWN = (*integrals.RULES, *limits.OWN, *derivatives.RULES)
LIMITS = frozenset(rule.id for rule in limits.OWN)
BUDGET = 2_000  # questions
MOST_UNANSWERED = 2  # questions that SymPy may leave without an answer; one alone where it runs out of time
DEEPEST = 12  # where the last rule may answer, everything else is tried to this depth first


def integrate(
    expr: sp.Expr | str,
    x: sp.Symbol | str | None = None,
    lower: sp.Expr | str | float | None = None,
    upper: sp.Expr | str | float | None = None,
    check: bool = True,
    assume: str | None = None,
    principal_value: bool = False,
    numeric: bool = False,
) -> Derivation:
    """An antiderivative of `expr` in `x`, or its integral from `lower` to `upper`, with every step.

    The answer of an antiderivative is without + C: its `domain` lists the intervals, with a constant for each.

    Args:
        expr: a SymPy expression, or text such as "x e^(x^2)".
        x: the variable, or its name; needed only where there are several.
        lower: where the integral starts: a number, ±∞ ("oo", "-oo") or an expression without the variable.
        upper: where it ends; it may lie left of `lower`, and the integral is then minus that of the way back.
        check: whether to verify the derivation before it is returned.
        assume: what is known of its letters, such as "a > 0, b != 0", "a > 1" or "n integer, n > 0"; text may say it
            itself, after "where". The answer holds these letters as symbols of which that is known.
        principal_value: whether to leave out as much on both sides of a pole, and let that go to 0; between two
            infinite bounds, whether to approach both alike.
        numeric: whether a definite integral for which no closed form is found is answered by a number, with a bound
            for its error.

    Raises:
        ParseError: the text is not one formula.
        CalcrefError: the variable is not clear, a bound is missing or not a bound, or an assumption cannot be read.
        OutsideDomain: the integrand has no real value between the bounds.
        NoRuleApplies: no rule answers the question; the message says what to try.
        Divergent: the integral has no finite value; `.derivation` shows why.
        CheckFailed: the answer does not pass its own check, or could not be confirmed.

    >>> integrate("x cos(x^2)").answer
    sin(x**2)/2
    >>> integrate("1/x", lower=1, upper=2).answer
    log(2)
    >>> integrate("1/x", lower=-1, upper=2, principal_value=True).answer
    log(2)
    >>> integrate("e^(-a x)", "x", 0, "oo", assume="a > 0").answer
    1/a
    >>> integrate("sqrt(1 + x^3)", lower=0, upper=1, numeric=True).answer
    1.11144797053258
    """
    formula, said = parted(expr) if isinstance(expr, str) else (expr, "")
    function = _ordered(expression(formula))
    var = one_variable(function, x)
    must_be_given(function, var, "nothing is known of its integrals")
    facts = assumed(", ".join(filter(None, (said, assume))))
    question = _known(_question(function, var, lower, upper, principal_value), facts)
    function = question.expr
    asked = shown(question)
    with guarded(asked), told_of(facts):
        _must_be_real(question)
        try:
            derivation, evidence = _verified(question) if check else (_answer(question), None)
        except NoRuleApplies as error:
            if not numeric:
                raise
            return by_quadrature(question, error)
        letters = symbols_of(raw(sp.Tuple, function, *question.args[2:])) - {var}
        if evidence and evidence.verdict == "refuted":
            more = "; put numbers for the letters, or symbols of which more is assumed (positive=True)"
            advice = more if letters else ""
            raise CheckFailed(f"the answer to {asked} does not pass its check: {evidence}{advice}", evidence)
        if derivation.answer.has(sp.I):
            if letters:
                raise OutsideDomain(f"{shown(function)} has no real values on all of the interval; try other bounds")
            raise NoRuleApplies(f"what was found for {asked} is not real; calcref.quadrature gives a number", ())
        if not isinstance(derivation.answer, sp.Piecewise) and derivation.answer.has(sp.oo, -sp.oo, sp.zoo, sp.nan):
            raise Divergent(_why(derivation), derivation)
        if evidence and evidence.verdict == "unknown":
            if numeric:
                return by_quadrature(question, NoRuleApplies(f"the answer to {asked} could not be confirmed", ()))
            raise CheckFailed(
                f"an answer to {asked} was found and could not be confirmed: {evidence.how}; try numbers for "
                "the letters, or see it unconfirmed with check=False",
                evidence,
            )
    return put_back(derivation, facts)


def _ordered(function: sp.Expr) -> sp.Expr:
    """`function` in standard form if it differs from that by the order of its terms and factors alone."""
    if tree_size(function) > WALKABLE or is_open(function):
        return function
    plain = standard_form(function)
    return plain if rearranged(plain) == rearranged(function) else function


def _in_order(derivation: Derivation) -> Derivation:
    """`derivation` with the terms and factors of its answer in SymPy's order, so that it equals what SymPy builds."""
    return replace(derivation, answer=_ordered(derivation.answer))


def _question(function: sp.Expr, var: sp.Symbol, lower: object, upper: object, principal_value: bool) -> Any:
    if lower is None and upper is None:
        if principal_value:
            raise CalcrefError("a principal value is that of an integral with two bounds; give lower and upper")
        return raw(Antideriv, function, var)
    if lower is None or upper is None:
        missing = "lower" if lower is None else "upper"
        raise CalcrefError(f"an integral has two bounds or none; {missing} is missing")
    ends = bound(lower, "lower"), bound(upper, "upper")
    for end in ends:
        if varies(end, var):
            raise CalcrefError(
                f"the bound {shown(end)} holds the variable {var} of the integral; rename one of the two, as in "
                f"∫ f(t) dt from 0 to {var}"
            )
    return raw(PrincipalValue if principal_value else DefiniteIntegral, function, var, *ends)


def _known(question: Any, said: Values) -> Any:
    """`question` with what is said of its letters.

    Raises:
        CalcrefError: it is said of a letter that does not occur, or of the variable.
    """
    for letter in said:
        if letter == question.var:
            raise CalcrefError(f"{letter} is the variable of the integral: say where it runs by bounds")
        if letter not in symbols_of(raw(sp.Tuple, *question.args)):
            raise CalcrefError(f"something is said of {letter}, which does not occur in {shown(question)}")
    inner, var, *ends = question.args
    return (
        raw(type(question), _ordered(known(inner, said)), var, *(known(end, said) for end in ends))
        if said
        else question
    )


def _must_be_real(question: Any) -> None:
    """Nothing, unless the integrand is known to have no real value on a piece of the interval, or anywhere.

    Raises:
        OutsideDomain: it has none.
    """
    from calcref.verify.precise import PreciseEvaluator

    expr, var = question.expr, question.var
    found = breaks(expr, var)
    if found is None or symbols_of(expr) - {var}:
        return
    ends = question.args[2:] or (-sp.oo, sp.oo)
    if not all(end.is_number for end in ends):
        return
    low, high = sorted(ends, key=lambda end: sp.N(end, 30))
    places = found.between(low, high)
    if low == high or places is None:
        return
    pieces = list(pairwise((low, *places, high)))
    missing = [piece for piece in pieces if PreciseEvaluator.at_point({var: float(generic(*piece))}, expr) is None]
    if missing and (len(question.args) > 2 or len(missing) == len(pieces)):
        ends_shown = " and ".join(map(shown, missing[0]))
        raise OutsideDomain(
            f"{shown(expr)} has no real value between {ends_shown}, so no integral there; try other bounds"
        )


def _verified(question: Any) -> tuple[Derivation, Evidence]:
    """The answer with its evidence; by cases where it does not hold for all values of the letters."""
    derivation = _answer(question)
    evidence = confirmed(derivation)
    if evidence.verdict in ("refuted", "unknown") and symbols_of(question) - {question.var}:
        cases = _by_cases(question, _Asked())
        found = confirmed(cases) if cases else evidence
        if cases and found.verdict in ("proved", "agrees"):
            return cases, found
        if evidence.verdict == "refuted" and isinstance(question, DefiniteIntegral):
            between = under_the_condition(derivation)
            found = confirmed(between)
            if found.verdict in ("proved", "agrees"):
                return between, found
    return derivation, evidence


def confirmed(derivation: Derivation) -> Evidence:
    """What numbers say, and where they are silent, what can be proved."""
    from calcref.verify.symbolic import check_by_numbers

    found = check_by_numbers(derivation)
    return derivation.check() if found.verdict == "unknown" else found


def _answer(question: Question) -> Derivation:
    """The answer for all values of the letters, or for as many as there is one, by cases."""
    asked = _Asked()
    try:
        return _solved(question, asked)
    except NoRuleApplies:
        found = None if asked.is_out_of_time else _by_cases(question, asked)
        if found is None:
            raise
        return found


def _solved(question: Question, asked: _Asked) -> Derivation:
    return finished(_derivation(question, asked), asked)


def finished(found: Derivation, asked: _Asked | None = None) -> Derivation:
    """`found` with its answer collected and in order, and with what it is for special values of its letters."""
    known = asked or _Asked()
    return with_special_cases(_in_order(simplified(found)), lambda inner: _solved(inner, known))


def _by_cases(question: Question, asked: _Asked) -> Derivation | None:
    return by_cases(question, lambda inner: _solved(inner, asked), lambda inner: _derivation(inner, asked))


def _derivation(question: Question, asked: _Asked) -> Derivation:
    """By the rules alone where they suffice; else the last rule may answer what they leave open."""
    found = _by_rules(question)
    if found is not None:
        return found
    before = RULES.index(substitution.RULE)  # what needs a search is not asked of SymPy, bit by bit
    rules = (*RULES[:before], replace(integrals.LAST, rewrite=asked.rewrite), *RULES[before:])
    try:
        return derive(question, rules, BUDGET, (DEEPEST,))
    except (NoRuleApplies, BudgetExceeded) as error:
        tried = tuple(rule.id for rule in (*integrals.RULES, *limits.RULES, integrals.LAST))
        answer = _antiderivative(question, asked) if len(question.args) > 2 else None
        raise NoRuleApplies(refusal(question, asked.outcomes.values(), answer), tried) from error


def _antiderivative(question: Any, asked: _Asked) -> sp.Expr | None:
    try:
        return _derivation(raw(Antideriv, question.expr, question.var), asked).answer
    except NoRuleApplies:
        return None


class _Asked:
    """What SymPy was asked in one search: what no rule answers, and no more once `MOST_UNANSWERED` had no answer."""

    def __init__(self) -> None:
        self.outcomes: dict[Question, str] = {}
        self.answers: dict[Question, sp.Expr] = {}
        self.by_rules: dict[Question, bool] = {}

    @property
    def is_out_of_time(self) -> bool:
        """Whether a question was given up since SymPy did not end."""
        return "stopped" in self.outcomes.values()

    @property
    def has_enough(self) -> bool:
        """Whether so much was left without an answer that nothing more is asked."""
        return len(self.outcomes) - len(self.answers) >= MOST_UNANSWERED or self.is_out_of_time

    def rewrite(self, question: Question, ask: Ask) -> Iterator[Rewriting]:
        if type(question) is not Antideriv or (question not in self.outcomes and self.has_enough):
            return
        if question not in self.by_rules:
            self.by_rules[question] = _by_rules(question) is not None
        if self.by_rules[question]:
            return
        self.outcomes[question], _ = by_sympy.outcome(question)
        for rewriting in by_sympy.rewrite(question, ask):
            self.answers[question] = rewriting.after
            yield rewriting


def _by_rules(question: Question) -> Derivation | None:
    """With limits step by step; where these do not suffice, or one is infinite, with limits that are found at once."""
    found, needs_limits = _tried(question, OWN)
    if found is not None and not found.answer.has(sp.oo, -sp.oo, sp.zoo, sp.nan):
        return found
    return _tried(question, RULES)[0] if needs_limits else None


def _tried(question: Question, rules: Sequence[Rule]) -> tuple[Derivation | None, bool]:
    """What `rules` find, and whether another way to find limits might find more."""
    try:
        return derive(question, rules, BUDGET), True
    except BudgetExceeded:
        return None, True
    except NoRuleApplies as error:
        return None, not LIMITS.isdisjoint(error.tried)


def _why(derivation: Derivation) -> str:
    """The divergent integral and its first limit that is not a number, in words."""
    question = derivation.question
    lower, upper = map(shown, question.args[2:])
    said = f"the integral of {shown(question.expr)} from {lower} to {upper} diverges"
    for node in derivation.nodes:
        if isinstance(node.step.before, LimitOf) and (node.answer.is_finite is False or node.answer is sp.nan):
            before = node.step.before
            value = "has no limit" if node.answer is sp.nan else f"tends to {shown(node.answer)}"
            said += f": {shown(before.expr)} {value} as {before.var} tends to {shown(before.to)}"
            break
    if any(step.rule is split.RULE for step in derivation.steps):
        return f"{said}; principal_value=True approaches from both sides alike, and may find a value"
    return said
