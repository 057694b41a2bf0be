"""Words of the glossary bring their meaning along, once on a page and in running text alone."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring, tostring

from calcref.site.markdown.glossary import Term
from calcref.site.markdown.tooltips import explain

TERMS = [
    Term("Gradient", (), "All slopes.", "g/"),
    Term("Gradient descent", ("SGD", "Going down"), "Down.", "d/"),
]


def explained(text: str) -> str:
    root = fromstring(f"<div>{text}</div>")
    explain(root, TERMS)
    return tostring(root, "unicode").removeprefix("<div>").removesuffix("</div>")


def test_the_first_of_each_word_is_explained() -> None:
    assert explained("<p>Gradients and <b>gradient</b> descent, a gradient</p>") == (
        '<p><abbr title="All slopes.">Gradients</abbr> and <b>gradient</b> descent, a gradient</p>'
    )


def test_the_longest_word_is_the_one_that_is_meant() -> None:
    said = explained("<p>On <i>gradient descent</i> and the gradient, then SGD.</p>")
    assert said.count("<abbr") == 2
    assert '<i><abbr title="Down.">gradient descent</abbr></i>' in said
    assert 'the <abbr title="All slopes.">gradient</abbr>, then SGD.' in said


def test_links_code_and_headings_stay_as_they_are() -> None:
    for text in ("<h2>Gradient</h2>", "<p><a>gradient</a></p>", "<p><code>gradient</code></p>"):
        assert explained(text) == text
    assert explained("<p>sub-gradient, gradients-like, going down</p>").count("<abbr") == 0


def test_other_words_are_explained_where_they_are_short_forms() -> None:
    assert explained("<p>SGD</p>") == '<p><abbr title="Down.">SGD</abbr></p>'
