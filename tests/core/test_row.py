"""One row tells everybody: the grammar, the printers, the reals and the rules read the same record."""

import pytest
import sympy as sp

from calcref import differentiate, integrate, parse
from calcref.catalogue import catalogue
from calcref.core.elementary import ELEMENTARY
from calcref.core.letters import x
from calcref.integrals import read_backwards
from calcref.reals.breaks import breaks
from calcref.reals.zeros import solutions
from calcref.render import expression_latex
from calcref.site.blocks.sheets import cheat_sheet

NAMED = [row for row in ELEMENTARY if row.names]


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row.id)
def test_each_name_is_read(row):
    assert {parse(f"{name}(x)") for name in row.names} == {row.of(x)}


@pytest.mark.parametrize("row", [row for row in NAMED if row.latex], ids=lambda row: row.id)
def test_it_is_written_as_the_row_says(row):
    assert expression_latex.latex(row.of(x)) == f"{row.latex}(x)"
    assert parse(str(row.of(x))) == row.of(x)


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row.id)
def test_its_slope_is_checked_and_its_card_is_there(row):
    derivation = differentiate(f"{row.names[-1]}(x)")
    assert derivation.step.rule.id == row.id
    assert derivation.check().verdict in ("proved", "agrees")
    assert catalogue[row.id].name == row.name
    assert row.name in cheat_sheet()


@pytest.mark.parametrize(
    ("head", "gaps"),
    [(sp.sech, ()), (sp.csch, (0,)), (sp.coth, (0,)), (sp.asinh, ()), (sp.acosh, (1,)), (sp.atanh, (-1, 1))],
)
def test_its_gaps_are_known(head, gaps):
    assert set(breaks(head(x), x).gaps) == set(gaps)


@pytest.mark.parametrize("row", [row for row in ELEMENTARY if row.inverse], ids=lambda row: row.id)
def test_the_inverse_finds_where_a_value_is_taken(row):
    value = sp.Rational(1, 2)
    found = solutions(row.head(x), value, x)
    assert [sp.N(row.head(place) - value, 20, chop=True) for place in found] == [0]


def test_an_area_under_it_is_found_between_its_gaps():
    assert sp.simplify(integrate("csch(x) coth(x)", lower=1, upper=2).answer - (sp.csch(1) - sp.csch(2))) == 0


def test_a_row_that_is_not_read_backwards_takes_no_integral_away():
    assert not any("inverse-hyperbolic" in rule.id for rule in read_backwards.RULES)
    derivation = integrate("1/sqrt(x^2 + 1)")
    assert derivation.check().verdict in ("proved", "agrees")
