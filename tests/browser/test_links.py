"""The built site as files: every link leads somewhere, every name is given once, nothing is fetched from elsewhere."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import calcref

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
FETCHED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("object", "data")}
LINK_FETCHES = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "manifest"}


@dataclass
class Read(HTMLParser):
    """What a page names, where it leads, and what a browser fetches for it."""

    names: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.names += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        self.fetched += [given[name] for fetching, name in FETCHED if tag == fetching and name in given]
        if tag == "link" and LINK_FETCHES & set(given.get("rel", "").split()):
            self.fetched.append(given["href"])


@cache
def read(path: Path) -> Read:
    found = Read()
    found.feed(path.read_text("utf-8"))
    return found


def built(site: Path, page: str) -> Path:
    stem = page.removesuffix(".md")
    folder = stem.removesuffix("index") if stem in ("index", f"{Path(stem).parent}/index") else stem
    return site / folder.rstrip("/") / "index.html"


def fault(site: Path, page: Path, link: str) -> str:
    """Why a link leads nowhere; empty where it leads somewhere or to another site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    target = target / "index.html" if target.is_dir() else target
    if not target.is_relative_to(site.resolve()) or not target.is_file():
        return f"{link}: no such file"
    if parts.fragment.startswith("q=") and target.parent.name == "playground":
        return ""  # a question
    if parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in read(target).names:
        return f"{link}: no such place"
    return ""


@pytest.mark.parametrize("name", PAGES)
def test_page_as_a_file(site: Path, name: str) -> None:
    page = built(site, name)
    found = read(page)
    assert [said for link in found.links if (said := fault(site, page, link))] == []
    assert [name for name, times in Counter(found.names).items() if times > 1] == []
    assert [it for it in found.fetched if urlsplit(it).netloc] == []
    assert [said for it in found.fetched if (said := fault(site, page, it))] == []


def test_style_sheets_fetch_nothing_from_elsewhere(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        text = sheet.read_text("utf-8")
        assert "url(http" not in text, sheet
        assert "url(//" not in text, sheet
        assert "@import" not in text, sheet


def test_the_inventory_names_the_public_face(site: Path) -> None:
    body = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    listed = {line.split(" ")[0] for line in zlib.decompress(body).decode().splitlines()}
    assert {f"calcref.{name}" for name in calcref.__all__ if callable(getattr(calcref, name))} <= listed


def test_the_test_sees_what_leads_nowhere(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<h1 id="here">Here</h1>', "utf-8")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "index.html").write_text("there", "utf-8")
    sound = ["#here", "there/", "https://example.org/", "there/index.html"]
    assert [fault(tmp_path, page, link) for link in sound] == [""] * 4
    for link in ("#nowhere", "nowhere/", "there/#here", "../../"):
        assert fault(tmp_path, page, link), link
