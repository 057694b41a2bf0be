"""The adaptive rule beside QUADPACK on twenty integrals, and what neither can do; tanh-sinh where ends are singular."""

import numpy as np
import pytest
import scipy.integrate

from calcref.core.errors import DidNotConverge, OutsideDomain, ShapeMismatch
from calcref.quadrature import adaptive, gauss_kronrod, gauss_legendre, tanh_sinh
from calcref.quadrature.extrapolation import limits
from calcref.quadrature.gauss_kronrod import GAUSS, KRONROD, NODES
from tests.quadrature.standard_integrands import STANDARD

TOLERANCES = (1e-6, 1.49e-8, 1e-11)


@pytest.mark.parametrize("tolerance", TOLERANCES)
@pytest.mark.parametrize("known", STANDARD, ids=lambda known: known.name)
def test_the_error_is_never_above_its_bound_and_quadpack_asks_hardly_less(known, tolerance):
    found = adaptive(known.f, known.a, known.b, rtol=tolerance, atol=tolerance)
    assert abs(found.value - known.exact) <= found.error <= max(tolerance, tolerance * abs(found.value))
    theirs = scipy.integrate.quad(known.f, known.a, known.b, epsrel=tolerance, epsabs=tolerance, full_output=1)
    assert found.evaluations <= 1.5 * theirs[2]["neval"]


@pytest.mark.parametrize("known", STANDARD, ids=lambda known: known.name)
def test_evaluations_are_counted_and_the_function_is_read_in_few_calls(known):
    read = []

    def counted(x):
        read.append(x.size)
        return known.f(x)

    found = adaptive(counted, known.a, known.b)
    assert sum(read) == found.evaluations
    assert max(read) >= 21


def test_the_pair_is_that_of_gauss_and_kronrod():
    x, w = gauss_legendre.nodes(10)
    assert NODES[1::2] == pytest.approx(x, abs=1e-15)
    assert GAUSS[1::2] == pytest.approx(w, abs=1e-15)
    assert np.all(GAUSS[::2] == 0)
    for degree in range(32):
        assert KRONROD @ NODES**degree == pytest.approx((1 + (-1) ** degree) / (degree + 1), abs=1e-15)
    assert abs(KRONROD @ NODES**32 - 2 / 33) > 1e-12
    assert gauss_kronrod(np.cos, 0, 1).value == pytest.approx(np.sin(1), abs=1e-15)


def test_breakpoints_and_infinite_ranges():
    steps = adaptive(lambda x: np.floor(3 * x), 0, 1, breakpoints=(1 / 3, 2 / 3))
    assert steps.value == pytest.approx(1, abs=1e-14)
    assert steps.evaluations == 63
    assert adaptive(np.exp, -np.inf, 1).value == pytest.approx(np.e, abs=1e-8)
    kink = adaptive(lambda x: np.exp(-np.abs(x - 1)), -np.inf, np.inf, breakpoints=[1.0], rtol=1e-12, atol=1e-12)
    assert kink.value == pytest.approx(2, abs=1e-11)


def test_no_sample_sees_a_needle_that_it_misses_and_a_breakpoint_finds_it():
    needle = lambda x: np.cosh(10 * (x - 0.2)) ** -2 + np.cosh(1000 * (x - 0.6)) ** -6  # noqa: E731
    blind, told = adaptive(needle, 0, 1), adaptive(needle, 0, 1, breakpoints=(0.6,))
    assert told.value - blind.value == pytest.approx(16 / 15 / 1000, rel=1e-6)


def test_a_tolerance_below_rounding_ends_by_rounding():
    found = adaptive(np.exp, 0, 1, rtol=1e-17, atol=0)
    assert found.reason == "rounding"
    assert abs(found.value - (np.e - 1)) <= found.error < 1e-13


def test_an_end_need_not_be_zero():
    shifted = lambda x: 1 / np.sqrt(x - 2)  # noqa: E731
    found = adaptive(shifted, 2, 3, rtol=1e-6)
    assert abs(found.value - 2) <= found.error < 3e-6


