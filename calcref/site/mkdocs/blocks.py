"""The blocks of a page, read without converting it, and what they print as far as that is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from calcref.site.markdown.follows import Library
from calcref.site.markdown.sessions import Block, Session
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


def outputs(sessions: Sessions, folder: Path, library: Library) -> list[str] | None:
    """What all these blocks print, or None where one of them has to run first."""
    found = []
    for blocks in sessions.values():
        session = Session(folder, library=library)
        for block in blocks:
            known = session.remembered(block) if _is_sound(block) else None
            if known is None:
                return None
            found.append(known)
    return found


def _is_sound(block: Block) -> bool:
    return not block.reads or Path(block.reads).is_file()
