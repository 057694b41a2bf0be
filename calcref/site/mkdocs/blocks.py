"""The blocks of a page, read without converting it, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from calcref.site.markdown.follows import Library
from calcref.site.markdown.sessions import Block, Known, Session
from calcref.site.markdown.source import fences

Sessions = Mapping[str, Sequence[Block]]


def sessions_of(text: str) -> Sessions:
    """The blocks of a page by their session, in their order."""
    found: dict[str, list[Block]] = {}
    for fence in fences(text.splitlines()):
        if fence.executed:
            options = fence.options
            block = Block(options.get("id", ""), fence.code, options.get("reads", ""))
            found.setdefault(options.get("session", ""), []).append(block)
    return found


def known(sessions: Sessions, folder: Path, library: Library) -> list[Known] | None:
    """What is known of all these blocks, or None where one of them has to run first."""
    found = []
    for blocks in sessions.values():
        session = Session(folder, library=library)
        for block in blocks:
            remembered = session.remembered(block) if _is_sound(block) else None
            if remembered is None:
                return None
            found.append(remembered)
    return found


def _is_sound(block: Block) -> bool:
    return not block.reads or Path(block.reads).is_file()
