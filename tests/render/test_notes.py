"""Letters and conditions, said of the step at hand."""

import pytest
import sympy as sp

from calcref.core.records import Condition, Law, Statement, Step
from calcref.render import latex, text
from calcref.render.notes import conditions, letters, link, plain, remark
from tests.render.derivations import SMALL, x

f, g = sp.Function("f")(x), sp.Function("g")(x)


def step(where, *texts, holds=None):
    found = tuple(Condition(note, lambda where, point: holds) for note in texts)
    rule = Law(id="id", name="Name", statement=Statement(x, x), page="page/", conditions=found)
    return Step(rule, x, x, where)


@pytest.mark.parametrize(
    ("where", "note", "wanted"),
    [
        ({"u": x + 1}, "$u > 0$", "$x + 1 > 0$"),
        ({"u": 3 * x}, "$\\cos u \\neq 0$", "$\\cos (3 x) \\neq 0$"),
        ({"u": x}, "$\\cos u \\neq 0$", "$\\cos x \\neq 0$"),
        ({"f": sp.sin(x), "g": sp.cos(x)}, "$f(x) \\neq g(x)$", "$\\sin(x) \\neq \\cos(x)$"),
        ({"b": sp.Integer(2)}, "$b > 0$ and $b \\neq 1$", "$2 > 0$ and $2 \\neq 1$"),
        ({"n": sp.Integer(2), "x": x}, "$n = 0, 1, \\dots$: every $x$", "$n = 0, 1, \\dots$: every $x$"),
    ],
)
def test_letters_of_a_condition_are_replaced(where, note, wanted):
    assert conditions(step(where, note), latex) == [wanted]


def test_what_holds_everywhere_is_not_said():
    assert conditions(step({"u": x}, "$u > 0$", holds=True), latex) == []
    assert conditions(step({"u": x}, "$u > 0$", holds=False), latex) == ["$x > 0$"]


def test_letters_that_say_nothing_are_left_out():
    assert list(letters(step({"u": x}))) == []
    assert list(letters(step({"x": x, "n": sp.Integer(2), "power": x**2}))) == [("n", sp.Integer(2))]
    assert list(letters(step({"f": x, "g": sp.sin(x)}))) == [("f", x), ("g", sp.sin(x))]


def test_a_remark_is_the_rest_of_a_sentence():
    assert (
        remark(step({"f": x**2, "g": x}, "$g(x) \\neq 0$"), latex)
        == " with $f = x^{2}$, $g = x$, valid for $x \\neq 0$"
    )
    assert remark(step({}), latex) == ""


def test_plain_notes_hold_no_tex():
    assert plain("$n = -1, -2, \\dots$: $x \\neq 0$") == "n = -1, -2, …: x ≠ 0"
    for make in SMALL.values():
        for found in make().steps:
            assert not set("$\\") & set("".join(map(plain, conditions(found, text))))


def test_a_rule_is_linked_to_its_page():
    assert link(SMALL["product"]().step.rule) == "https://calcref.github.io/calcref/derivatives/product-rule/"
