"""MkDocs says which file holds a link or an entry that leads nowhere; here it also says on which line."""

from __future__ import annotations

import logging
import re
from pathlib import Path

LINK = re.compile(
    r"Doc file '(?P<file>[^']+)' contains an? (?:absolute |unrecognized relative )?link '(?P<what>[^']+)'"
)
ENTRY = re.compile(r"reference to '(?P<what>[^']+)' is included in the 'nav' configuration")


class Places(logging.Filter):
    """Puts the file and the line in front of what MkDocs says of links and of the navigation."""

    def __init__(self, docs: Path, config: Path) -> None:
        super().__init__()
        self.docs, self.config = docs, config

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass, some of it with its place."""
        message = record.getMessage()
        if found := LINK.search(message):
            place = place_of(self.docs / found["file"], f"]({found['what']}")
        elif found := ENTRY.search(message):
            place = place_of(self.config, found["what"])
        else:
            return True
        if place and not message.startswith(place):
            record.msg, record.args = f"{place}: {message}", ()
        return True


def place_of(file: Path, text: str) -> str:
    """Where `text` first stands in `file`: "docs/page.md:7", or nothing."""
    if not file.is_file():
        return ""
    shown = file.relative_to(Path.cwd()).as_posix() if file.is_relative_to(Path.cwd()) else str(file)
    lines = file.read_text("utf-8").splitlines()
    return next((f"{shown}:{number}" for number, line in enumerate(lines, 1) if text in line), "")


def name_places(docs: Path, config: Path) -> None:
    """Let every message of MkDocs pass through one filter."""
    for handler in logging.getLogger("mkdocs").handlers:
        if not any(isinstance(it, Places) for it in handler.filters):
            handler.addFilter(Places(docs, config))
