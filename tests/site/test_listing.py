"""Rows of rules: what each says, with its conditions, and its anchor."""

import pytest

from calcref.core.elementary import ELEMENTARY
from calcref.site.blocks.listing import rows


def test_every_row_of_the_table_has_its_line() -> None:
    shown = rows(*(row.id for row in ELEMENTARY))
    assert all(f'<span id="{row.id}">{row.name}</span>' in shown for row in ELEMENTARY)


def test_conditions_are_said_of_the_variable_of_the_statement() -> None:
    assert r"\frac{1}{x}$ for $x > 0$" in rows("natural-logarithm")
    assert " for " not in rows("sine")


def test_only_rules_have_rows() -> None:
    with pytest.raises(ValueError, match="shows a rule"):
        rows("huber-loss")
    with pytest.raises(KeyError):
        rows("no-such-rule")
