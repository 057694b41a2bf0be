"""Whatever is typed, differentiated, checked and written: a right answer, or an error of the project's own."""

import math

import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from calcref.core.conditions import WALKABLE
from calcref.core.errors import CalcrefError
from calcref.core.expr import symbols_of, tree_size
from calcref.core.letters import x
from calcref.core.records import Derivation
from calcref.parse import parse
from calcref.parse.reader import read
from calcref.render import latex, text
from calcref.verbs.differentiate import differentiate
from calcref.verify.fast import FastEvaluator

NAMES = (
    "sin",
    "cos",
    "tan",
    "exp",
    "ln",
    "sqrt",
    "cbrt",
    "abs",
    "sign",
    "atan",
    "asin",
    "tanh",
    "sinh",
    "erf",
    "gamma",
)
NAMES += ("relu", "step", "sigmoid", "softplus", "gelu", "silu", "acosh", "csch", "sec", "log_2", "digamma")
ATOMS = ("x", "x", "x", "y", "2", "3", "1/2", "0", "0.25", "pi", "e", "10")
PLACES = (None, None, 0, 1, -1, "1/2", "pi", "y", -2.5)
POINTS = (0.37, 1.83, -0.71)


def _grown(inner):
    return st.one_of(
        st.builds("({}) {} ({})".format, inner, st.sampled_from(("+", "-", "*", "/")), inner),
        st.builds("({})^{}".format, inner, st.sampled_from(("2", "3", "(-1)", "(-2)", "(1/2)", "(1/3)", "(5/3)", "x"))),
        st.builds("{}({})".format, st.sampled_from(NAMES), inner),
        st.builds("{}({}, {})".format, st.sampled_from(("max", "min")), inner, inner),
        st.builds("-({})".format, inner),
    )


FORMULAS = st.recursive(st.sampled_from(ATOMS), _grown, max_leaves=6)
PIECES = (
    *"0123456789xyeabπ+-*/^()|,._ =√²α!%&{}[]\\$\n\t∞",
    "sin",
    "ln",
    "log_",
    "max(",
    "dx",
    "d/dx",
    "sqrt",
    "\\frac{",
)
GARBAGE = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def value(expr, point):
    found = FastEvaluator({symbol: complex(number) for symbol, number in point.items()})(expr)
    return found.real if isinstance(found, complex) and math.isfinite(found.real) else math.nan


def letters(at, *exprs):
    """A point for every letter of `exprs`, x at `at`."""
    return {symbol: at if symbol == x else 1.37 for symbol in {x}.union(*map(symbols_of, exprs))}


def says_nothing_of_the_inside(message):
    assert not any(name in message for name in ("Diff(", "LimitOf(", "At(", "Piecewise", "ExprCond"))


def renderings(derivation):
    for shown in ("to_text", "to_latex", "to_markdown", "to_html", "to_json", "to_notebook"):
        assert getattr(derivation, shown)()


@given(FORMULAS, st.integers(1, 3), st.sampled_from(PLACES))
@settings(max_examples=35)
def test_a_formula_is_differentiated_checked_and_written_or_refused(formula, order, at):
    try:
        derivation = differentiate(formula, "x", order=order, at=at)
    except CalcrefError as error:
        says_nothing_of_the_inside(str(error))
        return
    assert isinstance(derivation, Derivation)
    assert derivation.check().verdict != "refuted", derivation.check()
    renderings(derivation)
    if at is None:
        agrees_with_sympy(parse(formula), derivation.answer, order)


def agrees_with_sympy(function, answer, order):
    if tree_size(function) > WALKABLE:
        return
    plain = function.doit()
    slope = sp.diff(plain, x, order)
    if slope.has(sp.Derivative, sp.Subs, sp.DiracDelta, sp.I, sp.zoo, sp.nan):
        return
    for at in POINTS:
        point = letters(at, function, answer, slope)
        ours, theirs = value(answer, point), value(slope, point)
        if math.isfinite(ours) and math.isfinite(theirs) and math.isfinite(value(function, point)):
            assert math.isclose(ours, theirs, rel_tol=1e-6, abs_tol=1e-6), (function, answer, slope, at)


@given(FORMULAS)
@settings(max_examples=80)
def test_what_is_written_is_read_back(formula):
    try:
        function = parse(formula)
    except CalcrefError:
        return
    again = parse(text(function))
    assert latex(function)
    for at in POINTS:
        point = letters(at, function, again)
        first, second = value(function, point), value(again, point)
        assert math.isnan(first) or math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-9), (formula, text(function))


@given(GARBAGE)
@settings(max_examples=200)
def test_garbage_is_refused_or_read_and_nothing_else(typed):
    try:
        found = read(typed)
    except CalcrefError:
        return
    assert isinstance(found.expr, sp.Expr)
    assert text(found.expr)
