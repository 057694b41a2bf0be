"""A fragment of HTML that is well formed and hides nothing."""

from html.parser import HTMLParser

import pytest

from calcref import differentiate
from calcref.render import to_html
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


@pytest.mark.parametrize("make", [*SMALL.values(), *LARGE.values()])
def test_the_fragment_is_well_formed_and_links_every_rule(make):
    derivation = make()
    reader = read(to_html(derivation))
    assert (reader.fault, reader.open) == ("", [])
    assert set(reader.links) == {link(step.rule) for step in derivation.steps}
    assert len(reader.links) == len(derivation.nodes)


def test_a_tag_that_does_not_close_is_noticed():
    assert read("<p><b>x</p>").fault == "p"


def test_one_step_is_not_called_every_step():
    assert "<summary>The step, with its rule</summary>" in to_html(differentiate("x^2"))
    assert "<summary>Every step, with its rule</summary>" in to_html(differentiate("sin(x^2)"))


def test_tex_is_escaped():
    written = to_html(SMALL["product"]())
    assert "&amp;= " in written
    assert "\\begin{aligned}" in "".join(read(written).words)
    assert "$" not in written
