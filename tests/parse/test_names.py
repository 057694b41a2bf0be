"""Every function of the grammar is the one of its name: its raw expression has the value that it is checked by."""

import mpmath
import pytest
import sympy as sp

from calcref.parse import parse
from calcref.parse.names import FUNCTIONS, LETTERS

POSITIVE_ONLY = {"log", "ln", "sqrt", "logit", "Ci", "Chi", "li", "loggamma", "lgamma", "gammaln", "beta"}
POSITIVE_ONLY |= {"asech", "arsech", "arcsech"}
FROM_ONE = {"acosh", "arcosh", "arccosh", "asec", "arcsec", "acsc", "arccsc", "acoth", "arcoth", "arccoth"}
FIRST = {"polygamma": ["2"], "besselj": ["2"], "besseli": ["1"]}  # an order, before the place
CASES = [(name, "1.7") for name in sorted(FROM_ONE)] + [
    (name, at)
    for name in sorted(set(FUNCTIONS) - FROM_ONE)
    for at in ("0.3", "0.9", "-0.6")
    if at[0] != "-" or name not in POSITIVE_ONLY
]


@pytest.mark.parametrize(("name", "point"), CASES)
def test_expression_and_value_agree(name, point):
    others = max(FUNCTIONS[name].takes.start, 9 if name.startswith("softmax") else 1) - 1 - len(FIRST.get(name, ()))
    arguments = [*FIRST.get(name, ()), point, *["0.2"] * others]
    expr = parse(f"{name}({', '.join(arguments)})")
    value = FUNCTIONS[name].at(mpmath.mp, *(mpmath.mpf(argument) for argument in arguments))
    assert float(expr.doit().evalf()) == pytest.approx(float(value), rel=1e-12)


@pytest.mark.parametrize(("char", "name"), sorted(LETTERS.items()))
def test_every_letter_reads_as_its_name(char, name):
    after = "(2)" if name in ("sqrt", "cbrt") else "*2"
    assert parse(char + after) == parse(name + after)


def test_greek_variables_are_real():
    assert parse("theta") == sp.Symbol("theta", real=True)
