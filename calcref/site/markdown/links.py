"""Links to the site's own address become relative, so that they hold wherever the site is served."""

from __future__ import annotations

import posixpath
import re

from calcref.site.markdown.page import Page


def localize(page: Page, html: str) -> str:
    """`html` with links to the site's own address made relative; a page that does not exist is a problem."""
    if page.source is None:
        return html
    # MkDocs has rewritten relative links by now; Zensical will, and reads them from where the file lies.
    here = page.address if "relpath" in page.md.treeprocessors else posixpath.dirname(page.source)

    def relative(match: re.Match[str]) -> str:
        path, anchor = match.groups()
        if not _exists(page, path):
            page.problem(f"link to {path!r}, which is no page of the site{page.origin(path)}", page.line_of(path))
        target = posixpath.relpath(path or ".", here or ".") + "/" * (path.endswith("/") or not path)
        return f'href="{target}{anchor}"'

    return re.sub(rf'href="{re.escape(page.options.address)}([^"#]*)([^"]*)"', relative, html)


def _exists(page: Page, path: str) -> bool:
    docs, stem = page.options.docs, path.rstrip("/")
    if path and not path.endswith("/"):
        return (docs / path).is_file()
    return (docs / stem / "index.md").is_file() or (bool(stem) and (docs / f"{stem}.md").is_file())
