"""Pages come from memory where nothing they follow from changed, and are the same as if they did not."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from calcref.site.markdown.follows import Library
from calcref.site.markdown.live import MODULE
from calcref.site.markdown.sessions import Known, Session
from calcref.site.mkdocs import memory
from calcref.site.mkdocs.blocks import sessions_of
from calcref.site.mkdocs.hooks import framed
from calcref.site.mkdocs.memory import Ground
from tests.site.conftest import ROOT, Small

PAGE = """# Page

See [a term](other.md#a-term), [auc][calcref.metrics.auc] and $\\frac{d}{dx} x^2 = 2x$.

## The square $x^2$ { #the-square data-toc-label="The square" }

### Below it

```python exec="1" session="page" id="page first"
from pathlib import Path
with Path("ran.txt").open("a") as file:
    file.write("once ")
print("A block with $y^2$, and a heading.\\n\\n#### Printed")
```
"""
POLICY = re.compile(rb'\n *<meta http-equiv="Content-Security-Policy"[^>]*>')
METRICS = "# Metrics\n\n::: calcref.metrics\n"
OTHER = "# Other\n\n## A term\n\nBack to [the square](page.md#the-square).\n"


def written(small: Small) -> dict[str, bytes]:
    """All files of the built site."""
    site = small.root / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def ran(small: Small) -> int:
    """How often the block has run."""
    return (small.root / "ran.txt").read_text("utf-8").split().count("once")


def without_hooks(small: Small) -> None:
    """Leave it to the Markdown extensions, as another builder does."""
    config = small.root / "mkdocs.yml"
    lines = config.read_text("utf-8").splitlines()
    config.write_text("\n".join("hooks: []" if line.startswith("hooks:") else line for line in lines), "utf-8")


def test_memory_makes_the_same_site(small: Small) -> None:
    shutil.copy(ROOT / "overrides" / "sitemap.xml", small.root / "overrides")  # which names no day
    small.write(page=PAGE, other=OTHER, metrics=METRICS, roc="# ROC\n\n::: calcref.metrics.roc\n")
    assert small.build("--strict").returncode == 0
    cold = written(small)
    assert small.build("--strict").returncode == 0
    warm = written(small)
    shutil.rmtree(small.root / ".cache" / "site" / "pages")
    assert small.build_elsewhere("7", "86400").returncode == 0
    assert written(small) == warm  # whatever the day, and the order of sets
    assert ran(small) == 1
    without_hooks(small)
    (small.root / "ran.txt").unlink()
    for kept in (small.root / ".cache" / "site" / "blocks").iterdir():
        kept.unlink()
    assert small.build("--strict").returncode == 0
    assert ran(small) == 1
    plain = {
        name: "".join(framed(content.decode())).encode() if name.endswith("index.html") else content
        for name, content in written(small).items()
    }
    assert cold == warm
    assert b"Page" in cold.pop("search/index.js")  # what hooks make
    twins = {"index.md", "page/index.md", "page/index.ipynb", "other/index.md", "llms.txt"}
    assert twins & cold.keys() == twins - {"page/index.ipynb"}  # nobody sees the code of that page
    assert POLICY.search(cold["page/index.html"])
    cold = {name: POLICY.sub(b"", content) for name, content in cold.items() if name not in twins}
    for name in ("search/search_index.json", "sitemap.xml.gz"):
        plain.pop(name)
    assert cold.keys() == plain.keys()
    assert [name for name in cold if cold[name] != plain[name]] == []
    page = small.html("page")
    assert "../metrics/#calcref.metrics.auc" in page
    assert 'href="#page-first-printed"' in page
    assert b"aside" not in warm["page/index.html"]
    assert b"Source code in" in warm["metrics/index.html"]
    assert b"Source code in" not in warm["search/index.js"]


def test_a_warning_is_said_each_time(small: Small) -> None:
    small.write(page="# Page\n\n[Nowhere](nowhere.md)\n", term="# Term\n\n[No term](other.md#no-term)\n", other=OTHER)
    for _ in range(2):
        said = small.build().stderr
        assert said.count("contains a link 'nowhere.md'") == 1
        assert said.count("does not contain an anchor '#no-term'") == 1
    assert small.build("--strict").returncode != 0


EDITING = """from pathlib import Path

def on_page_read_source(page, **_):
    if page.file.src_uri == "page.md" and not Path("edited").exists():
        Path("edited").touch()
        Path("docs/page.md").write_text("# Page\\n\\nB\\n")
"""


def test_an_edit_during_a_build_is_not_taken_for_what_was_there(small: Small) -> None:
    (small.root / "editing.py").write_text(EDITING, "utf-8")
    config = small.root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("hooks: [", "hooks: [editing.py, "), "utf-8")
    small.write(page="# Page\n\nA\n")
    assert small.build().returncode == 0
    assert "<p>B</p>" in small.html("page")
    small.write(page="# Page\n\nA\n")
    assert small.build().returncode == 0
    assert "<p>A</p>" in small.html("page")


def test_a_failure_beside_other_pages_is_named_once(small: Small) -> None:
    small.write(page=PAGE, other=OTHER, wrong="# Wrong\n\n$\\frca$\n")
    for _ in range(2):
        done = small.build()
        assert done.returncode != 0
        assert done.stderr.count("docs/wrong.md:3: KaTeX") == 1


WAITS = """```python exec="1" session="{0}" id="{0} a"
from pathlib import Path
from time import sleep
Path("{0}.here").touch()
while not Path("{1}.here").exists():
    sleep(0.01)
print("both are here")
```
"""


@pytest.mark.skipif(sys.platform != "linux" or os.cpu_count() == 1, reason="needs Linux and two processors")
def test_blocks_run_side_by_side(small: Small) -> None:
    small.write(page="# Page\n\n" + WAITS.format("page", "other"), other="# Other\n\n" + WAITS.format("other", "page"))
    assert small.build().returncode == 0
    assert "both are here" in small.html("page")


Change = Callable[[Small, pytest.MonkeyPatch], object]
CHANGES: dict[str, Change] = {
    "its text": lambda small, _: small.write(page=PAGE + "More.\n"),
    "another file": lambda small, _: small.write(new="# New\n"),
    "the configuration": lambda small, _: without_hooks(small),
    "a setting": lambda _, patch: patch.setenv("CALCREF_REPO_URL", "https://example.org/"),
    "what a block prints": lambda _, patch: patch.setattr(memory, "known", lambda *_: [Known("another", {})]),
    "the part of the library that makes pages": lambda _, patch: patch.setattr(Library, "builder", "another"),
    "a file that it reads": lambda small, _: (small.root / "figures.txt").write_text("8", "utf-8"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_a_page_follows_from(small: Small, monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    monkeypatch.chdir(small.root)
    Path("figures.txt").write_text("7", "utf-8")
    small.write(page=PAGE + '\n```python exec="1" session="page" id="page b" reads="figures.txt"\nprint(1)\n```\n')
    assert key("page.md") == ""  # its blocks have to run first
    for blocks in sessions_of((small.root / "docs" / "page.md").read_text("utf-8")).values():
        session = Session(memory.CACHE / "blocks")
        for block in blocks:
            session.output(block)
    before = key("page.md")
    assert key("page.md") == before != ""
    small.write(index="# Home, edited\n")
    assert key("page.md") == before
    change(small, monkeypatch)
    assert key("page.md") != before


def test_the_pages_of_the_reference_follow_from_one_another(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.root)
    small.write(page=PAGE, one="# One\n\n::: calcref.metrics\n", two="# Two\n\n::: calcref.losses\n")
    page, one, two = map(key, ("index.md", "one.md", "two.md"))
    small.write(two="# Two, edited\n\n::: calcref.losses\n")
    assert key("index.md") == page
    assert key("one.md") != one
    assert key("two.md") != two


@pytest.mark.parametrize(("printed", "follows"), [('<cr-live data-script="area">', True), ("<svg>", False)])
def test_a_page_with_a_live_figure_follows_from_what_figures_call(
    small: Small, monkeypatch: pytest.MonkeyPatch, printed: str, follows: bool
) -> None:
    monkeypatch.chdir(small.root)
    monkeypatch.setattr(memory, "known", lambda *_: [Known(printed, {})])
    module = small.root / "docs" / MODULE
    module.parent.mkdir(parents=True)
    module.write_text("export const functions = {}\n", "utf-8")
    before = key("index.md")
    module.write_text("export const functions = { f: (x) => x }\n", "utf-8")
    assert (key("index.md") != before) == follows


def key(name: str) -> str:
    """What the page of the site in the current folder is known by."""
    config = load_config("mkdocs.yml")
    files = get_files(config)
    file = files.src_uris[name]
    return Ground.of(config, files).key(Page(None, file, config))
