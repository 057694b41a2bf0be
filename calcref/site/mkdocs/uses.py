"""Which derivations of the site go by a rule: told at the end of the page that explains it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from calcref.site.mkdocs.sections import Section

Uses = Mapping[str, Mapping[str, list[tuple[str, str]]]]
"""By the address of a page and by the rule's name: the address and the name of each place that goes by it."""


def uses(pages: Mapping[str, list[Section]], concepts: Iterable[Any]) -> Uses:
    """Who goes by which rule, from the links of derivations; a page is not told of itself.

    Args:
        pages: their sections, by their address.
        concepts: each with its name and its address.
    """
    names = {address: name for name, address, *_ in concepts}
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for page, parts in pages.items():
        for part in parts:
            for link in dict.fromkeys(part.rules):
                address = _resolved(page, link)
                target = address.partition("#")[0]
                if target == page or address not in names:
                    continue
                place = f"{page}#{part.name}" if part.name else page
                said = f"{parts[0].title}: {part.title}" if part.name else part.title
                found.setdefault(target, {}).setdefault(names[address], []).append((place, said))
    return found


def listed(page: str, used: Mapping[str, list[tuple[str, str]]]) -> str:
    """The folded list for the end of a page; empty where no derivation elsewhere goes by its rules."""
    if not used:
        return ""
    rows = []
    for name, places in used.items():
        links = ", ".join(f'<a href="{_relative(page, place)}">{escape(said)}</a>' for place, said in places)
        rows.append(f"<dt>{escape(name)}</dt><dd>{links}</dd>")
    return (
        '<details class="cr-uses"><summary>Derivations on other pages that go by what is said here</summary>'
        f"<dl>{''.join(rows)}</dl></details>"
    )


def _resolved(page: str, link: str) -> str:
    path, mark, anchor = link.partition("#")
    return f"{posixpath.normpath(posixpath.join(page, path))}/{mark}{anchor}"


def _relative(page: str, place: str) -> str:
    path, mark, anchor = place.partition("#")
    return f"{posixpath.relpath(path or '.', page or '.')}/{mark}{anchor}"
