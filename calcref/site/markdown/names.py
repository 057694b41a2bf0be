"""The names that mkdocstrings finds on a page: for links within the site, and from other sites to this one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocstrings import Inventory


@contextmanager
def found_names(config: MkDocsConfig) -> Iterator[dict[str, Any]]:
    """The names found meanwhile. Nobody else hears of them: they are told once the page is done."""
    autorefs, handlers = _registers(config)
    inventory = handlers.inventory
    found: dict[str, Any] = {"anchors": [], "inventory": []}
    handlers.inventory = Inventory()
    autorefs.register_anchor = lambda _, *given, **named: found["anchors"].append((given, named))
    try:
        yield found
    finally:
        found["inventory"] = [vars(item) for item in handlers.inventory.values()]
        handlers.inventory = inventory
        del autorefs.register_anchor


def tell_names(names: dict[str, Any], page: Page, config: MkDocsConfig) -> None:
    """Tell the names that were found on `page`, now or when it was converted."""
    autorefs, handlers = _registers(config)
    for given, named in names["anchors"]:
        autorefs.register_anchor(page, *given, **named)
    for item in names["inventory"]:
        if item["priority"] == 1 or item["name"] not in handlers.inventory:  # an alias stands behind a name
            handlers.inventory.register(**item)


def _registers(config: MkDocsConfig) -> tuple[Any, Any]:
    plugins: Any = config.plugins
    return plugins["autorefs"], plugins["mkdocstrings"].handlers
