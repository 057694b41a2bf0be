"""Every function that a row tells of is evaluated by verification, which knows no row."""

import cmath
import math

import mpmath as mp
import pytest
import sympy as sp

from calcref.core.elementary import ELEMENTARY, RECORD_OF
from calcref.core.letters import x
from calcref.verify.arithmetic import FAST, H
from calcref.verify.enclose import RangeEvaluator
from calcref.verify.fast import FastEvaluator
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.program import Program
from calcref.verify.ranges import Range
from calcref.verify.values import NoValue, value

BASE = sp.Integer(3)
PLACES = (0.3, -0.6, 1.7)


def written(record):
    """The function of x, and where it takes more, of 1/5, or of 3."""
    if record.takes.start > 1 and not getattr(record, "parameters", ()):
        return record.of(x, sp.Rational(1, 5))
    return record.of(x, *(BASE for _ in getattr(record, "parameters", ())))


def plainly(function, place):
    try:
        return float(value(function, {x: mp.mpf(place)}))
    except (NoValue, TypeError):
        return math.nan


def test_a_program_finds_what_the_evaluator_finds_for_every_function_of_a_row():
    for record in RECORD_OF.values():
        function = written(record) * BASE + x**2
        program = Program(FastEvaluator({}), function, x)
        for place in PLACES:
            one, other = FastEvaluator({x: complex(place)})(function), program(place)
            assert one == other or (cmath.isnan(one) and cmath.isnan(other)), record.head


def test_every_function_of_a_row_has_its_value_in_doubles_and_in_many_digits():
    fast, precise = set(), set()
    for head, record in RECORD_OF.items():
        function = written(record)
        for place in PLACES:
            double = FastEvaluator({x: complex(place)})(function)
            exact = PreciseEvaluator.at_point({x: place}, function)
            if not cmath.isnan(double):
                fast.add(head)
                assert float(exact) == pytest.approx(double.real, rel=1e-12, abs=1e-12), (head, place)
            if exact is not None:
                precise.add(head)
    assert fast == set(RECORD_OF)
    assert precise == set(RECORD_OF)


def test_nothing_is_evaluated_fast_that_no_row_tells_of():
    assert set(FAST) <= set(RECORD_OF)


@pytest.mark.parametrize("record", [one for one in RECORD_OF.values() if hasattr(one, "slope")], ids=lambda row: row.id)
def test_statements_have_the_same_value_by_other_means(record):
    function = written(record)
    seen = 0
    for place in PLACES:
        double, plain = FastEvaluator({x: complex(place)})(function), plainly(function, place)
        if not cmath.isnan(double):
            seen += 1
            assert abs(double.real - plain) <= 1e-9 * max(1, abs(plain)), place
    assert seen


@pytest.mark.parametrize("record", [one for one in RECORD_OF.values() if hasattr(one, "slope")], ids=lambda row: row.id)
def test_a_step_off_the_line_carries_the_slope(record):
    function = written(record)
    slope = record.slope(x, *(BASE for _ in record.parameters))
    found = [
        (FastEvaluator({x: complex(place, H)})(function).imag / H, FastEvaluator({x: complex(place)})(slope).real)
        for place in PLACES
    ]
    pairs = [(ours, wanted) for ours, wanted in found if math.isfinite(ours) and math.isfinite(wanted)]
    assert pairs
    assert all(abs(ours - wanted) <= 1e-9 * max(1, abs(wanted)) for ours, wanted in pairs)


@pytest.mark.parametrize("row", ELEMENTARY, ids=lambda row: row.id)
def test_a_range_holds_every_value_of_a_row(row):
    """Without one no integral of the function between bounds could be confirmed."""
    function = row.of(x, **dict.fromkeys(row.parameters, BASE))
    told = 0
    for low in (-0.62, 0.31, 1.07, 2.13):
        found = RangeEvaluator({x: Range(low, low + 0.1)})(function)
        values = [FastEvaluator({x: complex(low + 0.1 * k / 8)})(function).real for k in range(9)]
        if found.smooth and math.isfinite(found.low) and math.isfinite(found.high):
            told += 1
            assert all(found.low <= value <= found.high for value in values)
            assert found.high - found.low <= 8 * (max(values) - min(values)) + 1e-9
    assert told


@pytest.mark.parametrize(
    "outer", [sp.Max(1, sp.log(x)), sp.Min(-1, sp.log(x)), sp.sign(sp.log(x)), sp.Abs(sp.log(x))], ids=str
)
def test_what_holds_something_without_a_value_has_none(outer):
    for evaluator in (FastEvaluator({x: complex(-1)}), FastEvaluator({x: complex(-1, H)})):
        assert cmath.isnan(evaluator(outer))
