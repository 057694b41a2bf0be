"""Every function of the grammar is the one of its name: its raw expression has the value that it is checked by."""

import mpmath
import pytest
import sympy as sp

from calcref.parse import parse
from calcref.parse.names import FUNCTIONS, LETTERS

POSITIVE_ONLY = {"log", "ln", "sqrt"}
FROM_ONE = {"acosh", "arcosh", "arccosh"}
CASES = [(name, "1.7") for name in sorted(FROM_ONE)] + [
    (name, at)
    for name in sorted(set(FUNCTIONS) - FROM_ONE)
    for at in ("0.3", "0.9", "-0.6")
    if at[0] != "-" or name not in POSITIVE_ONLY
]


@pytest.mark.parametrize(("name", "point"), CASES)
def test_expression_and_value_agree(name, point):
    arguments = [point, "0.2"] if FUNCTIONS[name].several else [point]
    expr = parse(f"{name}({', '.join(arguments)})")
    value = FUNCTIONS[name].at(mpmath.mp, *(mpmath.mpf(argument) for argument in arguments))
    assert float(expr.doit().evalf()) == pytest.approx(float(value), rel=1e-12)


@pytest.mark.parametrize(("char", "name"), sorted(LETTERS.items()))
def test_every_letter_reads_as_its_name(char, name):
    after = "(2)" if name in ("sqrt", "cbrt") else "*2"
    assert parse(char + after) == parse(name + after)


def test_greek_variables_are_real():
    assert parse("theta") == sp.Symbol("theta", real=True)