@pytest.mark.parametrize(
    ("f", "a", "b"),
    [
        (lambda x: 1 / x, 0, 1),
        (lambda x: x**-1.5, 0, 1),
        (lambda x: 1 / x, 1, np.inf),
        (lambda x: 1 / x, -1, 2),
        (lambda x: 1 / (x - 0.7), 0, 1),
        (lambda x: 1 / (x * np.log(x)), 0, 0.5),
        (np.sin, 0, np.inf),
        (lambda x: np.ones_like(x), -np.inf, np.inf),
    ],
)
def test_what_has_no_integral_is_refused(f, a, b):
    with pytest.raises((DidNotConverge, OutsideDomain), match=r"calcref\.integrate|allow more"):
        adaptive(f, a, b)


def test_what_was_left_is_in_the_trace():
    with pytest.raises(DidNotConverge, match="allow more") as caught:
        adaptive(lambda x: np.sin(1 / x), 0, 1, rtol=1e-12, atol=1e-12, most=1000)
    assert caught.value.trace.evaluations <= 1000
    assert caught.value.trace.value == pytest.approx(0.504067, abs=caught.value.trace.error)


def test_limits_of_two_geometric_sequences_added_need_five_terms():
    terms = [1 + 0.5**k - 3 * 0.7**k for k in range(5)]
    assert limits(terms)[-1] == pytest.approx(1, abs=1e-12)
    assert limits([2.0, 2.0, 2.0])[-1] == 2


@pytest.mark.parametrize("power", [-0.9, -0.5, -0.1, 0.5, 1.5])
@pytest.mark.parametrize(("a", "b", "turned"), [(0, 1, False), (0, 3, True), (-1, 1, True), (2, 5, False)])
@pytest.mark.parametrize("tolerance", [1e-1, 1e-5, 1e-10])
def test_tanh_sinh_knows_its_error_at_a_singular_end(power, a, b, turned, tolerance):
    f = (lambda x: (b - x) ** power) if turned else (lambda x: (x - a) ** power)
    exact = (b - a) ** (power + 1) / (power + 1)
    try:
        found = tanh_sinh(f, a, b, rtol=tolerance, atol=tolerance)
    except DidNotConverge as error:
        assert power < 0
        assert turned or a  # at 0 all of these are done to all digits
        found = error.trace
    assert abs(found.value - exact) <= found.error


