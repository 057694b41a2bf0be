"""The Markdown extension that `mkdocs.yml` names: formulas, links and executed blocks of a page, and its problems.

Everything is done in Markdown, not in hooks of one site builder, so that the pages outlive the builder.
"""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from calcref.core.shown import SITE
from calcref.site.markdown.claims import check_claims
from calcref.site.markdown.formulas import typeset
from calcref.site.markdown.glossary import PAGE as GLOSSARY
from calcref.site.markdown.glossary import terms
from calcref.site.markdown.links import localize
from calcref.site.markdown.live import check_functions
from calcref.site.markdown.node import publish
from calcref.site.markdown.page import Options, Page, PageError, page_of
from calcref.site.markdown.seen import begin_tally
from calcref.site.markdown.source import fences
from calcref.site.markdown.tooltips import explain
from calcref.site.mkdocs.reload import forget_changed_modules

# The source below an entry of the API reference repeats its docstring: the search index does without it.
STYLE = re.compile('<style class="cr-derivation-style">.*?</style>', re.DOTALL)
SOURCE = ('<details class="mkdocstrings-source">', '<details class="mkdocstrings-source" data-search-exclude="1">')


class Begin(Preprocessor):
    """The first word on a page."""

    def run(self, lines: list[str]) -> list[str]:
        page = page_of(self.md)
        if page.md is self.md:
            if not page.is_docstring:
                forget_changed_modules()
                begin_tally()
            page.begin()
        return lines


class Doctests(Preprocessor):
    """The examples of a docstring are shown as code; Markdown alone would read `>>>` as a quotation."""

    def run(self, lines: list[str]) -> list[str]:
        if not page_of(self.md).is_docstring:
            return lines
        shown: list[str] = []
        inside = False
        for line in [*lines, ""]:
            if not inside and line.startswith(">>> "):
                shown.append("```pycon")
                inside = True
            elif inside and not line.strip():
                shown.append("```")
                inside = False
            shown.append(line)
        return shown


class Headings(Treeprocessor):
    """A heading that holds a formula needs a name without it: for its address and for the table of contents."""

    def run(self, root: Element) -> None:
        for heading in root.iter():
            if heading.tag not in {"h1", "h2", "h3", "h4", "h5", "h6"}:
                continue
            formula = heading.find(".//*[@class='arithmatex']")
            if formula is not None and not (heading.get("id") and heading.get("data-toc-label")):
                page = page_of(self.md)
                page.problem(
                    f'a heading with the formula {formula.text} needs a name: {{ #name data-toc-label="Name" }}',
                    page.line_of((formula.text or "")[2:-2]),
                )


class EmptyHeaders(Treeprocessor):
    """A cell of a table's head with nothing in it is no header: a screen reader would announce nothing."""

    def run(self, root: Element) -> None:
        for cell in root.iter("th"):
            if len(cell) == 0 and not (cell.text or "").strip():
                cell.tag = "td"


class Images(Treeprocessor):
    """An image says in words what it shows: for those who do not see it."""

    def run(self, root: Element) -> None:
        page = page_of(self.md)
        for image in root.iter("img"):
            if not (image.get("alt") or "").strip():
                source = image.get("src") or ""
                page.problem(f"the image {source!r} has no words: ![what it shows]({source})", page.line_of(source))


class Words(Treeprocessor):
    """The first time that a page says a word of the glossary, the word brings its meaning along."""

    def run(self, root: Element) -> None:
        page = page_of(self.md)
        if page.md is self.md and page.source not in (None, GLOSSARY) and not page.is_docstring:
            explain(
                root, [it for it in terms(page.options.docs) if it.plain and it.page.partition("#")[0] != page.address]
            )


class Parsed(Treeprocessor):
    """The last of the tree processors: from here on, text that is postprocessed is the whole page."""

    def run(self, root: Element) -> None:
        page = page_of(self.md)
        page.parsed = page.md is self.md


class Finish(Postprocessor):
    """The last word on a page: formulas, then links, then its problems."""

    def run(self, text: str) -> str:
        page = page_of(self.md)
        if page.md is not self.md or not page.parsed:  # a part of it, or a heading for the contents
            return text
        page.parsed = False
        if not page.is_docstring:
            _find_silent_fences(page, text)
            check_claims(page)
            check_functions(page)
        text = localize(page, typeset(page, _one_style(text))).replace(*SOURCE)
        page.finish()
        return text


def _one_style(html: str) -> str:
    """`html` with the style of derivations once, though each brings it along."""
    first = STYLE.search(html)
    return html if first is None else html[: first.end()] + STYLE.sub("", html[first.end() :])


def _find_silent_fences(page: Page, html: str) -> None:
    """SuperFences runs a fence in an indented block, then shows the fence itself and drops what it printed."""
    shown = unescape(html)
    for fence in fences(page.lines):
        if fence.executed and (fence.options.get("id") not in page.outputs or fence.info in shown):
            page.problem("an executed fence that shows as text: is it indented where it should not be?", fence.line)


class SiteExtension(Extension):
    """See the module."""

    def __init__(self, **given: Any) -> None:
        self.config = {
            "docs": ["docs", "the folder of the pages"],
            "cache": [".cache/site", "the folder for whatever can be made again"],
            "address": [SITE, "the address that links to the site are written with"],
        }
        super().__init__(**given)

    def extendMarkdown(self, md: Markdown) -> None:
        options = Options(
            docs=Path(self.getConfig("docs")).resolve(),
            cache=Path(self.getConfig("cache")).resolve(),
            address=self.getConfig("address"),
        )
        try:
            publish(options.cache, options.docs)
        except PageError as error:
            sys.exit(f"calcref: {error}")  # a builder would put a traceback before these words
        md.calcref_page = Page(md, options)  # type: ignore[attr-defined]
        md.preprocessors.register(Begin(md), "calcref-begin", 1000)
        md.preprocessors.register(Doctests(md), "calcref-doctests", 26)  # before fenced code (25)
        md.treeprocessors.register(Headings(md), "calcref-headings", 6)  # after attr_list (8), before toc (5)
        md.treeprocessors.register(EmptyHeaders(md), "calcref-empty-headers", 6)
        md.treeprocessors.register(Images(md), "calcref-images", 6)
        md.treeprocessors.register(Words(md), "calcref-words", 6)
        md.treeprocessors.register(Parsed(md), "calcref-parsed", -1000)
        md.postprocessors.register(Finish(md), "calcref-finish", -10)


def makeExtension(**given: Any) -> SiteExtension:
    """The extension, for Python-Markdown."""
    return SiteExtension(**given)
