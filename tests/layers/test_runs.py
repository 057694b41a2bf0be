"""The two real runs: what is on record, and a short piece of each."""

import io
import json

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from benchmarks import digits, transformer
from benchmarks.progress import progress
from calcref.optimization import train


def recorded(run):
    return json.loads(run.RESULTS.read_text("utf-8"))


def test_the_network_on_record_reads_digits():
    found = recorded(digits)
    assert found["accuracy"]["test"] >= 0.97
    assert found["seconds"] < 60
    assert len(found["loss"]["test"]) == found["epochs"] + 1


def test_the_block_on_record_knows_its_paragraph():
    found = recorded(transformer)
    assert found["nats_a_character"] < 0.1
    assert found["recites"]
    assert len(found["nats"]["batch"]) == found["steps"] // found["every"] + 1


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    with threadpool_limits(limits=1):
        yield


def without_time(found):
    return {key: value for key, value in found.items() if key != "seconds"}


def test_an_epoch_learns_and_is_the_same_again():
    first, second = digits.run(seed=3, epochs=1), digits.run(seed=3, epochs=1)
    assert without_time(first) == without_time(second)
    assert first["loss"]["test"][1] < first["loss"]["test"][0] / 2


def test_a_few_steps_of_the_block_learn_and_are_the_same_again():
    def values():
        rng = np.random.default_rng(3)
        states = train(transformer.loss, transformer.start(rng), transformer.batches(rng, 20), transformer.METHOD)
        return [state.value for state in states]

    first = values()
    assert first == values()
    assert first[-1] < 0.9 * first[0]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere():
    bar, lines = Terminal(), io.StringIO()
    assert list(progress(range(100), 100, str, bar)) == list(progress(range(100), 100, str, lines))
    assert bar.getvalue().startswith("\r")
    assert bar.getvalue().endswith("100/100  99\x1b[K\n")
    assert "\r" not in lines.getvalue()
    assert 8 <= len(lines.getvalue().splitlines()) <= 10
