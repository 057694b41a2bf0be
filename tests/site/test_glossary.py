"""The glossary: each word once, each with a page that says more, or a meaning that is all there is to say."""

from __future__ import annotations

from pathlib import Path

from calcref.site.markdown.glossary import read, terms

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = """# Glossary

## A

Word
Another word
:   What it [means](../a/b.md#c) with $x$. See [there](../d.md).

Bare
:   A formula $\\frac12$.
"""


def test_a_word_has_other_words_a_meaning_and_a_page() -> None:
    word, bare = read(TEXT)
    assert (word.name, word.others, word.page) == ("Word", ("Another word",), "a/b/#c")
    assert word.plain == "What it means with x."
    assert (bare.page, bare.plain) == ("", "")


def test_no_word_is_there_twice() -> None:
    names = [name.lower() for term in terms(DOCS) for name in (term.name, *term.others)]
    assert len(names) > 80
    assert sorted(names) == sorted(set(names))


def test_words_are_in_order() -> None:
    in_order = [term.name.lower() for term in terms(DOCS)]
    troubles = in_order.index("dead relu")
    assert in_order[:troubles] == sorted(in_order[:troubles])
    assert in_order[troubles:] == sorted(in_order[troubles:])
