"""What is known of a page while it is being built: its file, its options and its problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.exceptions import BuildError

from calcref.site.markdown.cells import Cells
from calcref.site.markdown.source import address_of

if TYPE_CHECKING:
    from calcref.site.markdown.sessions import Session


class PageError(BuildError):
    """A page that cannot be shown; the message lists its problems, a line each. MkDocs prints it and stops."""


@dataclass(frozen=True)
class Options:
    """What `mkdocs.yml` says to the extension.

    Args:
        docs: the folder of the pages.
        cache: the folder for whatever can be made again.
        address: the address that links to the site itself are written with.
    """

    docs: Path
    cache: Path
    address: str


@dataclass
class Page:
    """One page under construction; lives as long as the Markdown instance that converts it."""

    md: Any
    options: Options
    lines: list[str] = field(default_factory=list)
    parsed: bool = False
    problems: list[str] = field(default_factory=list)
    sessions: dict[str, Session] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    cells: dict[str, Cells] = field(default_factory=dict)

    @cached_property
    def source(self) -> str | None:
        """The page's file below the folder of the pages, or None outside a site builder."""
        if "relpath" in self.md.treeprocessors:  # MkDocs
            return str(self.md.treeprocessors["relpath"].file.src_uri)
        if "rendering_context" in self.md.preprocessors:  # Zensical
            return str(self.md.preprocessors["rendering_context"].page.path)
        return None

    @property
    def is_docstring(self) -> bool:
        """Whether this is a docstring, which mkdocstrings converts for a page."""
        return "mkdocstrings_ids" in self.md.treeprocessors

    @property
    def address(self) -> str:
        """Where the page is served, from the root of the site."""
        return address_of(self.source or "")

    def begin(self) -> None:
        """Read the lines of the page's file, front matter included, or of the docstring: now, before an edit."""
        if self.source is None or self.is_docstring:
            self.lines = list(self.md.lines)
        else:
            self.lines = (self.options.docs / self.source).read_text("utf-8").splitlines()

    def line_of(self, text: str) -> int | None:
        """The number of the first line that holds `text`, or None."""
        return next((number for number, line in enumerate(self.lines, 1) if text in line), None)

    def origin(self, text: str) -> str:
        """Which block printed `text`, as the end of a message; empty where none did."""
        block = next((name for name, output in self.outputs.items() if text in output), None)
        return f"\n    printed by the block {block!r}" if block else ""

    def problem(self, message: str, line: int | None = None) -> None:
        """Remember a problem; the page fails with all of its problems at its end."""
        place = f"{self.options.docs.name}/{self.source}" if self.source else "a page"
        if self.is_docstring:
            place += f", in the docstring that begins with {self.lines[0]!r}"
        self.problems.append(f"{place}:{line}: {message}" if line else f"{place}: {message}")

    def finish(self) -> None:
        """Fail if there was a problem.

        Raises:
            PageError: with every problem of the page.
        """
        if self.problems:
            raise PageError("\n".join(dict.fromkeys(self.problems)))


def page_of(md: Any) -> Page:
    """The page that `md` converts, or that it converts a part of (markdown-exec nests instances)."""
    return cast(Page, getattr(md, "_original_md", md).calcref_page)
