"""Errors point at the place, and can be caught as what they are."""

import pytest

from calcref.core import errors


def test_a_parse_error_points_at_its_place():
    message = str(errors.ParseError("a term is missing", "x + * y", 4))
    assert message.splitlines()[1].index("*") == message.splitlines()[2].index("^")


def test_a_long_text_is_cut_around_its_place():
    lines = str(errors.ParseError("not here", "x" * 500 + "?", 500)).splitlines()
    assert len(lines[1]) < 100
    assert lines[1][lines[2].index("^")] == "?"


@pytest.mark.parametrize("error", [errors.ParseError, errors.OutsideDomain, errors.ShapeMismatch])
def test_bad_values_are_value_errors_too(error):
    assert issubclass(error, (errors.CalcrefError))
    assert issubclass(error, ValueError)
