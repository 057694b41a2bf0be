"""Two formulas at points: where they agree, differ, or have no value; nothing far out or small passes for the same."""

import mpmath as mp
import pytest
import sympy as sp

from calcref.core.expr import raw
from calcref.core.indexed import IndexedSum
from calcref.core.questions import Diff
from calcref.verify.arithmetic import OutOfDomain
from calcref.verify.equality import Comparison, counting, look, plainest, tally
from calcref.verify.series import endless

x, y, n = sp.symbols("x y n", real=True)


def kinds(left, right, **given):
    found = tally(Comparison(left, right, **given))
    return {kind for kind in ("same", "other", "left", "right") if found.of(kind)}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (raw(Diff, x**2, x), 2 * x, {"same"}),
        (raw(sp.Pow, x**2, sp.Rational(1, 2)), x, {"same", "other"}),
        (sp.log(x), sp.log(2 * x), {"other"}),
        (2 * sp.log(x), raw(sp.log, x**2), {"same", "right"}),
        (raw(sp.log, x**2), 2 * sp.log(x), {"same", "left"}),
        (x**5, x**6, {"other"}),  # near 0 both are small
        (2**x, 3**x, {"other"}),  # far out both are next to nothing
        (sp.tanh(x), sp.sign(x), {"same", "other"}),  # far out they cannot be told apart
        (raw(Diff, sp.exp(-(x**2)), x), sp.exp(-(x**2)), {"other"}),
        (sp.sin(x) ** 2 + sp.cos(x) ** 2 - 1, sp.S.Zero, {"same"}),
        (raw(Diff, x**2 * sp.exp(-x), x), sp.exp(-x) * (2 * x - x**2), {"same"}),
    ],
)
def test_what_is_seen(left, right, expected):
    assert kinds(left, right) == expected


def test_what_is_supposed_leaves_points_out():
    root = raw(sp.Pow, x**2, sp.Rational(1, 2))
    assert kinds(root, x, supposed=(x > 0,)) == {"same"}


def test_letters_that_count_are_whole():
    k = sp.Symbol("k", integer=True, positive=True)
    total = IndexedSum(k, k, 1, n)
    whole = counting(total)
    assert whole == {n}
    assert kinds(total, n * (n + 1) / 2, whole=whole) == {"same"}
    assert "other" in kinds(total, n**2, whole=whole)


def test_a_point_that_is_told_is_plain():
    asked = Comparison((x + y) ** 2, x**2 + y**2)
    with mp.workdps(50):
        told = plainest(asked, tally(asked).of("other")[0])
        assert {letter.name: value for letter, value in told.at.items()} == {"x": 2.0, "y": 3.0}
        assert look(asked, {x: 0, y: 3}).kind == "same"


@pytest.mark.parametrize(
    ("term", "start", "expected"),
    [
        (lambda k: mp.mpf(1) / mp.factorial(k), 0, mp.e),
        (lambda k: mp.mpf(1) / k**2, 1, mp.pi**2 / 6),
        (lambda k: mp.mpf(-1) ** (k + 1) / k, 1, mp.log(2)),
        (lambda k: mp.mpf("0.9") ** k, 0, 10),
        (lambda k: mp.mpf(0), 0, 0),
    ],
)
def test_sums_without_end(term, start, expected):
    with mp.workdps(50):
        assert abs(endless(term, start) - expected) < mp.mpf(10) ** -15


@pytest.mark.parametrize(
    "term",
    [
        lambda k: mp.mpf(1) / (k + 1),
        lambda k: mp.mpf(1),
        lambda k: mp.mpf(-1) ** k,
        lambda k: mp.mpf(2) ** k,
        lambda k: 1 / ((k + 2) * mp.log(k + 2)),
        lambda k: mp.mpf(1) / mp.sqrt(k + 1),
    ],
)
def test_sums_that_diverge_have_no_value(term):
    with mp.workdps(50), pytest.raises(OutOfDomain):
        endless(term, 0)
