"""Every step is told once, parts inside the step that left them open."""

import pytest

from calcref.render.reading import closes_last, is_large, read
from tests.render.derivations import LARGE, SMALL, chain, solved


@pytest.mark.parametrize("name", SMALL)
def test_every_step_once(name):
    derivation = SMALL[name]()
    events = list(read(derivation))
    told = [event.node for event in events if event.kind == "step"]
    assert len(told) == len({id(node) for node in told}) == len(derivation.nodes)
    assert [event.number for event in events if event.kind == "step"] == list(range(1, len(told) + 1))


@pytest.mark.parametrize("name", SMALL)
def test_a_step_with_parts_is_answered_once(name):
    events = list(read(SMALL[name]()))
    opened = [event.number for event in events if event.kind == "step" and event.has_parts]
    assert sorted(event.number for event in events if event.kind == "answer") == opened


def test_a_shared_step_is_told_once_and_referred_to():
    events = list(read(SMALL["shared"]()))
    again = [event for event in events if event.kind == "again"]
    told = {event.number: event.node for event in events if event.kind == "step"}
    assert again
    assert all(told[event.number] is event.node for event in again)


def test_a_step_that_closes_comes_after_its_parts():
    derivation = solved()
    assert closes_last(derivation)
    assert [event.node.step.rule.id for event in read(derivation)] == ["loop", "solve-for-the-integral"]


@pytest.mark.parametrize("name", SMALL)
def test_small_derivations_are_small(name):
    assert not is_large(SMALL[name]())


@pytest.mark.parametrize("name", LARGE)
def test_large_derivations_are_large(name):
    assert is_large(LARGE[name]())


def test_depth_alone_makes_a_derivation_large():
    assert not is_large(chain(8))
    assert is_large(chain(16))
