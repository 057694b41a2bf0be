"""Pages that were converted before: what became of one is kept, and told again where nothing it follows from changed.

For MkDocs alone. A builder that does not ask for this makes the same site, and takes longer.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from calcref.site.markdown.follows import Library
from calcref.site.markdown.glossary import terms
from calcref.site.markdown.keep import keep
from calcref.site.markdown.live import MODULE
from calcref.site.markdown.names import found_names, tell_names
from calcref.site.markdown.sessions import Known, versions
from calcref.site.mkdocs.blocks import known, sessions_of

CACHE = Path(".cache/site")


@dataclass(frozen=True)
class Ground:
    """What pages follow from, beside their own text.

    Args:
        library: as it is now.
        blocks: the folder in which outputs are remembered.
        common: for all pages. Links are checked against the names of all files; words of the glossary get a meaning.
        functions: for pages with figures that answer to a hand: what these may call.
        reference: for the pages of the API reference. What mkdocstrings says of one depends on those before it.
        waiting: the names of the pages that show what they showed before, whatever they follow from.
        found: what is known of the blocks of a page, by its name and text.
    """

    library: Library
    blocks: Path
    common: str
    functions: str
    reference: str
    waiting: frozenset[str] = frozenset()
    found: dict[tuple[str, str], list[Known]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, config: MkDocsConfig, files: Files) -> Ground:
        """The ground of this build."""
        library = Library.now()
        settings = sorted(item for item in os.environ.items() if item[0].startswith("CALCREF_"))
        configuration = Path(config.config_file_path).read_text("utf-8")
        words = list(map(repr, terms(Path(config.docs_dir))))
        common = [versions(), library.builder, settings, configuration, sorted(files.src_uris), words]
        texts = [file.content_string for file in files.documentation_pages() if is_reference(file)]
        module = Path(config.docs_dir) / MODULE
        functions = module.read_text("utf-8") if module.is_file() else ""
        return cls(library, CACHE / "blocks", json.dumps(common), functions, json.dumps([library.whole, texts]))

    def library_of(self, name: str) -> Library:
        """What the page with this name follows from; for one that waits, whatever it was."""
        return self.library.as_it_was if name in self.waiting else self.library

    def known(self, file: File) -> list[Known] | None:
        """What is known of the blocks of a page, or None where one of them has to run first."""
        name, text = file.src_uri, file.content_string
        if (name, text) not in self.found:
            blocks = known(sessions_of(text), self.blocks, self.library_of(name))
            if blocks is None:
                return None
            self.found[name, text] = blocks
        return self.found[name, text]

    def outputs(self, file: File) -> list[str] | None:
        """What the blocks of a page print, or None where one of them has to run first."""
        blocks = self.known(file)
        return None if blocks is None else [it.output for it in blocks]

    def key(self, page: Page) -> str:
        """The digest of all that the page follows from; empty where a block of it has to run first."""
        if page.file.src_uri in self.waiting and (kept := _kept_key(page)):
            return kept
        text = page.file.content_string
        printed = self.outputs(page.file)
        if printed is None:
            return ""
        content = [block.content for blocks in sessions_of(text).values() for block in blocks]
        whole = [self.common, page.file.src_uri, text, content, printed]
        whole += [self.functions] if "<cr-live" in json.dumps(printed) else []
        whole += [self.reference] if is_reference(page.file) else []
        return sha256(json.dumps(whole).encode()).hexdigest()


def is_reference(file: File) -> bool:
    """Whether mkdocstrings writes on this page."""
    return re.search("^::: ", file.content_string, re.MULTILINE) is not None


def remembers(page: Page, key: str) -> bool:
    """Whether the page can come from memory."""
    return bool(key) and _kept_key(page) == key


def convert(page: Page, key: str, ground: Ground, config: MkDocsConfig, files: Files) -> None:
    """Do what `page.render` does: from memory, or as ever.

    A page whose conversion said something, a warning for one, is not kept, so that it will be said again. Nor is one
    that was edited since `key` was found.
    """
    if remembers(page, key):
        record = json.loads(_place(page).read_text("utf-8").partition("\n")[2])
        _recall(page, record, files)
    else:
        with _heard() as said, found_names(config) as names:
            Page.render(page, config, files)
        record = _record(page) | {"names": names}
        if key and not said and ground.key(page) == key:
            keep(_place(page), f"{key}\n{json.dumps(record)}")
    tell_names(record["names"], page, config)


def _kept_key(page: Page) -> str:
    kept = _place(page)
    if not kept.is_file():
        return ""
    with kept.open(encoding="utf-8") as file:
        return file.readline().strip()


def _place(page: Page) -> Path:
    return CACHE / "pages" / f"{page.file.src_uri}.txt"


def _record(page: Page) -> dict[str, Any]:
    return {
        "content": page.content,
        "toc": [_nested(item) for item in page.toc],
        "title": page._title_from_render,
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()},
    }


def _recall(page: Page, record: dict[str, Any], files: Files) -> None:
    page.content = record["content"]
    page.toc = TableOfContents([_link(item) for item in record["toc"]])
    page._title_from_render = record["title"]
    page.present_anchor_ids = set(record["anchors"])
    page.links_to_anchors = {files.src_uris[name]: found for name, found in record["links"].items()}


def _nested(item: AnchorLink) -> list[Any]:
    return [item.title, item.id, item.level, [_nested(child) for child in item.children]]


def _link(item: list[Any]) -> AnchorLink:
    *own, children = item
    made = AnchorLink(*own)
    made.children = [_link(child) for child in children]
    return made


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What MkDocs and its plugins say meanwhile."""
    said: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, ear = logging.getLogger("mkdocs"), Ear(logging.INFO)
    logger.addHandler(ear)
    try:
        yield said
    finally:
        logger.removeHandler(ear)
