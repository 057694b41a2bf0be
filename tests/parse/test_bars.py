"""Bars pair as brute force says they do."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import ParseError
from calcref.parse import as_typed, parse


def by_brute_force(text):
    """Every formula that comes of taking each bar for `abs(` or `)`, with factors set apart by a sign."""
    found = set()
    for kinds in product("()", repeat=text.count("|")):
        rest, pieces = iter(kinds), []
        for char in text:
            piece = {"(": " abs(", ")": ") "}[next(rest)] if char == "|" else char
            pieces.append(piece)
        try:
            found.add(as_typed("".join(pieces)).text)
        except ParseError:
            continue
    return found


@given(st.lists(st.sampled_from(["|", "|", "x ", "y ", "+", "-", "2*"]), max_size=11).map("".join))
def test_as_brute_force(text):
    readings = by_brute_force(text) if "|" in text else set()
    try:
        found, error = [parse(text)], None
    except ParseError as caught:
        found, error = [], caught
    if error is not None and "two ways" in error.message:
        assert len(readings) > 1
        assert {as_typed(reading).text for reading in error.readings} <= readings
    elif "|" in text:
        assert [parse(reading) for reading in readings] == found


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("|x||y|", "abs(x)*abs(y)"),
        ("|x + |y||", "abs(x + abs(y))"),
        ("||x||", "abs(abs(x))"),
        ("2|x|", "2*abs(x)"),
        ("|x|^2", "abs(x)^2"),
        ("max(|x|, |y|)", "max(abs(x), abs(y))"),
        ("|(|x|)|", "abs((abs(x)))"),
        ("ln |x|", "ln(abs(x))"),
        ("|-x| - |y|", "abs(-x) - abs(y)"),
        ("2^|x|", "2^abs(x)"),
    ],
)
def test_pairs(text, same):
    assert parse(text) == parse(same)


def test_bars_cross_neither_a_parenthesis_nor_a_comma():
    for text in ("|(x|)", "max(|x, y|)"):
        with pytest.raises(ParseError, match="do not pair"):
            parse(text)
