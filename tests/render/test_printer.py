"""Names stand for parts, wherever the parts occur."""

import sympy as sp

from calcref.core.expr import raw
from calcref.render.expression_latex import LatexPrinter
from calcref.render.expression_text import TextPrinter
from tests.render.strategies import x, y

PART = sp.sin(x) + y
WHOLE = raw(sp.Mul, sp.Integer(2), PART, raw(sp.Pow, PART, sp.Integer(3)))


def test_a_named_part_is_written_by_its_name():
    assert TextPrinter({id(PART): "P1"})(WHOLE) == "2*P1*P1^3"
    assert LatexPrinter({id(PART): "P_{1}"})(WHOLE) == r"2 P_{1} P_{1}^{3}"


def test_a_definition_writes_the_part_out():
    write = TextPrinter({id(PART): "P1"})
    assert write(PART) == "P1"
    assert write(PART, define=True) == TextPrinter()(PART)


def test_the_same_expression_twice_is_the_same_text():
    write = TextPrinter()
    assert write(WHOLE) == write(WHOLE) == "2*(y + sin(x))*(y + sin(x))^3"