def test_tanh_sinh_is_exact_where_simpson_is_lost():
    for f, exact in ((np.log, -1), (lambda x: np.log(x) / np.sqrt(x), -4), (lambda x: np.sqrt(x), 2 / 3)):
        found = tanh_sinh(f, 0, 1)
        assert found.value == pytest.approx(exact, rel=1e-13)
        assert found.evaluations < 100


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: adaptive(np.exp, 1, 0), OutsideDomain, "swap them and change the sign"),
        (lambda: adaptive(np.exp, np.inf, -np.inf), OutsideDomain, "swap"),
        (lambda: adaptive(np.exp, np.nan, 1), OutsideDomain, "nan"),
        (lambda: adaptive(np.exp, "0", 1), OutsideDomain, "'0'"),
        (lambda: adaptive(lambda x: np.sqrt(x - 1), 0, 2), OutsideDomain, "found nan at x"),
        (lambda: adaptive(lambda x: x, 0, np.inf), DidNotConverge, "diverge"),
        (lambda: adaptive(np.exp, 0, 1, breakpoints=(2,)), OutsideDomain, "between the bounds 0 and 1; found 2"),
        (lambda: adaptive(np.exp, 0, 1, breakpoints=0.5, rtol=-1), OutsideDomain, "rtol"),
        (lambda: adaptive(np.exp, 0, 1, rtol=0, atol=0), OutsideDomain, "not both be 0"),
        (lambda: adaptive(np.exp, 0, 1, most=1.5), OutsideDomain, "whole number"),
        (lambda: adaptive(lambda x: "one", 0, 1), OutsideDomain, "real numbers"),
        (lambda: adaptive(None, 0, 1), ShapeMismatch, "a function of an array"),
        (lambda: gauss_kronrod(np.exp, 0, np.inf), OutsideDomain, "try adaptive"),
        (lambda: tanh_sinh(np.exp, 1, 0), OutsideDomain, "swap"),
        (lambda: tanh_sinh(lambda x: 1 / x, 0, 1), DidNotConverge, "may diverge at a bound"),
        (lambda: tanh_sinh(lambda x: np.sqrt(x - 1), 0, 2), OutsideDomain, "nan"),
        (lambda: tanh_sinh(np.exp, 0, 1, rtol="small"), OutsideDomain, "rtol"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()


@pytest.mark.parametrize("rate", np.linspace(1, 40, 79))
def test_one_pair_alone_knows_its_error(rate):
    for f, exact in (
        (lambda x: 1 / (1 + (rate * x) ** 2), np.arctan(rate) / rate),
        (lambda x: np.cos(rate * x), np.sin(rate) / rate),
        (lambda x: np.abs(x - 1 / rate), 0.5 - 1 / rate + 1 / rate**2),
        (lambda x: np.exp(-rate * np.sqrt(x)), 2 / rate**2 * (1 - (1 + rate) * np.exp(-rate))),
    ):
        found = gauss_kronrod(f, 0, 1)
        assert abs(found.value - exact) <= found.error


def bell(center, deviation):
    return lambda x: np.exp(-(((x - center) / deviation) ** 2) / 2) / (deviation * np.sqrt(2 * np.pi))


@pytest.mark.parametrize(
    ("f", "a", "b"),
    [
        (bell(100, 1), -np.inf, np.inf),
        (bell(100, 1), 0, np.inf),
        (bell(5, 0.01), -np.inf, np.inf),
        (bell(0.3, 1e-3), 0, 1),
        (bell(0.3, 1e-4), 0, 1),
        (bell(50, 0.1), 0, 1000),
        (lambda x: np.where(x > 1000, np.exp(np.minimum(1000 - x, 0)), 0), 0, np.inf),
    ],
)
def test_a_peak_is_found_whose_foot_alone_was_seen(f, a, b):
    found = adaptive(f, a, b)
    assert abs(found.value - 1) <= found.error < 1e-7


def test_where_all_values_are_0_nothing_is_said_unless_peaks_are():
    for f, a, b in ((bell(1e4, 1), -np.inf, np.inf), (lambda x: np.abs(x - 777.3) < 0.2, 0, np.inf)):
        with pytest.raises(DidNotConverge, match=r"values are 0.*breakpoints"):
            adaptive(lambda x, f=f: f(x) * 1.0, a, b)
    assert adaptive(bell(1e4, 1), 0, np.inf, breakpoints=(9990, 1e4, 10010)).value == pytest.approx(1, abs=1e-8)
    assert adaptive(lambda x: 0 * x, 0, 1, breakpoints=0.5).value == 0
    with pytest.raises(DidNotConverge, match="values are 0"):
        tanh_sinh(lambda x: 0 * x, 0, 1)


def test_an_area_that_is_small_is_small():
    for rule in (adaptive, tanh_sinh):
        assert rule(lambda x: 1e-20 * np.exp(x), 0, 1).value == pytest.approx(1e-20 * (np.e - 1), rel=1e-8)
        assert abs(rule(lambda x: 1e-20 * x, -1, 1).value) < 1e-30
    assert adaptive(lambda x: 1e-12 * np.sin(1 / x), 0, 1).value == pytest.approx(5.04067e-13, abs=1e-8)


@pytest.mark.parametrize("f", [bell(0.3, 1e-3), bell(0.3, 1e-4)])
def test_tanh_sinh_does_not_believe_the_foot_of_a_peak(f):
    with pytest.raises(DidNotConverge, match="adaptive takes peaks"):
        tanh_sinh(f, 0, 1)


@pytest.mark.parametrize(
    ("f", "a", "b", "exact"),
    [
        (lambda x: 0.01 * x**-1.01, 1, np.inf, 1),
        (lambda x: 1 / (np.pi * (1 + (x - 100) ** 2)), -np.inf, np.inf, 1),
        (lambda x: 1 / (x * np.log(x) ** 2), 2, np.inf, 1 / np.log(2)),
        (lambda x: 1 / (x * np.log(x) ** 2), 0, 0.5, 1 / np.log(2)),
        (lambda x: 0.01 * x**-0.99, 0, 1, 1),
        (lambda x: 0.1 * (1 - x) ** -0.9, 0, 1, 1),
        (lambda x: np.exp(-x) / np.sqrt(np.pi * x), 0, np.inf, 1),
        (bell(0, 1e6), -np.inf, np.inf, 1),
    ],
)
def test_heavy_tails_and_singular_ends_are_found_or_refused(f, a, b, exact):
    """What is found is within its error, and is refused where logarithms decide."""
    try:
        found = adaptive(f, a, b)
    except DidNotConverge as error:
        assert error.trace.error > 1e-5  # noqa: PT017
    else:
        assert abs(found.value - exact) <= found.error < 1e-7
