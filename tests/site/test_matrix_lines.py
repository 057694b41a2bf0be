"""The table of matrix derivatives: each line leads to its steps, and a wrong line stops the page."""

import re
from pathlib import Path

import pytest

from calcref import matrix_gradient
from calcref.core.errors import CheckFailed
from calcref.core.evidence import Evidence
from calcref.site.blocks import matrix_lines as table

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("group", table.GROUPS)
def test_a_group_is_on_the_table_and_has_a_page_with_its_steps(group: str) -> None:
    assert f'matrix_lines("{group}")' in (DOCS / "matrix" / "table-of-matrix-derivatives.md").read_text("utf-8")
    steps = (DOCS / f"{table.page_of(group).rstrip('/')}.md").read_text("utf-8")
    assert f'matrix_steps("{group}")' in steps


def test_every_link_leads_to_the_steps_of_its_line() -> None:
    lines, steps = table.matrix_lines("linear"), table.matrix_steps("linear")
    names = re.findall(r'#([a-z0-9-]+)">', lines)
    assert len(names) == len(table.GROUPS["linear"]) == len(set(names))
    assert re.findall(r'<h2 id="([^"]+)">', steps) == names


def test_names_of_lines_differ() -> None:
    names = [table.name_of(line) for lines in table.GROUPS.values() for line in lines]
    assert len(set(names)) == len(names)


def test_a_line_that_numbers_do_not_confirm_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = type(matrix_gradient("x' x", "x", "x: n"))
    monkeypatch.setattr(kind, "check", lambda self: Evidence("unknown", "nothing was compared"))
    with pytest.raises(CheckFailed, match="nothing was compared"):
        table._derived.__wrapped__(table.GROUPS["linear"][0])
