"""The path: every lesson is on it, none needs a later one, and the navigation goes the same way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
CONFIG = yaml.safe_load(re.sub(r"!(?:ENV|!python/name:\S+)", "", (ROOT / "mkdocs.yml").read_text("utf-8")))
PATH: list[dict[str, Any]] = CONFIG["extra"]["path"]
NO_LESSONS = ["start/path.md", "why-calculus.md"]  # the path itself, and the map; nor is the first page of a part


def faults(path: list[dict[str, Any]]) -> list[str]:
    """What a lesson needs and has not met, or says of itself in another way than the others."""
    found, before = [], set()
    for lesson in path:
        found += [f"{lesson['lesson']} needs {it}, which is no earlier lesson" for it in set(lesson["needs"]) - before]
        if not 5 <= lesson["minutes"] <= 30 or lesson["minutes"] % 5:
            found.append(f"{lesson['lesson']} takes {lesson['minutes']} minutes")
        if not re.fullmatch(r"[a-z][^.]+", lesson["gives"]):
            found.append(f"{lesson['lesson']} gives {lesson['gives']!r}, which is no part of a sentence")
        before.add(lesson["lesson"])
    return found


def leaves(nav: Any) -> list[str]:
    """The pages of a part of the navigation, in their order."""
    if isinstance(nav, str):
        return [nav]
    return [page for part in (nav.values() if isinstance(nav, dict) else nav) for page in leaves(part)]


def test_no_lesson_needs_a_later_one() -> None:
    assert faults(PATH) == []


def test_every_lesson_is_on_the_path_in_the_order_of_the_navigation() -> None:
    learn = next(tab["Learn"] for tab in CONFIG["nav"] if "Learn" in tab)
    lessons = [page for page in leaves(learn) if page not in NO_LESSONS and not page.endswith("/index.md")]
    assert lessons == [lesson["lesson"] for lesson in PATH]


def columns(nav: Any) -> list[int]:
    """How many entries there are beside a page: those of its tab, whose other sections are folded, and of its own."""
    own = [it for entry in nav for it in (entry.values() if isinstance(entry, dict) else ())]
    return [len(nav)] + [len(nav) + max(columns(inner)) for inner in own if isinstance(inner, list)]


def test_the_tabs_are_four_and_no_column_is_long() -> None:
    tabs = {name: part for tab in CONFIG["nav"] for name, part in tab.items()}
    assert list(tabs) == ["Home", "Learn", "Reference", "Code", "Project"]
    assert "navigation.sections" not in CONFIG["theme"]["features"]  # which would unfold them all
    assert max(max(columns(part)) for part in tabs.values() if isinstance(part, list)) <= 35


@pytest.mark.parametrize("lesson", PATH, ids=lambda lesson: lesson["lesson"])
def test_a_lesson_opens_with_a_sentence_below_which_its_needs_can_stand(lesson: dict[str, Any]) -> None:
    text = (DOCS / lesson["lesson"]).read_text("utf-8")
    assert re.search(r"^# .+\n\n[^\n#`<|-][^\n]+\n\n", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"needs": ["autodiff/attention.md"]}, "no earlier lesson"),
        ({"needs": [PATH[0]["lesson"]]}, "no earlier lesson"),
        ({"minutes": 90}, "takes 90 minutes"),
        ({"gives": "A sentence."}, "no part of a sentence"),
    ],
)
def test_the_test_sees_each_fault(changed: dict[str, Any], said: str) -> None:
    assert any(said in fault for fault in faults([PATH[0] | changed, *PATH[1:]]))
