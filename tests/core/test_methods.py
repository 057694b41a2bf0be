"""The records of methods: states and traces hold what was put there, and nothing can change them."""

from dataclasses import FrozenInstanceError

import pytest

from calcref.core.methods import Method, State, Trace


def test_a_trace_reads_its_states():
    trace = Trace((State(2.0, 4.0, -4.0, 4.0), State(1.0, 1.0, -2.0, 2.0)), "steps")
    assert trace.iterates == (2.0, 1.0)
    assert trace.values == (4.0, 1.0)
    assert trace.gradient_norms == (4.0, 2.0)
    assert (trace.x, trace.value, trace.gradient, trace.steps) == (1.0, 1.0, -2.0, 1)
    assert str(trace) == "1 steps, stopped by steps: value 1.0 at 1.0"


def test_records_are_frozen():
    state = State(1.0, 1.0)
    with pytest.raises(FrozenInstanceError):
        state.x = 2.0
    with pytest.raises(FrozenInstanceError):
        Trace((state,), "steps").reason = "gradient"


def test_a_method_must_say_how_it_starts_and_steps():
    with pytest.raises(TypeError, match="abstract"):
        Method()
