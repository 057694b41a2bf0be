"""One row tells everybody: the grammar, the printers, the reals and the rules read the same record."""

import mpmath
import pytest
import sympy as sp

from calcref import differentiate, integrate, parse
from calcref.catalogue import catalogue
from calcref.core.elementary import ELEMENTARY, RECORD_OF, RECORDS
from calcref.core.letters import K, x
from calcref.core.ranges import REALS
from calcref.core.row import ONE
from calcref.integrals import read_backwards
from calcref.reals.breaks import breaks
from calcref.reals.zeros import solutions
from calcref.render import expression_latex, expression_text

NAMED = [record for record in RECORDS if record.names]
TYPED = [row for row in ELEMENTARY if row.names]
PLAIN = [row for row in TYPED if row.takes is ONE]
INVERTED = [record for record in RECORD_OF.values() if record.inverse]
BASE = sp.Integer(3)
PLACES = (sp.Rational(1, 3), sp.Rational(-2, 5), sp.Integer(2), sp.S.Zero)


def label(record):
    return record.written


def at(record, place):
    """The function at a place, with 3 for a parameter; of two arguments, beside 0."""
    if record.takes.start > 1 and not getattr(record, "parameters", ()):
        return record.of(place, sp.S.Zero)
    return record.of(place, *(BASE for _ in getattr(record, "parameters", ())))


@pytest.mark.parametrize("record", [one for one in NAMED if one.takes is ONE], ids=label)
def test_each_name_is_read(record):
    assert {parse(f"{name}(x)") for name in record.names} == {record.of(x)}


@pytest.mark.parametrize("record", [one for one in NAMED if one.takes is ONE], ids=label)
def test_what_is_written_is_read_back(record):
    assert parse(expression_text.text(record.of(x))) == record.of(x)


@pytest.mark.parametrize(
    "row", [row for row in TYPED if row.takes is ONE and row.head not in (sp.Pow, sp.exp)], ids=label
)
def test_it_is_typeset_as_the_row_says(row):
    before, argument, after = row.typeset.partition("#")
    assert expression_latex.latex(row.of(x)) == (f"{before}x{after}" if argument else f"{before}(x)")


def test_no_name_has_two_meanings():
    names = [name for record in RECORDS for name in record.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", TYPED, ids=lambda row: row.id)
def test_its_slope_is_checked_and_its_card_is_there(row):
    derivation = differentiate(at(row, x))
    assert row.id in {step.rule.id for step in derivation.steps} or row.id == "square-root"
    assert derivation.check().verdict in ("proved", "agrees")
    assert catalogue[row.id].name == row.name


@pytest.mark.parametrize(
    "record", [one for one in RECORD_OF.values() if one.gaps(*at(one, x).args) is not None], ids=label
)
def test_it_breaks_where_the_row_says_and_nowhere_else(record):
    """Between its gaps a function is continuous: its values close in from both sides."""
    function = at(record, x)
    found = breaks(function, x)
    broken = {float(gap.subs(K, k)) for gap in found.gaps for k in range(-40, 41)}
    value = sp.lambdify(x, function.doit(), "mpmath")
    with mpmath.workdps(50):
        for place in (mpmath.mpf(k) / 16 for k in range(-81, 81)):
            if any(abs(place - gap) < 1e-9 for gap in broken):
                continue
            near = [value(place + side * mpmath.mpf("1e-30")) for side in (-1, 1)]
            if all(isinstance(one, mpmath.mpf) for one in near):
                assert abs(near[1] - near[0]) < 1e-9, place


@pytest.mark.parametrize("record", INVERTED, ids=label)
def test_the_inverse_finds_where_a_value_is_taken(record):
    for place in PLACES:
        value = at(record, place).doit()
        if not (value.is_real and value.is_finite):
            continue
        found = solutions(at(record, x), value, x)
        if found is None:
            continue
        places = [zero.subs(K, k) for zero in found for k in range(-2, 3)]
        assert any(abs(sp.N(zero - place, 20)) < 1e-12 for zero in places), (place, found)
        assert all(abs(sp.N(at(record, zero).doit() - value, 20)) < 1e-12 for zero in places)


@pytest.mark.parametrize("record", [one for one in INVERTED if one.range is not REALS], ids=label)
def test_a_value_outside_its_range_is_taken_nowhere(record):
    outside = next(
        value for value in (sp.Integer(-9), sp.Rational(1, 7), sp.S.Zero) if record.range.holds(value) is False
    )
    assert solutions(at(record, x), outside, x) == ()


@pytest.mark.parametrize("record", [one for one in RECORD_OF.values() if one.range is not REALS], ids=label)
def test_its_values_lie_in_its_range(record):
    for place in (sp.Rational(k, 7) + sp.Rational(1, 50) for k in range(-30, 31)):
        value = sp.N(at(record, place).doit(), 20)
        if value.is_real:
            assert record.range.holds(value), (place, value)


def test_an_area_under_it_is_found_between_its_gaps():
    assert sp.simplify(integrate("csch(x) coth(x)", lower=1, upper=2).answer - (sp.csch(1) - sp.csch(2))) == 0


def test_a_row_that_is_not_read_backwards_takes_no_integral_away():
    assert not any("inverse-hyperbolic" in rule.id for rule in read_backwards.RULES)
    derivation = integrate("1/sqrt(x^2 + 1)")
    assert derivation.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize("row", [row for row in ELEMENTARY if row.reads_backwards], ids=lambda row: row.id)
def test_a_row_that_is_read_backwards_takes_no_integral_away(row):
    """What its slope is looked up for is answered, and the answer stands its check."""
    assert integrate(row.slope(x)).check().verdict in ("proved", "agrees")
