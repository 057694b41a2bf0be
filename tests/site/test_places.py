"""Links and entries of the navigation that lead nowhere are named with file and line."""

from __future__ import annotations

import pytest

from tests.site.conftest import Small

LOST = {
    "a page that is not there": ("[other](no-page.md)", "no-page.md"),
    "an anchor that is not there": ("[home](index.md#no-anchor)", "no-anchor"),
}


@pytest.mark.parametrize(("link", "named"), LOST.values(), ids=LOST)
def test_a_link_that_leads_nowhere_has_its_line(small: Small, link: str, named: str) -> None:
    small.write(page=f"# Page\n\nText.\n\nSee {link}.\n")
    done = small.build("--strict")
    assert done.returncode != 0
    said = next(line for line in done.stderr.splitlines() if named in line)
    assert "docs/page.md:5: " in said


def test_an_entry_that_leads_nowhere_has_its_line(small: Small) -> None:
    config = small.root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("nav: null", "nav: [index.md, gone.md]"), "utf-8")
    done = small.build("--strict")
    assert done.returncode != 0
    assert "mkdocs.yml:2: " in done.stderr
