"""A component that is well formed, hides nothing, and says where each part came from."""

import itertools
import re
from html.parser import HTMLParser

import pytest

from calcref import differentiate, integrate
from calcref.render import to_html
from calcref.render.asking import PLAYGROUND, permalink
from calcref.render.linear import linear
from calcref.render.notes import link
from tests.render.derivations import LARGE, SMALL


class Reader(HTMLParser):
    """Collects text and links, and notes the first tag that does not match."""

    def __init__(self):
        super().__init__()
        self.open, self.links, self.words, self.fault = [], [], [], ""

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.fault = self.fault or tag

    def handle_data(self, data):
        self.words.append(data)


def read(written):
    reader = Reader()
    reader.feed(written)
    return reader


def rows(derivation):
    return re.findall(r'<li class="cr-line[^"]*">.*?</li>', to_html(derivation), re.DOTALL)


@pytest.mark.parametrize("make", [*SMALL.values(), *LARGE.values()])
def test_the_fragment_is_well_formed_and_links_every_rule(make):
    derivation = make()
    reader = read(to_html(derivation))
    assert (reader.fault, reader.open) == ("", [])
    asked = [it for it in reader.links if it.startswith(PLAYGROUND)]
    assert asked == list(filter(None, [permalink(derivation.question)]))
    assert set(reader.links) - {*asked} == {link(step.rule) for step in derivation.steps}
    assert len(reader.links) >= len(derivation.nodes)


def test_a_tag_that_does_not_close_is_noticed():
    assert read("<p><b>x</p>").fault == "p"


@pytest.mark.parametrize("make", SMALL.values())
def test_a_row_a_line_with_every_rule_of_it(make):
    derivation = make()
    lines = linear(derivation)
    written = rows(derivation)
    assert len(written) == len(lines)
    for row, line in zip(written, lines, strict=True):
        assert {link(rule) for rule in line.rules} == set(read(row).links)
        assert (r"\displaystyle = " in row) == (not line.starts)


def test_a_change_says_what_it_came_from():
    _, product, power, sine = rows(SMALL["product"]())
    assert r"\class{cr-asked cr-2-0}{\frac{d}{dx}\left[x^{2}\right]}" in product
    assert r"\class{cr-new cr-2-0}{2 x}" in power
    assert r"\class{cr-asked cr-3-0}{\frac{d}{dx}\left[\sin(x)\right]}" in power
    assert r"\class{cr-new cr-3-0}{\cos(x)}" in sine


@pytest.mark.parametrize("make", SMALL.values())
def test_every_change_has_an_origin_in_the_line_before(make):
    written = rows(make())
    for before, row in itertools.pairwise(written):
        asked = set(re.findall(r"cr-asked cr-(\d+-\d+)", before))
        new = set(re.findall(r"cr-new cr-(\d+-\d+)", row))
        assert new <= asked


def test_a_line_states_its_rule_with_what_the_letters_stood_for():
    row = rows(SMALL["product"]())[1]
    assert r"\(\frac{d}{dx}\left[f(x) g(x)\right] = f'(x) g(x) + f(x) g'(x)\)" in row
    assert r"\(f = x^{2}\)" in row
    assert r"\(g = \sin(x)\)" in row


def test_a_line_carries_its_condition():
    (row,) = [row for row in rows(differentiate("ln(x)")) if "cr-rule" in row]
    assert r"""for <span class="arithmatex">\(x &gt; 0\)</span>""" in row


def test_constants_stand_at_the_end():
    assert "+ C" in rows(integrate("x^2"))[-1]
    assert r"C_{1} \quad (x \in (-\infty, 0))" in rows(integrate("1/x"))[-1]
    assert "+ C" not in rows(integrate("x^2"))[0]


def test_the_outline_has_every_step_once_and_folds():
    derivation = SMALL["quotient"]()
    outline = to_html(derivation).partition('<details class="cr-outline">')[2]
    numbers = re.findall(r'<span class="cr-step">(\d+)\. ', outline)
    assert numbers == [str(k) for k in range(1, len(derivation.nodes) + 1)]
    assert "<details open>" in outline


def test_one_step_is_not_called_every_step():
    assert "<summary>The step, with its rule</summary>" in to_html(differentiate("x^2"))
    assert "<summary>Every step, with its rule</summary>" in to_html(differentiate("sin(x^2)"))


def test_the_style_comes_along_unless_it_is_there_already():
    derivation = SMALL["product"]()
    styled, bare = to_html(derivation), to_html(derivation, style=False)
    assert styled.endswith(bare)
    assert re.fullmatch(r'<style class="cr-derivation-style">[^<]*</style>\n', styled.removesuffix(bare))
    assert "\n\n" not in styled  # a blank line would end raw HTML inside Markdown


def test_tex_is_escaped():
    written = to_html(differentiate("ln(x)"))
    assert "x &gt; 0" in written
    assert "$" not in written


def test_cases_stand_below_one_another():
    written = to_html(integrate("1/(a x^2 + b x + c)", "x"))
    assert r"\begin{cases}" not in written
    assert len(re.findall(r'class="cr-math cr-case"[^>]*><span class="arithmatex">.*?\\text\{if \}', written)) >= 5
    assert "+ C" in written
