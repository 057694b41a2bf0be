"""`python -m calcref.site`: build the site strictly, unless nothing that it depends on has changed since."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from calcref.site.markdown.keep import keep
from calcref.site.markdown.sessions import made_by

STAMP = Path(".cache/site/built")
SITE = Path("site")


def inputs() -> str:
    """The digest of all that the site in the current folder is made from."""
    files = {str(path): sha256(path.read_bytes()).hexdigest() for path in _files()}
    settings = {name: value for name, value in os.environ.items() if name.startswith("CALCREF_")}
    return sha256(json.dumps([files, settings, made_by()], sort_keys=True).encode()).hexdigest()


def _files() -> Iterator[Path]:
    for top in Path(".").iterdir():
        if top.name.startswith(".") or top == SITE:
            continue
        for path in top.rglob("*") if top.is_dir() else (top,):
            if path.is_file() and not {"npm", "__pycache__"} & set(path.parts):
                yield path


def main() -> None:
    """Build, or say that there is nothing to do."""
    before = inputs()
    if STAMP.is_file() and STAMP.read_text("utf-8") == before and (SITE / "index.html").is_file():
        print(f"{SITE}: nothing changed")
        return
    from mkdocs.__main__ import cli

    cli(["build", "--strict", "--site-dir", str(SITE)], standalone_mode=False)
    keep(STAMP, before)


if __name__ == "__main__":
    main()
