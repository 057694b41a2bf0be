"""The files beside the pages: each page as Markdown, as a notebook where it has code to run, and `llms.txt`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from calcref.site.markdown.source import address_of
from calcref.site.markdown.twin import to_markdown, to_notebook
from calcref.site.mkdocs.blocks import sessions_of
from calcref.site.mkdocs.memory import Ground, is_reference

OPTIONAL = "Optional"  # what llms.txt calls that which may be left out
Texts = dict[str, str]
_made: dict[str, tuple[object, Texts]] = {}  # while the site is served, a page that is as it was has its twins


def twins(config: MkDocsConfig, files: Files, address: str, ground: Ground) -> Texts:
    """The twins of all pages but those of the API reference, by their place in the site.

    Args:
        config: of the site.
        files: of the site.
        address: the address that blocks link to the site with.
        ground: what pages follow from.
    """
    pages = {file.src_uri: file for file in files.documentation_pages()}
    found: Texts = {}
    for file in pages.values():
        printed = ground.outputs(file)
        if is_reference(file) or printed is None:  # None: it was edited meanwhile, and will be built again
            continue
        follows = (ground.common, config.site_url, file.content_string, printed)
        before, texts = _made.get(file.src_uri, (None, {}))
        if before != follows:
            texts = _twins(file, printed, Leads(config, files, file, address), config)
            _made[file.src_uri] = (follows, texts)
        found |= texts
    return found


def _twins(file: File, printed: Sequence[str], leads: Leads, config: MkDocsConfig) -> Texts:
    names = [block.name for session in sessions_of(file.content_string).values() for block in session]
    told = dict(zip(names, printed, strict=True))
    here = urljoin(config.site_url or "", file.url)
    begins = f"This is [a page of {config.site_name}]({here}). It runs from top to bottom with `calcref[plot]`."
    found = {twin(file): to_markdown(file.content_string, told, leads.in_markdown)}
    if notebook := to_notebook(file.content_string, told, leads.in_notebook, begins):
        found[twin(file, ".ipynb")] = notebook
    return found


def twin(file: File, suffix: str = ".md") -> str:
    """Where the twin of a page lies in the site."""
    return posixpath.splitext(file.dest_uri)[0] + suffix


class Leads:
    """Where the links of one page lead from its twins."""

    def __init__(self, config: MkDocsConfig, files: Files, file: File, address: str) -> None:
        self.site, self.files, self.file, self.address = config.site_url or "", files, file, address
        self.sources = {address_of(it.src_uri): it for it in files.documentation_pages()}

    def in_markdown(self, link: str) -> str:
        """Relative, and to a twin where there is one."""
        target, anchor = self._target(link)
        if target is None:
            return link
        has_twin = link[0] != "#" and target.is_documentation_page() and not is_reference(target)
        place = twin(target) if has_twin else target.dest_uri
        return posixpath.relpath(place, posixpath.dirname(self.file.dest_uri) or ".") + anchor

    def in_notebook(self, link: str) -> str:
        """To the site, from wherever the notebook lies."""
        target, anchor = self._target(link)
        return link if target is None else urljoin(self.site, target.url.removeprefix("./")) + anchor

    def _target(self, link: str) -> tuple[File | None, str]:
        path, mark, anchor = link.removesuffix("#").partition("#")
        if path.startswith(self.address):
            return self.sources.get(path.removeprefix(self.address)), mark + anchor
        source = posixpath.normpath(posixpath.join(posixpath.dirname(self.file.src_uri), path))
        return (self.files.src_uris.get(source) if path else self.file), mark + anchor


def llms(config: MkDocsConfig, pages: Iterable[Any], texts: Mapping[str, str]) -> str:
    """The guide for language models, in the form of llmstxt.org: what there is, by the parts of the navigation."""
    parts: dict[str, list[str]] = {}
    for page in pages:
        has_twin = twin(page.file) in texts
        above = [it.title for it in page.ancestors]
        part = OPTIONAL if not has_twin or "Decisions" in above else above[-1] if above else "Home"
        address = urljoin(config.site_url or "", twin(page.file) if has_twin else page.url.removeprefix("./"))
        lead = next(iter(page.sections[0].paragraphs), "") if has_twin else ""
        parts.setdefault(part, []).append(f"- [{page.title}]({address})" + (f": {lead}" if lead else ""))
    lists = [f"## {name}\n\n" + "\n".join(parts[name]) for name in sorted(parts, key=lambda it: it == OPTIONAL)]
    told = (
        "Each page below is Markdown with what its code printed when the site was built; formulas are TeX. "
        "With the ending .ipynb instead of .md, a page with code is a notebook that runs."
    )
    return "\n\n".join([f"# {config.site_name}", f"> {config.site_description}", told, *lists]) + "\n"
