"""The verb `judge`: what it gives back, what it refuses, and that nothing holds it up."""

import contextlib
import json
import time

import pytest

import calcref
from calcref import CalcrefError, ParseError, judge

TEXT = "d/dx x^2 = 2x\n= 3x\n= 3x + 1 - 1\n"


def test_the_first_wrong_line_comes_first_and_the_order_is_kept():
    found = judge(TEXT)
    assert [line.number for line in found.in_order] == [1, 2, 3]
    assert [line.number for line in found.lines] == [2, 1, 3]
    assert found.first_wrong is found.lines[0]
    assert found.verdict == "refuted"


def test_a_wrong_line_has_a_point_and_both_values():
    line = judge("(x + 1)^2 = x^2 + 1").lines[0]
    x = line.at["x"]
    assert line.values == pytest.approx(((x + 1) ** 2, x**2 + 1))
    assert f"x = {x:.3g}" in line.said


def test_a_right_line_says_how_it_is_known_and_by_which_rule():
    line = judge("d/dx x^2 sin(x) = 2x sin(x) + x^2 cos(x)").lines[0]
    assert (line.verdict, line.rules) == ("proved", ("product-rule", "power-rule", "sine"))
    agreed = judge(r"\int_0^1 x^2\,dx = \frac13").lines[0]
    assert (agreed.verdict, agreed.points) == ("agrees", 1)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("x + x = 2x", "proved"),
        (r"\int_0^1 x\,dx = 1/2", "agrees"),
        ("sqrt(x^2) = x", "unknown"),
        (r"1 + x = 1 + \cdots", "unknown"),
        ("x + x = 3x", "refuted"),
        ("x + x = 2x\nsqrt(x^2) = x", "unknown"),
        ("sqrt(x^2) = x\nx + x = 3x", "refuted"),
    ],
)
def test_the_verdict_is_that_of_the_weakest_line(text, verdict):
    assert judge(text).verdict == verdict


def test_what_is_given_is_no_claim():
    found = judge("Let u = x^2.\nx^2 + y^2 = 1\nfor x > 0")
    assert found.in_order == ()
    assert [it.what for it in found.given] == ["a definition", "an equation", "a condition"]
    assert found.verdict == "unknown"


def test_a_condition_that_is_said_is_not_lost():
    assert judge("Let x > 0.\nsqrt(x^2) = x").verdict in ("proved", "agrees")


def test_it_shows_itself():
    found = judge(TEXT)
    assert repr(found) == "Judgement('refuted', 3 lines, first wrong: line 2)"
    assert repr(found.lines[0]) == "Line(2, 'wrong', '2x = 3x')"
    text = found.to_text()
    assert text.startswith("refuted: 3 equalities, 1 wrong, 2 right\n\n✗ line 2: 2x = 3x\n    wrong: at x = ")
    assert str(found) == text
    html = found.to_html()
    assert html.count("<tr") == 4
    assert "First wrong: line 2" in html
    assert found._repr_html_() == html


def test_html_holds_text_and_no_markup_of_the_reader():
    html = judge(r"x + x = 2x \quad \text{<b>bold</b>}" + "\n<img src=x onerror=alert(1)> = 2").to_html()
    assert "<img" not in html
    assert "<b>" not in html


def test_it_is_plain_data():
    data = json.loads(judge(TEXT).to_json())
    assert (data["version"], data["verdict"], data["first_wrong"]) == (1, "refuted", 1)
    assert [line["kind"] for line in data["lines"]] == ["right", "wrong", "right"]
    assert data["lines"][1]["mistake"]["id"] == "wrong-factor"
    json.dumps(judge(r"\int_{-1}^1 1/x^2 dx = -2").to_dict(), allow_nan=False)


@pytest.mark.parametrize("text", ["", "   \n", "only words", "x^2 + 1", r"$$\int x\,dx$$", "# heading"])
def test_a_text_without_an_equality_is_refused(text):
    with pytest.raises(ParseError, match=r"no line has an `=`"):
        judge(text)


