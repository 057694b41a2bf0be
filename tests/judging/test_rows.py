"""A text as rows: which equalities it holds, in which lines, and which words stand beside them."""

import pytest

from calcref.judging.chains import MOST_LINES, statements
from calcref.judging.claims import Outcome
from calcref.judging.rows import rows
from calcref.judging.words import is_word


def sides(text):
    return [[part.text for part in clause.parts] for row in rows(text) for clause in row.clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = b", [["a", "b"]]),
        ("a = b = c", [["a", "b", "c"]]),
        ("a\n= b", [["a"], ["", "b"]]),
        ("a =\nb", [["a", ""], ["b"]]),
        ("Let u = x^2, so du = 2x dx", [["u", "x^2"], ["du", "2x dx"]]),
        ("we see that a = b by the chain rule", [["a", "b"]]),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", [["a", "b"], ["", "c"]]),
        (r"$$a = b$$ and $c = d$ where $x$ is real", [["a", "b"], ["c", "d"]]),
        (r"\[ a = \sum_{k=1}^n k \]", [["a", r"\sum_{k=1}^n k"]]),
        (r"a = b \quad \text{(by parts)}", [["a", "b"]]),
        (r"a = b \implies c = d", [["a", "b"], ["c", "d"]]),
        (r"\int_0^1 f(x)\,dx = F(1) - F(0).", [[r"\int_0^1 f(x)\,dx", "F(1) - F(0)"]]),
        ("a = b && (u = c)", [["a", "b"], ["u", "c"]]),
        ("x**2 = 2**x", [["x**2", "2**x"]]),
        ("**Hence** a = b", [["a", "b"]]),
        ("lim x->0 sin(x)/x = 1", [["lim x->0 sin(x)/x", "1"]]),
        ("2x = diff(x^2, x)", [["2x", "diff(x^2, x)"]]),
        ("```\na = b\n```", []),
        ("only words, and no formula", []),
    ],
)
def test_equalities_are_found(text, expected):
    assert sides(text) == expected


def test_a_side_knows_its_line():
    found = [part.line for row in rows("$$\na\n= b\n= c\n$$") for clause in row.clauses for part in clause.parts]
    assert found == [2, 3, 4]


@pytest.mark.parametrize("run", ["where", "substituting", "let", "und", "so", "Sine", "isn't"])
def test_words_are_words(run):
    assert is_word(run)


@pytest.mark.parametrize("run", ["sin", "dx", "xdx", "ab", "lim", "sinx", "theta", "ln", "xy", "arctan"])
def test_formulas_are_none(run):
    assert not is_word(run)


def test_a_text_of_very_many_equalities_says_where_judging_ends():
    judged, _ = statements("1" + "\n= 1" * 400, lambda claim: Outcome("right", "seen"))
    assert [outcome.kind for _, outcome in judged] == ["right"] * MOST_LINES + ["undecided"]
    assert judged[-1][0].line == MOST_LINES + 2
