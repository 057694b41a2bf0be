"""The index of the site's search: what can be found, one row each, and the formula that answers where there is one.

A row is [address, title, title of its page, kind, text, formula as MathML, typed formulas, other names], less what is
empty at its end. The index is a script, so that a site that was opened from disk can load it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from calcref.site.markdown.formulas import spoken
from calcref.site.markdown.glossary import Term
from calcref.site.mkdocs.sections import Section

PAGE, SECTION, API, PROJECT, DECISION = range(5)
GLOSSARY = "reference/glossary/"
ADDRESS, TITLE, UNDER, KIND, TEXT, FORMULA, TYPED, OTHERS = range(8)
SHOWN = 160  # characters of a section
WORD = re.compile(r"[^\W\d]\w{2,}")  # numbers beyond the beginning are not looked for

Row = list[Any]


def index(rows: Iterable[Row]) -> str:
    """The script that hands the rows to whoever waits for them."""
    text = json.dumps([_short(row) for row in rows], ensure_ascii=False, separators=(",", ":"))
    return f"window.calcrefFound?.({text})\n"


def rows(
    pages: Mapping[str, tuple[str, list[Section]]], concepts: Iterable[Any], words: Iterable[Term], cache: Path
) -> list[Row]:
    """What can be found.

    Args:
        pages: by their address, the tab that each stands under and its sections.
        concepts: as `calcref.site.blocks.concepts` prints them.
        words: of the glossary; each is another name for the place that says more of it.
        cache: the folder for whatever can be made again.
    """
    found = {row[ADDRESS]: row for page, (tab, parts) in pages.items() for row in _of_page(page, tab, parts)}
    titles = {page: parts[0].title for page, (_, parts) in pages.items()}
    more = []
    for name, address, use, (formula, typed) in _typeset(list(concepts), cache):
        row = found.get(address)
        if row is None or row[FORMULA]:
            row = [address, name, titles[address.partition("#")[0]], SECTION, use, "", [], []]
            more.append(row)
            found.setdefault(address, row)
        elif name.lower() != row[TITLE].lower():
            row[OTHERS].append(name)
        row[FORMULA], row[TYPED] = formula, typed
    for term in words:
        row = found.get(term.page)
        if row is None:
            names = [[], list(term.others)]
            more.append([GLOSSARY, term.name, titles[GLOSSARY], SECTION, term.plain, "", *names])
        else:
            row[OTHERS] += [it for it in (term.name, *term.others) if it.lower() != row[TITLE].lower()]
    return [*(row for address, row in found.items() if row not in more), *more]


def _of_page(page: str, tab: str, parts: list[Section]) -> Iterable[Row]:
    for part in parts[:1] if page == GLOSSARY else parts:
        anchor = f"#{part.name}" if part.name else ""
        kind = _kind(page, tab, anchor)
        prose = kind in (PAGE, SECTION)
        title = part.title.split(" ")[0] if kind == API and anchor else part.title
        text = " ".join(part.paragraphs if prose else part.paragraphs[:1])
        yield [f"{page}{anchor}", title, parts[0].title if anchor else "", kind, _each_word_once(text), "", [], []]


def _each_word_once(text: str) -> str:
    """The beginning of a long text, which hits show, and on a line of its own each word that comes new after that."""
    if len(text) <= SHOWN:
        return text
    beginning = text[:SHOWN].rpartition(" ")[0]
    seen = set(WORD.findall(beginning.lower()))
    after = [it for it in WORD.findall(text[len(beginning) :].lower()) if it not in seen]
    return f"{beginning} …\n{' '.join(dict.fromkeys(after))}"


def _kind(page: str, tab: str, anchor: str) -> int:
    if page.startswith("decisions/"):
        return DECISION
    if page.startswith("reference/api/"):
        return API
    if tab == "Project":
        return PROJECT
    return SECTION if anchor else PAGE


def _typeset(concepts: list[Any], cache: Path) -> Iterable[tuple[str, str, str, tuple[str, list[str]]]]:
    """Name, address, use in plain text, and the formula as MathML and as it is typed."""
    inside = re.compile(r"\$([^$]+)\$")
    wanted = dict.fromkeys(it for _, _, use, tex, _ in concepts for it in (tex, *inside.findall(use)))
    said = dict(zip(wanted, spoken(list(wanted), cache), strict=True))
    for name, address, use, tex, typed in concepts:
        yield name, address, inside.sub(lambda match: said[match[1]][1], use), (said[tex][0], typed)


def _short(row: Row) -> Row:
    while row[-1] in ("", []):
        row = row[:-1]
    return row
