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
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from calcref.site.markdown.keep import keep
from calcref.site.markdown.names import found_names, tell_names
from calcref.site.markdown.sessions import made_by
from calcref.site.markdown.source import fences

FOLDER = Path(".cache/site/pages")


@dataclass(frozen=True)
class Ground:
    """What pages follow from, beside their own text.

    Args:
        common: for all pages. Links are checked against the names of all files.
        reference: for the pages of the API reference. What mkdocstrings says of one depends on those before it.
    """

    common: str
    reference: str

    @classmethod
    def of(cls, config: MkDocsConfig, files: Files) -> Ground:
        """The ground of this build."""
        settings = sorted(item for item in os.environ.items() if item[0].startswith("CALCREF_"))
        configuration = Path(config.config_file_path).read_text("utf-8")
        texts = [file.content_string for file in files.documentation_pages() if is_reference(file)]
        return cls(json.dumps([made_by(), settings, configuration, sorted(files.src_uris)]), json.dumps(texts))

    def key(self, page: Page) -> str:
        """The digest of all that the page follows from."""
        text = page.file.content_string
        read = [Path(name) for fence in fences(text.splitlines()) if (name := fence.options.get("reads"))]
        whole = [self.common, page.file.src_uri, text]
        whole += [sha256(file.read_bytes()).hexdigest() for file in read if file.is_file()]
        whole += [self.reference] if is_reference(page.file) else []
        return sha256(json.dumps(whole).encode()).hexdigest()


def is_reference(file: File) -> bool:
    """Whether mkdocstrings writes on this page."""
    return re.search("^::: ", file.content_string, re.MULTILINE) is not None


def remembers(page: Page, key: str) -> bool:
    """Whether the page can come from memory."""
    kept = _place(page)
    if not kept.is_file():
        return False
    with kept.open(encoding="utf-8") as file:
        return file.readline().strip() == key


def convert(page: Page, key: str, config: MkDocsConfig, files: Files) -> None:
    """Do what `page.render` does: from memory, or as ever.

    A page whose conversion said something, a warning for one, is not kept, so that it will be said again. `key` is
    from before the page was read: after an edit in between, the next build will find another, and convert again.
    """
    if remembers(page, key):
        record = json.loads(_place(page).read_text("utf-8").partition("\n")[2])
        _recall(page, record, files)
    else:
        with _heard() as said, found_names(config) as names:
            Page.render(page, config, files)
        record = _record(page) | {"names": names}
        if not said:
            keep(_place(page), f"{key}\n{json.dumps(record)}")
    tell_names(record["names"], page, config)


def _place(page: Page) -> Path:
    return FOLDER / f"{page.file.src_uri}.txt"


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
