"""What a reader at a terminal sees."""

import pytest

from calcref.render import to_text
from calcref.render.derivation_text import WIDTH, wrapped
from tests.render.derivations import LARGE, SMALL, sum_of

PRODUCT = """\
d/dx[x^2*sin(x)]
  = d/dx[x^2]*sin(x) + x^2*d/dx[sin(x)]  Product rule
  = 2*x*sin(x) + x^2*d/dx[sin(x)]        Power rule
  = 2*x*sin(x) + x^2*cos(x)              Sine

1. Product rule, f = x^2, g = sin(x)
   d/dx[x^2*sin(x)] = d/dx[x^2]*sin(x) + x^2*d/dx[sin(x)]
   2. Power rule, n = 2 (n = 0, 1, 2, …: every x)
      d/dx[x^2] = 2*x
   3. Sine
      d/dx[sin(x)] = cos(x)
   so d/dx[x^2*sin(x)] = 2*x*sin(x) + x^2*cos(x)"""


def test_chain_and_tree():
    assert to_text(SMALL["product"]()) == PRODUCT


@pytest.mark.parametrize("name", SMALL)
def test_every_rule_is_named_and_every_line_fits(name):
    derivation = SMALL[name]()
    written = to_text(derivation)
    assert all(step.rule.name in written for step in derivation.steps)
    assert max(map(len, written.splitlines())) <= WIDTH + 60


def test_a_shared_step_is_referred_to():
    assert "as in step" in to_text(SMALL["shared"]())


@pytest.mark.parametrize("name", LARGE)
def test_a_large_derivation_is_a_list_of_steps_over_parts(name):
    derivation = LARGE[name]()
    lines = to_text(derivation).splitlines()
    assert "where" in lines
    numbered = [line for line in lines if line[:1].isdigit()]
    assert len(numbered) == len(derivation.nodes)


def test_parts_of_a_step_are_named():
    assert "(Sum rule, steps 2 to" not in to_text(sum_of(40))
    assert "steps 2, 4, 6, 8, 10, 12 and 34 more" in to_text(sum_of(40))


def test_lines_break_before_a_sign():
    rows = list(wrapped(" + ".join(["x"] * 100), "    "))
    assert max(map(len, rows)) <= WIDTH
    assert all(row.startswith("    + ") for row in rows[1:])
    assert " ".join(row.strip() for row in rows) == " + ".join(["x"] * 100)
