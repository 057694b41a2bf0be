"""Words of the glossary on a page: the first of each gets its meaning, which a browser shows under a pointer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from calcref.site.markdown.glossary import Term

WITHOUT = {"a", "abbr", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "script", "summary", "th"}


def explain(root: Element, terms: Iterable[Term]) -> None:
    """Put `<abbr title="meaning">` around the first of each word of `terms` in running text."""
    meanings = {name.lower(): it for it in terms for name in (it.name, *filter(str.isupper, it.others))}
    if meanings:
        names = "|".join(map(re.escape, sorted(meanings, key=len, reverse=True)))
        _walk(root, re.compile(rf"(?<![\w-])({names})(?:s)?(?![\w-])", re.IGNORECASE), meanings, set())


def _walk(element: Element, words: re.Pattern[str], meanings: dict[str, Term], said: set[str]) -> None:
    children = list(element)
    element[:] = []
    element.text, made = _split(element.text, words, meanings, said)
    element.extend(made)
    for child in children:
        if child.tag not in WITHOUT and child.get("class") != "arithmatex":
            _walk(child, words, meanings, said)
        element.append(child)
        child.tail, made = _split(child.tail, words, meanings, said)
        element.extend(made)


def _split(
    text: str | None, words: re.Pattern[str], meanings: dict[str, Term], said: set[str]
) -> tuple[str | None, list[Element]]:
    """The text before the first word that is to be explained, and elements that hold the rest."""
    if not text or isinstance(text, AtomicString):
        return text, []
    made: list[Element] = []
    end = 0
    for match in _first_ones(text, words, meanings, said):
        before = text[end : match.start()]
        if made:
            made[-1].tail = before
        else:
            start = before
        abbr = Element("abbr", {"title": meanings[match[1].lower()].plain})
        abbr.text = match[0]
        made.append(abbr)
        end = match.end()
    if not made:
        return text, []
    made[-1].tail = text[end:]
    return start, made


def _first_ones(
    text: str, words: re.Pattern[str], meanings: dict[str, Term], said: set[str]
) -> Iterator[re.Match[str]]:
    for match in words.finditer(text):
        name = meanings[match[1].lower()].name
        if name not in said:
            said.add(name)
            yield match
