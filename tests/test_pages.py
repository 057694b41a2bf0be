"""The Markdown of the pages as it is written: fences, names, navigation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from markdown.extensions.toc import slugify

from calcref.catalogue import catalogue
from calcref.site.blocks.structure import packages
from calcref.site.markdown.fences import FLAGS, NAMES, PASSED_ON, SHOWN
from calcref.site.markdown.source import Fence, code_lines, fences
from calcref.site.mkdocs.places import place_of

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
OPTIONS = FLAGS.keys() | NAMES.keys() | SHOWN.keys() | PASSED_ON | {"result"}
UNFINISHED = re.compile(
    r"\b(?:TODO|TBD|FIXME|XXX|WIP)\b|lorem ipsum|coming soon|placeholder|to be written", re.IGNORECASE
)
CONTAINER = re.compile(r"^(?:!!!|\?\?\?\+?|===|\s*(?:[-*+]|\d+\.))\s")


def faults(name: str, text: str) -> list[str]:
    """What is wrong with the fences of a page called `name`, and with its words."""
    lines = text.splitlines()
    found = [f"line {number}: unfinished" for number, line in enumerate(lines, 1) if UNFINISHED.search(line)]
    seen: set[str] = set()
    for fence in fences(lines):
        if fence.executed:
            found += [f"line {fence.line}: {fault}" for fault in _faults(name, fence, lines, seen)]
    return found


def _faults(name: str, fence: Fence, lines: list[str], seen: set[str]) -> list[str]:
    title = fence.options.get("id", "")
    found = []
    if fence.language != "python":
        found.append("an executed block that is not Python")
    if fence.options.get("session") != name:
        found.append("the session is not named after the page")
    if not title.startswith(f"{name} ") or title in seen:
        found.append("the id does not begin with the name of the page, or comes twice")
    seen.add(title)
    if fence.options.keys() - OPTIONS or '="' not in fence.info:
        found.append("an unknown option")
    if fence.indent and not _contained(fence, lines):
        found.append("indented, and nothing contains it")
    return found


def _contained(fence: Fence, lines: list[str]) -> bool:
    outer = next((line for line in reversed(lines[: fence.line - 1]) if line and not line.startswith(" ")), "")
    return bool(CONTAINER.match(outer))


def page_name(path: Path) -> str:
    """The name of a page: its slug, or its folder's where it is the first page of one."""
    return path.parent.name if path.stem == "index" and path.parent != DOCS else path.stem


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_page_is_written_soundly(path: Path) -> None:
    assert faults(page_name(path), path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_links_lead_to_pages(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    lost = [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {target}"
        for number, line in enumerate(lines, 1)
        if number - 1 not in code_lines(lines)
        for target in re.findall(r"\]\(([^)#\s:]+)[^):]*\)", re.sub(r"`[^`]*`", "", line))
        if not (path.parent / target).exists()
    ]
    assert not lost


HEADING = re.compile(r"^#+ (?P<words>.*?)(?: \{ ?#(?P<name>[\w-]+).*\})?$", re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """The names of a page that links may end in: of headings, of what it names itself, of concepts shown on it."""
    text = path.read_text("utf-8")
    slug = path.relative_to(DOCS).with_suffix("").as_posix().removesuffix("index")
    named = {found["name"] or slugify(re.sub(r"[`*$]", "", found["words"]), "-") for found in HEADING.finditer(text)}
    concepts = {it.id for it in catalogue.values() if it.page.startswith(slug)}
    return named | set(re.findall(r'(?:id="|\{ ?#)([\w-]+)', text)) | concepts


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_links_lead_to_names(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    lost = [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {target}#{name}"
        for number, line in enumerate(lines, 1)
        if number - 1 not in code_lines(lines)
        for target, name in re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", re.sub(r"`[^`]*`", "", line))
        if "reference/api" not in target and name not in anchors(path.parent / target if target else path)
    ]
    assert not lost


def test_every_page_is_in_the_navigation_once() -> None:
    """Or below a folder that is kept out of it."""
    config = yaml.safe_load(re.sub(r"!(?:ENV|!python/name:\S+)", "", (ROOT / "mkdocs.yml").read_text("utf-8")))
    listed = _leaves(config["nav"])
    kept_out = tuple(folder.lstrip("/") for folder in config["not_in_nav"].split())
    assert not [name for name in listed if name.startswith(kept_out)]
    lost = [place_of(ROOT / "mkdocs.yml", name) or name for name in listed if not (DOCS / name).is_file()]
    assert not lost, lost
    names = sorted(path.relative_to(DOCS).as_posix() for path in PAGES)
    assert sorted(listed) == [name for name in names if not name.startswith(kept_out)]


def test_the_navigation_calls_a_page_what_it_calls_itself() -> None:
    """By its heading or the beginning of it; a package by its name, and the first page Home."""
    config = re.sub(r"!(?:ENV|!python/name:\S+)", "", (ROOT / "mkdocs.yml").read_text("utf-8"))
    for label, name in _labels(yaml.safe_load(config)["nav"]):
        heading = re.search(r"^# (.*)$", (DOCS / name).read_text("utf-8"), re.MULTILINE)
        assert heading, f"docs/{name}:1: no heading"
        said = heading[1].removeprefix("calcref.")
        assert said.startswith(label) or name == "index.md", [
            f"{place_of(ROOT / 'mkdocs.yml', name)}: {label!r} leads to {said!r}",
            f"docs/{name}:{heading.string[: heading.start()].count(chr(10)) + 1}",
        ]


def _labels(nav: object) -> list[tuple[str, str]]:
    if isinstance(nav, list):
        return [pair for entry in nav for pair in _labels(entry)]
    if isinstance(nav, dict):
        return [
            pair
            for label, entry in nav.items()
            for pair in ([(label, entry)] if isinstance(entry, str) else _labels(entry))
        ]
    return []


def _leaves(nav: object) -> list[str]:
    match nav:
        case str():
            return [nav]
        case list():
            return [leaf for entry in nav for leaf in _leaves(entry)]
        case dict():
            return [leaf for entry in nav.values() for leaf in _leaves(entry)]
    raise TypeError(nav)


# The modules behind the verbs of `import calcref`, which the first page of the reference shows.
BEHIND_THE_FACE = {"verbs"}


def test_every_package_has_its_page_in_the_reference() -> None:
    described = {path.stem for path in (DOCS / "reference" / "api").glob("*.md")} - {"index"}
    assert described == set(packages()) - BEHIND_THE_FACE


SOUND = '```python exec="1" session="page" id="page one"\nprint(1)\n```'
SPRUNG = {
    "a wrong session": (SOUND.replace('session="page"', 'session="other"'), "session"),
    "an id of another page": (SOUND.replace('id="page one"', 'id="other one"'), "id"),
    "an id twice": (SOUND + "\n" + SOUND, "comes twice"),
    "no id": (SOUND.replace(' id="page one"', ""), "id"),
    "an unknown option": (SOUND.replace("exec", 'sauce="above" exec'), "unknown option"),
    "another language": (SOUND.replace("python", "bash"), "not Python"),
    "indented in nothing": ("Text\n\n    " + SOUND.replace("\n", "\n    "), "nothing contains it"),
    "unfinished": ("TODO: say more", "unfinished"),
}


@pytest.mark.parametrize(("text", "fault"), SPRUNG.values(), ids=SPRUNG)
def test_the_test_sees_each_fault(text: str, fault: str) -> None:
    assert any(fault in found for found in faults("page", text))


@pytest.mark.parametrize(
    "text", [SOUND, "!!! note\n\n    " + SOUND.replace("\n", "\n    "), f"````\n{SOUND.replace('page', 'x')}\n````"]
)
def test_the_test_passes_what_is_sound(text: str) -> None:
    assert faults("page", text) == []
