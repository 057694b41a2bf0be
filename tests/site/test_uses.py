"""Which derivations go by a rule, and what its page says of them."""

from __future__ import annotations

from calcref.site.mkdocs.sections import sections
from calcref.site.mkdocs.uses import listed, uses

LINES = (
    '<div class="cr-derivation"><span class="cr-rule"><a href="{}">Rule</a><span>for <a href="x">x</a></span></span>'
    '<a href="../no-rule/">no</a></div>'
)
CONCEPTS = [["Chain rule", "rules/chain/", ""], ["Sine", "rules/table/#sine", ""], ["Deep", "deep/", ""]]


def page(link: str, before: str = '<h2 id="part">Part</h2>') -> str:
    return f'<h1 id="p">Page</h1>{before}{LINES.format(link)}'


def test_a_derivation_is_told_to_the_page_of_its_rule() -> None:
    pages = {
        "a/b/": sections(page("../../rules/chain/")),
        "c/": sections(page("../rules/table/#sine", before="")),
        "rules/chain/": sections(page("./")),
    }
    found = uses(pages, CONCEPTS)
    assert found == {
        "rules/chain/": {"Chain rule": [("a/b/#part", "Page: Part")]},
        "rules/table/": {"Sine": [("c/", "Page")]},
    }
    said = listed("rules/chain/", found["rules/chain/"])
    assert '<dt>Chain rule</dt><dd><a href="../../a/b/#part">Page: Part</a></dd>' in said


def test_answers_and_cards_are_no_derivations_on_a_page() -> None:
    for around in ('<details class="cr-answer">{}</details>', '<div class="cr-card">{}</div>'):
        assert uses({"a/": sections(around.format(page("../deep/")))}, CONCEPTS) == {}


def test_a_page_of_which_nobody_speaks_says_nothing() -> None:
    assert listed("rules/chain/", {}) == ""
