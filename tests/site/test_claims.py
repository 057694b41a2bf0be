"""Typed formulas and numbers: true ones pass, false ones are told, and what cannot be read has to be declared."""

from __future__ import annotations

import pytest

from calcref.site.markdown.claims import formulas, numbers
from calcref.site.typed.equations import Equations
from tests.site.conftest import Small

TRUE = (
    r"(x+h)^2 - x^2 = 2xh + h^2",
    r"\tanh x = \frac{\sinh x}{\cosh x}",
    r"x^n \cdot \frac nx = n\,x^{n-1}",
    r"1 - \sigma(-x) = \sigma(x)",
    r"(fg)' = f'g + fg'",
    r"(\ln f)' = f'/f",
    r"f(x+h) - f(x) = -\bigl(f(x) - f(x+h)\bigr)",
    r"(-2)^3 = -8",
    r"\sin^2 x + \cos^2 x = \sqrt{1}",
    r"\int_0^1 t\,dt = \tfrac12",
    r"\int_a^b f(g(x))\,g'(x)\,dx = \int_{g(a)}^{g(b)} f(u)\,du",
    r"\begin{aligned} & x - 1 \\ &= -(1 - x) \end{aligned}",
    r"x_{k+1} = x_k - \eta L\,x_k = (1 - \eta L)\,x_k.",
    r"1 - h^2 \le 1",
    r"0 < \eta < \frac2L",
)
FALSE = (
    r"(x+h)^2 - x^2 = 2xh - h^2",
    r"\tanh x = \frac{\cosh x}{\sinh x}",
    r"x^n \cdot \frac nx = n\,x^{n+1}",
    r"1 - \sigma(-x) = -\sigma(x)",
    r"(fg)' = f'g - fg'",
    r"(f\,g)' = f'g'",
    r"(-2)^3 = 8",
    r"\int_0^1 t\,dt = \tfrac13",
    r"x_{k+1} = x_k - \eta L\,x_k = (1 + \eta L)\,x_k.",
)
FALSE_ORDERS = (r"1 + h^2 \le 1", r"e^x < 1 + x", r"\lvert x + y\rvert > x + y + 1")
UNREADABLE = (r"\nabla f = J^{\mathsf T}", r"\sum_i t_i = 1 + 0", r"a \le b = c + d")


@pytest.mark.parametrize("tex", TRUE)
def test_what_is_true_passes(tex: str) -> None:
    assert list(Equations().read(tex)) == []


@pytest.mark.parametrize("tex", FALSE)
def test_what_is_false_is_told(tex: str) -> None:
    assert any("differ at a point" in wrong for wrong in Equations().read(tex))


@pytest.mark.parametrize("tex", FALSE_ORDERS)
def test_a_false_inequality_is_told(tex: str) -> None:
    assert list(Equations().read(tex)) == ["it does not hold at a point"]


def test_a_value_of_a_known_function_is_a_claim() -> None:
    page = Equations()
    assert list(page.read("f(x) = x^3")) == []
    assert list(page.read("f(2) = 8")) == list(page.read("f'(2) = 12")) == list(page.read("g(2) = 7")) == []
    assert all(any("differ" in wrong for wrong in page.read(tex)) for tex in ("f(2) = 9", "f'(2) = 11"))


@pytest.mark.parametrize("tex", [r"f(x) \approx x + 1", r"1 + \sum_i t_i = 2", r"x^{\mathsf T}x = x \cdot x"])
def test_what_cannot_be_read_is_told(tex: str) -> None:
    assert any("cannot be read" in wrong for wrong in Equations().read(tex))


def test_a_page_may_define_letters_and_functions() -> None:
    page = Equations()
    for tex in ("f = q\\,g", "f' = q'g + q\\,g'", r"q' = \frac{f' - q\,g'}{g}", "q = f/g", r"L(N) = c\,N^{-a}"):
        assert list(page.read(tex)) == []
    assert list(page.read(r"\frac{q'}{q} = \frac{f'}{f} - \frac{g'}{g}")) == []
    assert list(page.read(r"L'(N) = -\frac aN\,L(N)")) == []
    assert list(page.read(r"L'(N) = \frac aN\,L(N)"))
    assert list(page.read(r"\frac{q'}{q} = \frac{f'}{f} + \frac{g'}{g}"))


def test_a_value_for_the_moment_is_no_claim() -> None:
    assert list(Equations().read("x = 0")) == list(Equations().read(r"w = -\frac12")) == []


def test_formulas_have_their_lines() -> None:
    assert list(formulas(["one $a$", "`$no$` $$b", "c$$ and $d$"])) == [(1, "a"), (2, "b\nc"), (3, "d")]


def test_numbers_of_two_digits_are_read_outside_code_and_links() -> None:
    prose = ["In 2021 `3.14` was", "[read 42](99.md) by $1{,}797$ of 5, see $x_{12}$"]
    assert list(numbers(prose)) == [(1, "2021"), (2, "42"), (2, "1,797")]


def test_a_caption_is_no_witness_for_itself(small: Small) -> None:
    block = '```python exec="1" session="page" id="page a"\ncaption = (\n    "From 12 on. "\n    "To {0}."\n)\n'
    block += "print(12, caption)\n```\n"
    small.write(index="# Home", page=f"# Page\n\n{block.format(12)}")
    assert small.build().returncode == 0
    small.write(page=f"# Page\n\n{block.format(34)}")
    done = small.build()
    assert done.returncode != 0
    assert "docs/page.md:5: the caption's number 34 is shown by nothing else" in done.stderr


def page_of(text: str) -> str:
    block = '```python exec="1" session="page" id="page a"\nprint(6 * 7)\n```'
    return f"# Page\n\n{text}\n\n{block}\n"


PROBLEMS = {
    "a false formula": ("Now $(x+1)^2 = x^2 + 1$.", "docs/page.md:3: the formula '(x+1)^2 = x^2 + 1'"),
    "a typed number": ("There are 43 of them.", "docs/page.md:3: no block prints the typed number 43"),
    "a typed number in a table": ("| n |\n|---|\n| 43 |", "docs/page.md:5: no block prints the typed number 43"),
}


@pytest.mark.parametrize(("text", "said"), PROBLEMS.values(), ids=PROBLEMS)
def test_each_stops_the_build(small: Small, text: str, said: str) -> None:
    small.write(page=page_of(text))
    done = small.build()
    assert done.returncode != 0
    assert said in done.stderr


def test_what_is_declared_has_to_be_there(small: Small) -> None:
    declared = "---\nby_hand:\n  - 'a = b'\nfacts: [43]\n---\n"
    small.write(page=declared + page_of("There are 42."))
    said = small.build().stderr
    assert "docs/page.md:1: by_hand lists 'a = b'" in said
    assert "docs/page.md:1: facts lists 43" in said
