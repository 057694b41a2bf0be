"""The verb `limit`: what it accepts, what it refuses and how, and that its answers are checked."""

import time

import pytest
import sympy as sp

from calcref import CalcrefError, CheckFailed, Divergent, NoRuleApplies, OutsideDomain, ParseError, Undecided, limit
from calcref.core import apart
from calcref.core.questions import LimitOf
from calcref.core.records import Derivation, Step
from calcref.limits import LAST, asking_sympy, lhopital
from calcref.verbs.limit import _checked
from calcref.verify import check
from calcref.verify.approach import tends

x = sp.Symbol("x", real=True)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (("x^2", "x", 3), 9),
        (("x^2", None, "3"), 9),
        ((sp.sin(x) / x, x, 0), 1),
        ((sp.sin(sp.Symbol("y")) / sp.Symbol("y"), "y", 0), 1),
        (("1/x", "x", "-oo"), 0),
        (("1/x", "x", float("inf")), 0),
        (("1/x", "x", 0, "left"), -sp.oo),
        (("5", "x", 0), 5),
        (("atan(x^2)", "x", 1), sp.pi / 4),
    ],
    ids=str,
)
def test_what_it_accepts(asked, answer):
    assert limit(*asked).answer == answer


REFUSED = {
    ("x", "x", 0, "up"): (CalcrefError, 'a side is "both", "left" or "right"'),
    ("x", "x", "0+"): (CalcrefError, 'side="right"'),
    ("x", "x", "x + 1"): (CalcrefError, "holds the variable x itself"),
    ("x", "x", "banana"): (ParseError, "banana"),
    ("x", "x", "sqrt(-1)"): (ParseError, "not a real number"),
    ("x", "x", float("nan")): (CalcrefError, "to must be a real number"),
    ("x", "x", "oo", "left"): (CalcrefError, "from one side only"),
    ("x y", None, 0): (CalcrefError, "say which one is meant"),
    ("sqrt(x)", "x", -1): (OutsideDomain, "no real values close to x = -1"),
    ("sqrt(x)", "x", 0): (OutsideDomain, 'on the left of x = 0, so no limit from both sides; try side="right"'),
    ("ln(x)", "x", "-oo"): (OutsideDomain, "no real values close to -∞"),
    ("1/x", "x", 0): (Divergent, "it tends to -∞ from the left and to ∞ from the right"),
    ("sign(x)", "x", 0): (Divergent, "it tends to -1 from the left and to 1 from the right"),
    ("sin(1/x)", "x", 0): (Divergent, "it tends to 1 along the places where sin(1/x) = 1, and to -1"),
    ("e^(a x)", "x", "oo"): (Undecided, "depends on the sign or size of a"),
    ("ln(gamma(x))/x", "x", "oo"): (NoRuleApplies, "and SymPy found nothing"),
}


@pytest.mark.parametrize("asked", REFUSED, ids=str)
def test_what_it_refuses(asked):
    kind, said = REFUSED[asked]
    with pytest.raises(kind) as caught:
        limit(*asked)
    assert said in str(caught.value)


def test_sides_that_differ_are_shown():
    with pytest.raises(Divergent) as caught:
        limit("|x|/x", "x", 0)
    assert [part.answer for part in caught.value.derivation.parts] == [-1, 1]


def test_lhopital_asks_for_slopes_and_says_so():
    found = limit("(e^x - 1 - x)/x^2", "x", 0)
    used = [step.rule.id for step in found.steps]
    assert used.index("lhopital") < used.index("exponential")


def test_what_sympy_finds_is_named_so():
    found = limit("gamma(x)^(1/x)/x", "x", "oo")
    assert found.steps[0].rule is LAST


def claim(expr, to, answer, rule=lhopital.RULE, side="+-"):
    return Derivation(Step(rule, LimitOf(expr, x, to, side), sp.sympify(answer)), (), sp.sympify(answer))


@pytest.mark.parametrize(
    ("expr", "to", "answer"),
    [
        ((x - sp.sin(x)) / x**3, 0, sp.Rational(1, 3)),
        (sp.sin(sp.pi / x), 0, 0),  # it is 0 wherever 1/x is whole
        ((1 + 1 / x) ** x, sp.oo, 3),
        (1 / sp.log(x), sp.oo, sp.Rational(1, 100)),
        (sp.exp(x), sp.oo, 0),
        (sp.Abs(x) / x, 0, 1),
    ],
    ids=str,
)
def test_a_wrong_limit_is_not_believed(expr, to, answer):
    assert check(claim(expr, to, answer)).verdict in ("refuted", "unknown")


@pytest.mark.parametrize(
    ("expr", "to", "answer"),
    [(1 / sp.log(x), sp.oo, 0), (sp.log(sp.log(x)), sp.oo, sp.oo), (x * sp.cos(1 / x**2), 0, 0)],
    ids=str,
)
def test_a_slow_limit_is_confirmed(expr, to, answer):
    assert check(claim(expr, to, answer)).verdict == "agrees"


def test_a_refuted_answer_is_not_returned():
    with pytest.raises(CheckFailed, match="does not pass its check"):
        _checked(claim(sp.sin(x) / x, 0, 2))


def test_an_unconfirmed_answer_of_sympy_is_not_returned():
    with pytest.raises(CheckFailed, match="could not be confirmed"):
        _checked(claim(sp.sin(1 / x), 0, 0, LAST))


def test_values_that_go_on_swinging_tend_to_nothing():
    assert tends(lambda distance: sp.Integer(int(1 / distance) % 7)) is None


def test_neither_is_one_of_our_own_unless_it_is_asked_for():
    with pytest.raises(CheckFailed, match=r"could not be confirmed.*check=False"):
        _checked(claim(sp.sin(1 / x), 0, 0))
    assert limit("sin(x)/x", "x", 0, check=False).answer == 1


def test_sympy_is_asked_for_so_long_and_no_longer(monkeypatch):
    monkeypatch.setattr(asking_sympy, "SECONDS", 0.2)
    start = time.monotonic()
    endless = sp.polylog(sp.Rational(1, 3), x) ** 7 * sp.gamma(1 / x) ** sp.sin(x)
    assert asking_sympy.sympys_limit.__wrapped__(endless, x, sp.oo, "+") is None
    assert time.monotonic() - start < apart.WALL
    assert asking_sympy.sympys_limit.__wrapped__(sp.sin(x) / x, x, sp.S.Zero, "+") == 1
