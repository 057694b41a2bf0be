"""Many derivations, as textbooks and language models write them: no right one is refuted, each wrong line is found."""

import pytest

from calcref import judge
from tests.judging.texts import blocks, headed, title

RIGHT, WRONG, LOST = blocks("right.txt"), list(headed("wrong.txt")), list(headed("conditions.txt"))
UNDECIDED = (r"\int_0^1 \int_0^1", r"\int_a^b f'(x)", r"\cdots")  # beyond what is read, or has a value


def test_there_are_enough():
    assert len(RIGHT) >= 60
    assert len(WRONG) >= 60
    assert len(LOST) >= 20


@pytest.mark.parametrize("text", RIGHT, ids=title)
def test_no_right_line_is_called_wrong(text):
    found = judge(text)
    kinds = {line.kind for line in found.in_order}
    assert "wrong" not in kinds, str(found)
    assert kinds <= ({"right", "undecided"} if any(mark in text for mark in UNDECIDED) else {"right"}), str(found)


@pytest.mark.parametrize(("line", "mistake", "text"), WRONG, ids=title)
def test_the_wrong_line_is_found_and_its_mistake_named(line, mistake, text):
    found = judge(text)
    assert found.verdict == "refuted"
    first = found.lines[0]
    assert (first.number, first.verdict) == (line, "refuted"), str(found)
    assert (first.mistake.id if first.mistake else "-") == mistake, str(found)


@pytest.mark.parametrize(("line", "condition", "text"), LOST, ids=title)
def test_a_lost_condition_is_named(line, condition, text):
    found = judge(text)
    assert found.verdict == "unknown", str(found)
    first = next(it for it in found.in_order if it.kind == "condition")
    assert first.number == line
    assert first.condition == condition or (condition == "*" and first.condition)
