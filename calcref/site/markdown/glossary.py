"""The words of the glossary, read from its page: what they mean, other words for the same, and where more is said."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from calcref.core.shown import SITE
from calcref.site.markdown.source import address_of

PAGE = "reference/glossary.md"
LINK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True)
class Term:
    """A word, other words for the same, what it means in Markdown, and the page that says more, from the site's root.

    Without such a page it leads nowhere: `page` is empty.
    """

    name: str
    others: tuple[str, ...]
    meaning: str
    page: str

    @property
    def plain(self) -> str:
        """What it means, without links and typesetting; empty where a formula cannot be said in plain text."""
        text = re.sub(r"\$(-?\w+)\$", r"\1", LINK.sub(r"\g<words>", self.meaning)).replace("*", "").replace("`", "")
        return "" if "$" in text else re.sub(r" See [^.]*\.$", "", text)


def terms(docs: Path) -> list[Term]:
    """All of them, in their order; none where there is no such page."""
    file = docs / PAGE
    return read(file.read_text("utf-8")) if file.is_file() else []


@lru_cache(maxsize=2)
def read(text: str) -> list[Term]:
    """The words of a page in Markdown.

    >>> read("Cross-entropy\\nLog loss\\n:   Minus a logarithm. See [losses](../losses/a.md#b).")[0].page
    'losses/a/#b'
    """
    found: list[Term] = []
    names: list[str] = []
    for line in text.splitlines():
        if line.startswith(":   "):
            found.append(Term(names[0], tuple(names[1:]), line[4:], _page(line)))
            names = []
        elif line and not line.startswith("#"):
            names.append(line)
        else:
            names = []
    return found


def _page(meaning: str) -> str:
    link = LINK.search(meaning)
    if link is None:
        return ""
    if link["target"].startswith(SITE):
        return link["target"].removeprefix(SITE)
    path, mark, anchor = link["target"].partition("#")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(PAGE), path))
    return f"{address_of(file)}{mark}{anchor}"
