"""The cheat sheet and the rule index leave nothing out."""

from __future__ import annotations

import re

import pytest

from calcref import catalogue
from calcref.catalogue import Concept
from calcref.site import cheat_sheet, rule_index
from calcref.site.blocks.sheets import GROUPS


@pytest.mark.parametrize("concept", catalogue.values(), ids=lambda concept: concept.id)
def test_a_concept_belongs_to_one_group(concept: Concept) -> None:
    assert sum(belongs(concept) for _, belongs in GROUPS) == 1


def test_the_sheet_has_every_concept_that_machine_learning_uses_once() -> None:
    linked = re.findall(r"\]\(https://calcref\.github\.io/calcref/([^)]*)\)", cheat_sheet())
    assert sorted(linked) == sorted(concept.page for concept in catalogue.values() if concept.about.ml_use)


def test_the_index_has_every_concept_in_the_order_of_the_alphabet() -> None:
    names = re.findall(r"^\| \[([^\]]*)\]", rule_index(), re.MULTILINE)
    assert names == sorted((concept.name for concept in catalogue.values()), key=str.lower)


@pytest.mark.parametrize(
    ("concept", "ground"),
    [
        ("power-rule", r"other rules, from $e^{n \ln(x)}$ for $x > 0$"),
        ("hyperbolic-sine", "other rules, from"),
        ("integral-of-relu", "the slope of the right-hand side is the integrand"),
        ("sine", "limit of the difference quotient"),
        ("fundamental-theorem", "theorem 2"),
    ],
)
def test_the_index_says_why(concept: str, ground: str) -> None:
    (line,) = [line for line in rule_index().splitlines() if f"`{concept}`" in line]
    assert ground in line
    assert line.endswith(" for $x > 0$ |") == (concept == "power-rule")


@pytest.mark.parametrize("table", [cheat_sheet, rule_index])
def test_no_bar_ends_a_cell_early(table) -> None:
    rows = [line for line in table().splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {3}
    assert all(line.count("$") % 2 == 0 for line in rows)
