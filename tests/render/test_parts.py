"""Parts are small, name only smaller parts, and give the expression back."""

import sympy as sp

from calcref.core.expr import apply, raw
from calcref.core.questions import Diff
from calcref.render.expression_text import TextPrinter
from calcref.render.parts import LARGEST_PART, parts_of, told
from tests.render.derivations import x


def deep(links, inner=x):
    expr = inner
    for _ in range(links):
        expr = apply(sp.sin, expr)
    return expr


def test_a_small_expression_has_no_parts():
    assert parts_of([sp.sin(x) ** 2]) == []


def test_parts_name_only_smaller_parts():
    parts = parts_of([deep(200)])
    names = {id(part.expr): part.text for part in parts}
    for k, part in enumerate(parts):
        written = TextPrinter(names)(part.expr, define=True)
        assert len(written) < 6 * LARGEST_PART
        assert all(other.text not in written for other in parts[k:])


def test_parts_put_together_are_the_expression():
    expr = deep(100, x + 1)
    parts = parts_of([expr])
    write = TextPrinter({id(part.expr): part.text for part in parts})
    whole = write(expr)
    for part in reversed(parts):
        whole = whole.replace(part.text, write(part.expr, define=True))
    assert whole == TextPrinter()(expr)


def test_open_questions_are_not_parts():
    assert all(not part.expr.atoms(Diff) for part in parts_of([raw(sp.Add, *(Diff(deep(k), x) for k in range(40)))]))


def test_the_letter_is_free():
    assert {part.letter for part in parts_of([deep(100, sp.Symbol("P"))])} == {"Q"}


def test_numbers_of_steps_in_words():
    assert told(list(range(1, 20))) == "steps 1 to 19"
    assert told([1, 3, 5, 7, 9, 11, 13]) == "steps 1, 3, 5, 7, 9, 11 and 1 more"
