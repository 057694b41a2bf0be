"""A page in sections, as a reader may look for them: each heading that has a name, and the prose below it.

Code, tables, derivations, evidence and answers are not prose, and what cards say is in the catalogue. A formula is
there once, as plain text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import unquote

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {"p", "li", "td", "th", "dt", "dd", "summary", "figcaption", "div"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SKIPPED = {"button", "pre", "script", "style", "svg", "table"}
DERIVATION, RULE, ANSWER = "cr-derivation", "cr-rule", "cr-answer"
SKIPPED_CLASSES = {
    DERIVATION,
    ANSWER,
    "cr-card",
    "cr-evidence",
    "cr-rows",
    "cr-sheet",
    "doc-class-bases",
    "doc-labels",
    "headerlink",
    "mkdocstrings-source",
}


@dataclass
class Section:
    """The name that an address ends in, the heading, the paragraphs below it, and the links to rules of derivations.

    Those that the derivations of answers link are `answers`; `asked` are the questions that links hold elsewhere.
    """

    name: str
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@lru_cache(maxsize=256)  # while the site is served, most pages stay as they are
def sections(html: str) -> list[Section]:
    """The sections of a page; the first one has no name, since the page itself leads there.

    >>> sections("<h1 id='a'>A</h1><p>One.</p><h2 id='b'>B</h2><p>Two <b>2</b>.</p><pre>code</pre>")[1]
    Section(name='b', title='B', paragraphs=['Two 2.'], rules=[], answers=[], asked=[])
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for section in reader.found:
        section.title = " ".join(section.title.split())
        section.paragraphs = [told for it in section.paragraphs if (told := " ".join(it.split()))]
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = [Section("")]
        self.open: list[str] = []
        self.skipped_at: int | None = None
        self.in_derivation = self.in_answer = False
        self.rule_at: int | None = None
        self.heading_at: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self._add(" ")
            return
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        self.open.append(tag)
        if tag == "a" and not self.in_answer and "#q=" in (given.get("href") or ""):
            self.found[-1].asked.append(unquote((given["href"] or "").partition("#q=")[2]))
        if self.skipped_at is not None:
            self.in_derivation |= self.in_answer and DERIVATION in classes
            if RULE in classes and self.in_derivation:
                self.rule_at = len(self.open)
            elif self.rule_at is not None and tag == "a":
                section = self.found[-1]
                (section.answers if self.in_answer else section.rules).append(given.get("href") or "")
            return
        if tag in SKIPPED or SKIPPED_CLASSES & classes:
            self.skipped_at = len(self.open)
            self.in_derivation, self.in_answer = DERIVATION in classes, ANSWER in classes
        elif tag in HEADINGS and given.get("id"):
            if tag != "h1":
                self.found.append(Section(given["id"] or ""))
            self.heading_at = len(self.open)
        elif tag in BLOCKS and self.heading_at is None:
            self.found[-1].paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.open:
            return
        while self.open:
            if self.skipped_at == len(self.open):
                self.skipped_at, self.in_answer = None, False
            if self.rule_at == len(self.open):
                self.rule_at = None
            if self.heading_at == len(self.open):
                self.heading_at = None
            if self.open.pop() == tag:
                break
        if tag in BLOCKS and self.skipped_at is None and self.heading_at is None:
            self.found[-1].paragraphs.append("")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, data: str) -> None:
        section = self.found[-1]
        if self.skipped_at is not None:
            return
        if self.heading_at is not None:
            section.title += data
        elif section.paragraphs:
            section.paragraphs[-1] += data
        else:
            section.paragraphs.append(data)
