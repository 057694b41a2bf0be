"""Figures of a benchmark are shown as they were measured, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.record import write
from calcref import CheckFailed
from calcref.site.blocks.figures import is_of_today, measured

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    (tmp_path / "race.py").write_text("print(1)\n", "utf-8")
    write(tmp_path / "race.json", {"seconds": 1.25}, ("race.py",))
    return tmp_path / "race.json"


def test_measured_figures_come_back(kept: Path) -> None:
    assert measured(kept) == {"seconds": 1.25}
    assert is_of_today(kept)


def test_a_figure_edited_by_hand_is_refused(kept: Path) -> None:
    kept.write_text(kept.read_text("utf-8").replace("1.25", "0.25"), "utf-8")
    with pytest.raises(CheckFailed, match=r"race\.json:1: these are not the figures that were measured"):
        measured(kept)


def test_figures_older_than_their_program_are_refused(kept: Path) -> None:
    (kept.parent / "race.py").write_text("print(2)\n", "utf-8")
    with pytest.raises(CheckFailed, match=r"older than .*race\.py"):
        measured(kept)


def test_figures_of_another_library_are_told_apart(kept: Path) -> None:
    found = json.loads(kept.read_text("utf-8"))
    found["seal"]["library"] = "another"
    kept.write_text(json.dumps(found), "utf-8")
    assert not is_of_today(kept)


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").glob("*.json")), ids=lambda path: path.name)
def test_the_figures_of_the_project_are_sealed(path: Path) -> None:
    assert measured(path)
