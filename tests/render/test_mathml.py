"""MathML that is well formed, says what the TeX says, and has no command left in it."""

import re
from xml.etree import ElementTree

import pytest

from calcref import differentiate
from calcref.catalogue import catalogue
from calcref.core.records import Law
from calcref.render.mathml import in_mathml, mathml
from tests.render.derivations import LARGE, SMALL


def tree(tex):
    return ElementTree.fromstring(f"<p>{mathml(tex)}</p>")


def said(tex):
    return "".join(tree(tex).itertext())


@pytest.mark.parametrize("make", [*SMALL.values(), LARGE["sum"]])
def test_a_notebook_shows_the_component_with_formulas_that_need_no_script(make):
    derivation = make()
    shown = derivation._repr_html_()
    assert shown == in_mathml(derivation.to_html())
    assert shown.startswith('<style class="cr-derivation-style">')
    assert "\\" not in shown
    for math in re.findall("<math.*?</math>", shown):
        ElementTree.fromstring(math)


def test_a_notebook_that_shows_no_html_has_markdown_and_tex():
    derivation = differentiate("x^2")
    assert derivation._repr_markdown_() == derivation.to_markdown()
    assert derivation._repr_latex_().startswith("$")


def test_every_statement_of_a_rule_can_be_written():
    laws = [concept.about for concept in catalogue.values() if isinstance(concept.about, Law)]
    assert len(laws) > 50
    assert [law.id for law in laws if "\\" in said(law.latex)] == []


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\frac{d}{dx}\left[x^{2}\right] = 2 x", "ddx[x2]=2x"),
        (r"\lim_{x \to 0^{+}} \ln(x) = -\infty", "limx→0+ln(x)=−∞"),
        (r"x \in \mathbb{R},\quad x \neq 0", "x∈ℝ,x≠0"),
        (r"\begin{cases}x & \text{if } x > 0 \\{}0 & \text{otherwise}\end{cases}", "{xif\xa0x>00otherwise"),
        (r"\sqrt[3]{x} \cdot \operatorname{relu}(\hat{y})", "x3⋅relu(y^)"),
        (r"\Big[F\Big]_{0}^{1}", "[F]01"),
        ("a < b", "a<b"),
    ],
)
def test_it_says_what_the_tex_says(tex, words):
    assert said(tex) == words


def test_an_unknown_command_is_seen():
    assert said(r"\unheard x") == r"\unheardx"


def test_a_line_may_end_after_a_sign_between_two_terms_only():
    assert len(tree("a + b = -c")) == 3
    assert len(tree(r"\frac{a + b}{c}")) == 1
    assert len(tree("(a + b) c")) == 1


def test_a_part_that_changed_keeps_its_name():
    assert tree(r"\class{cr-new cr-1-0}{2 x}").find(".//mrow").get("class") == "cr-new cr-1-0"


def test_signs_know_whether_they_stand_between():
    forms = [it.get("form") for it in tree("-x + 1").iter("mo")]
    assert forms == ["prefix", "infix"]
