"""`python -m tests.successors`: build the site with what may come after MkDocs, and see that it is one.

ProperDocs has to make what MkDocs makes, but for the line that names the builder. Of Zensical only this is asked: every
page, every formula typeset, every style sheet and script in its place. docs/decisions/0009 lists what it leaves out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from calcref.site.markdown.node import publish

ROOT = Path(__file__).resolve().parents[1]
DOCS, CACHE = ROOT / "docs", ROOT / ".cache"
GENERATOR = re.compile(r'<meta name="generator" content="[^"]*">')
UNTYPESET = re.compile(r'class="arithmatex">\\[(\[]')
FETCHED = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')


def main() -> None:
    """Build thrice, and say what is wrong."""
    publish(CACHE / "site", DOCS)  # Zensical copies files before it asks the extension, which would put them there
    with TemporaryDirectory() as folder:
        one, other = Path(folder, "mkdocs"), Path(folder, "properdocs")
        build("mkdocs", "build", "--strict", "--site-dir", str(one))
        build("properdocs", "build", "--strict", "--site-dir", str(other))
        wrong = list(differences(one, other))
    for kept in CACHE.iterdir():  # what Zensical remembers; its option --clean would delete all of the folder
        if kept.name.isdigit():
            kept.unlink()
    shutil.rmtree(ROOT / "site", ignore_errors=True)
    build("zensical", "build", "--strict")  # into site
    sys.exit("\n".join([*wrong, *faults(ROOT / "site")]) or None)


def build(name: str, *arguments: str) -> None:
    """Let the builder `name` build.

    Raises:
        SystemExit: it failed.
    """
    print(f"{name} {version(name)}", flush=True)
    done = subprocess.run([sys.executable, "-m", name, *arguments], cwd=ROOT, env=os.environ | {"NO_COLOR": "1"})
    if done.returncode:
        sys.exit(f"{name}: exit code {done.returncode}")


def differences(one: Path, other: Path) -> Iterator[str]:
    """The files in which two sites differ, the name of the builder aside."""
    for name in sorted({path.relative_to(top) for top in (one, other) for path in top.rglob("*") if path.is_file()}):
        found = [_read(top / name) for top in (one, other)]
        if found[0] != found[1]:
            yield f"{name}: not what MkDocs makes"


def faults(site: Path) -> Iterator[str]:
    """What a site lacks."""
    for source in sorted(DOCS.rglob("*.md")):
        stem = source.relative_to(DOCS).with_suffix("")
        page = site / (stem.parent if stem.name == "index" else stem) / "index.html"
        if not page.is_file():
            yield f"{page.relative_to(site)}: no such page"
            continue
        text = page.read_text("utf-8")
        if "<h1" not in text or UNTYPESET.search(text):
            yield f"{page.relative_to(site)}: no heading, or a formula that is not typeset"
        for link in FETCHED.findall(text):
            if not urlsplit(link).netloc and not (page.parent / urlsplit(link).path).resolve().is_file():
                yield f"{page.relative_to(site)}: {link}: no such file"


def _read(path: Path) -> bytes | str:
    if not path.is_file() or path.suffix == ".gz":  # a zipped file holds the time
        return b""
    return GENERATOR.sub("", path.read_text("utf-8")) if path.suffix == ".html" else path.read_bytes()


if __name__ == "__main__":
    main()
