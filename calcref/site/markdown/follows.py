"""What the output of a block follows from in the library, and whether that is still so.

A block that ran where calls are noted follows from the frames of the modules that were imported and from the bodies of
the functions that were called. Any other follows from the whole library.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from calcref.site.markdown.parts import Parts, digest, parts

ROOT = str(files("calcref"))
SUFFIXES = (".py", ".lark", ".mjs", ".json")
# By file below ROOT: the digest of its text; or that, its frame's, and bodies by their index. "" is everything.
Follows = Mapping[str, Any]


@dataclass(frozen=True)
class Library:
    """The digests of all files of the library, by their path below ROOT.

    Args:
        texts: the digests.
        any_will_do: whatever is remembered is taken to be as it was.
    """

    texts: Mapping[str, str]
    any_will_do: bool = False

    @classmethod
    def now(cls) -> Library:
        """As it is on disk now."""
        return _read(tuple(sorted(_state(ROOT))))

    @property
    def as_it_was(self) -> Library:
        """The same, for which everything that was remembered holds."""
        return replace(self, any_will_do=True)

    @cached_property
    def whole(self) -> str:
        """The digest of everything."""
        return digest(repr(self.texts))

    @cached_property
    def ground(self) -> str:
        """The digest of what every block follows from: which modules there are, and what else the library reads."""
        return digest(repr([path if path.endswith(".py") else (path, text) for path, text in self.texts.items()]))

    @property
    def builder(self) -> str:
        """The digest of the part that makes pages of what blocks print."""
        return digest(repr([it for it in self.texts.items() if it[0].startswith("site/")]))

    @property
    def everything(self) -> Follows:
        """What follows from all of it."""
        return {"": self.whole}

    def gives(self, follows: Follows) -> bool:
        """Whether all that `follows` names is as it was."""
        return self.any_will_do or all(self._is(path, known) for path, known in follows.items())

    def _is(self, path: str, known: Any) -> bool:
        if not path:
            return bool(known == self.whole)
        now = self.texts.get(path)
        if isinstance(known, str) or now is None:
            return bool(now == known)
        text, frame, bodies = known
        if now == text:
            return True
        found = _parts(path, now)
        return found.frame == frame and all(found.bodies[int(index)] == body for index, body in bodies.items())


@lru_cache(maxsize=500)
def _parts(path: str, text: str) -> Parts:
    try:
        found = parts((Path(ROOT) / path).read_bytes())
    except SyntaxError:
        return Parts(text, "", ())
    return found if found.text == text else Parts(text, "", ())  # it is being edited


@lru_cache(maxsize=2)
def _read(state: tuple[tuple[str, int, int], ...]) -> Library:
    return Library({Path(path).relative_to(ROOT).as_posix(): digest(Path(path).read_bytes()) for path, _, _ in state})


def _state(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                yield from _state(entry.path)
            elif entry.name.endswith(SUFFIXES):
                status = entry.stat()
                yield entry.path, status.st_mtime_ns, status.st_size