def test_what_is_no_text_is_refused():
    with pytest.raises(CalcrefError, match="a derivation is a text, not int"):
        judge(3)
    with pytest.raises(ParseError, match="at most"):
        judge("x = x\n" * 100_000)


GARBAGE = [
    "x = " + "x+" * 5_000 + "x",
    "x + 1 = " + "(" * 4_000,
    "=" * 10_000,
    "a" * 10_000 + " = 1",
    r"\frac{" * 1_000 + " = 1",
    "x^x^x^x^x^x^x = 1 + x",
    "e^(e^(e^(e^(e^x)))) = x + 1",
    "d/dx " * 30 + "x = 1 + x",
    r"\int " * 20 + "x dx = 1 + x",
    "2x = 2x = = = 2x",
    "x == y != z",
    "Das Integral ∫ 2x dx ist = x^2 + C, because d/dx x^2 = 2x, n'est-ce pas?",
    "\x00\x01 = \x02",
    "x = \\",
    "\\" * 500 + " = x",
    "$x = $ $= x$ $$",
    r"\begin{align} x &= \\ &= \\ &= x \end{align}",
    "f(x) = f(x) + 1",
    "x = y, y = z, z = x",
    "u = v, v = u, \\int u dv = 2",
    "9" * 3_000 + " = 1 + x",
    r"\sum_{k=1}^{10^9} k = x",
    "10^(10^10) = x + 1",
    "sin(10^100 x) = x + 1",
    "🙂 = 🙂",
    "gamma(x)^gamma(x) = gamma(gamma(gamma(x)))",
]


@pytest.mark.parametrize("text", GARBAGE, ids=lambda text: text[:30].encode("unicode_escape").decode())
def test_garbage_ends_in_bounded_time_in_a_verdict_or_an_error_of_ours(text):
    started = time.monotonic()
    with contextlib.suppress(CalcrefError):
        assert all(line.said for line in judge(text).in_order)
    assert time.monotonic() - started < 100


def test_a_line_that_cannot_be_read_says_why_and_which_it_is():
    found = judge("x + x = 2x\nx + x = 2 foo(x)\nx + x = 2x")
    assert [line.kind for line in found.in_order] == ["right", "undecided", "right"]
    line = found.in_order[1]
    assert (line.number, line.text) == (2, "x + x = 2 foo(x)")
    assert "foo" in line.said


def test_a_formula_that_hangs_is_undecided_in_time(monkeypatch):
    import calcref.verbs.judging_apart as apart

    asked = []

    def never(task, *given):
        asked.append(task)
        # nothing, as an ended process gives

    monkeypatch.setattr("calcref.verbs.judge.ask", never)
    found = judge("d/dx x^2 = 2x")
    assert [line.said for line in found.in_order] == ["its values take too long to compute"]
    assert asked == ["decide"]
    assert set(apart.SECONDS) == set(apart.TASKS)


def test_the_public_name_is_there():
    assert calcref.judge is judge


@pytest.mark.parametrize(
    "text",
    [
        r"\sin x \approx x",
        "7 ≡ 1 (mod 3)",
        r"\sin x = x + O(x^3)",
        r"P(A|B) = P(B|A) P(A)/P(B)",
        r"\frac{d}{dx} S(x) = \sin x",
        "F(b) - F(a) = 3",
        r"\frac{dy}{dx} = 2x",
        r"\int f(x)\,dx = \int g(u)\,du",
        r"A x = b + c\,x",
        r"x = \pm 2",
        r"\|v\| = v",
    ],
)
def test_what_may_mean_something_else_is_never_called_wrong(text):
    with contextlib.suppress(ParseError):
        assert "wrong" not in {line.kind for line in judge(text).in_order}


@pytest.mark.parametrize(
    "text",
    [
        r"\frac{\partial}{\partial x_j} \sum_{i=1}^n x_i^2 = 2x_j",
        r"\sum_{i=1}^n (x_i - \bar x) = 0",
        r"\sum_{i=1}^n x_i = n x_i",
    ],
)
def test_one_of_many_numbers_beside_all_of_them_is_undecided(text):
    line = judge(text).lines[0]
    assert line.kind == "undecided"
    assert "stands beside all the x_i" in line.said
