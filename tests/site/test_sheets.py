"""The cheat sheet and the rule index leave nothing out."""

from __future__ import annotations

import re
from functools import partial

import pytest

from calcref import catalogue
from calcref.catalogue import Concept
from calcref.core.about import equations
from calcref.core.shown import SITE
from calcref.render.notes import in_cell
from calcref.site import cheat_sheet, rule_index
from calcref.site.blocks.sheets import CALCULUS, MACHINE_LEARNING

SHEETS = (CALCULUS, MACHINE_LEARNING)


@pytest.mark.parametrize("concept", catalogue.values(), ids=lambda concept: concept.id)
def test_a_concept_belongs_to_one_group(concept: Concept) -> None:
    assert sum(belongs(concept) for _, belongs in (*CALCULUS, *MACHINE_LEARNING)) == 1


def test_the_sheets_have_every_concept_that_machine_learning_uses_once() -> None:
    linked = re.findall(r"\]\(https://calcref\.github\.io/calcref/([^)]*)\)", "".join(map(cheat_sheet, SHEETS)))
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


def test_the_sheet_has_a_gradient_beside_every_layer_and_loss() -> None:
    sheet = cheat_sheet(MACHINE_LEARNING)
    for concept in (it for it in catalogue.values() if it.family in ("layers", "losses")):
        (line,) = re.findall(rf"^.*\({re.escape(SITE + concept.page)}\).*$", sheet, re.MULTILINE)
        if concept.family == "layers":
            assert all(f"${in_cell(tex)}$" in line for tex in equations(concept.subject.backward_latex))
        if concept.family == "losses":
            assert r"\frac{d}{d" in line


@pytest.mark.parametrize("groups", SHEETS)
def test_the_contents_of_a_sheet_are_its_tables(groups) -> None:
    sheet = cheat_sheet(groups)
    listed = re.findall(r"\]\(#([\w-]+)\)", sheet)
    assert listed == re.findall(r'<h2 id="([\w-]+)"', sheet)
    assert len(listed) == len(groups)


@pytest.mark.parametrize("table", [cheat_sheet, partial(cheat_sheet, MACHINE_LEARNING), rule_index])
def test_no_bar_ends_a_cell_early(table) -> None:
    rows = [line for line in table().splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {3}
    assert all(line.count("$") % 2 == 0 for line in rows)
    formulas = [tex for line in rows for tex in line.split("$")[1::2]]
    assert all(tex.count(r"\begin{") == tex.count(r"\end{") for tex in formulas)
