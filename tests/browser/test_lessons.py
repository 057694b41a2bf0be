"""The lessons as they are built: what they go by has been taught, and what is done is remembered."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from calcref.site.mkdocs.sections import sections
from tests.browser.look import opened
from tests.test_path import PATH

LESSONS = [lesson["lesson"].removesuffix(".md") for lesson in PATH]
NO_RULE_OF_CALCULUS = {"start/how-to-read-a-derivation"}  # simplify, evaluate
TECHNIQUES = ("substitution", "integration-by-parts", "partial-fractions", "trigonometric-integrals")
LOOKED_UP = {"integrals/table-of-integrals", *(f"integrals/{name}" for name in TECHNIQUES)}  # in the reference


def ahead(site: Path, lesson: str) -> set[str]:
    """The sections of a lesson with a derivation, in an answer or not, that goes by a rule which is not taught yet."""
    known = {*LESSONS[: LESSONS.index(lesson) + 1], *NO_RULE_OF_CALCULUS, *LOOKED_UP}
    html = (site / lesson / "index.html").read_text("utf-8")
    article = html.partition("<article")[2].partition("</article>")[0]
    found = set()
    for section in sections(article):
        links = (link.partition("#")[0] for link in (*section.rules, *section.answers))
        rules = {posixpath.normpath(posixpath.join(lesson, link)) for link in links}
        if rules - known:
            found.add(f"{lesson}#{section.name}")
    return found


@pytest.mark.parametrize("lesson", LESSONS)
def test_derivations_go_by_rules_that_were_taught(site: Path, lesson: str) -> None:
    assert ahead(site, lesson) == set()


def test_each_rule_is_told_who_goes_by_it(site: Path) -> None:
    html = (site / "derivatives" / "chain-rule" / "index.html").read_text("utf-8")
    listed = html.partition('<details class="cr-uses">')[2].partition("</details>")[0]
    assert '<a href="../../multivariable/gradient/#one-variable-at-a-time">' in listed
    assert "derivatives/chain-rule" not in listed


def test_what_is_done_is_remembered_and_the_path_goes_on(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, wrong):
        page.goto(f"{address}/{LESSONS[0]}/")
        page.get_by_label("I have done this lesson").check()
        page.goto(f"{address}/start/path/")
        lessons = page.locator(".cr-path > li")
        expect(lessons).to_have_count(len(PATH))
        expect(lessons.first).to_have_class("cr-is-done")
        page.get_by_text("Go on with").get_by_role("link").click()
        page.wait_for_url(re.compile(LESSONS[1]))
        expect(page.get_by_label("I have done this lesson")).not_to_be_checked()
        assert wrong == []
