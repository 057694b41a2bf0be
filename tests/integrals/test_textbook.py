"""Textbook integrals: a few of each technique are answered in steps of calcref's own, as the record says."""

from collections import Counter
from pathlib import Path

import pytest

from calcref import Divergent, integrate
from calcref.integrals import LAST
from calcref.site.blocks.figures import measured
from tests.integrals.textbook import EXERCISES
from tests.round_trip import comes_back

RECORD = {
    row["id"]: row["answered"]
    for row in measured(Path(__file__).parents[2] / "benchmarks" / "integrals.json")["integrals"]
}
SAMPLE = [exercise for exercise in EXERCISES[3::17] if RECORD.get(exercise.id) == "own"]


def test_the_record_is_about_these_exercises():
    assert list(RECORD) == [exercise.id for exercise in EXERCISES]
    assert min(Counter(exercise.technique for exercise in EXERCISES).values()) >= 15
    assert Counter(RECORD.values())["own"] >= 0.96 * len(RECORD)


@pytest.mark.parametrize("exercise", SAMPLE, ids=lambda exercise: exercise.id)
def test_an_exercise_is_answered_in_steps_of_its_own(exercise):
    try:
        found = integrate(exercise.integrand, "x", *exercise.bounds)
    except Divergent as error:
        found = error.derivation
    assert LAST.id not in {step.rule.id for step in found.steps}
    assert found.check().verdict in ("proved", "agrees")
    assert comes_back(found).domain == found.domain
