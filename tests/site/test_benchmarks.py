"""The tables of the benchmarks: a peer without a figure is shown as absent."""

from __future__ import annotations

from calcref.site.blocks import benchmarks

BUILD = {"seconds": 1.25, "peak_mb": 100.0}


def test_a_peer_that_gave_up_has_a_dash() -> None:
    row = {"shape": "chain", "size": 500, "steps": 504, "calcref_ms": 70.0, "check_ms": 150.0}
    found = {"growing": [{**row, "sympy_ms": None, "calcref_mb": 60.0, "sympy_mb": None}]}
    assert benchmarks.growing(found, "chain").splitlines()[-1] == ("| 500 | 504 | 70 | 150 | – | 60 | – |")
    assert len(benchmarks.growing(found, "sum").splitlines()) == 2


def test_a_notebook_builder_that_is_absent_has_dashes() -> None:
    builds = dict.fromkeys(benchmarks.BUILDS, BUILD)
    alone = benchmarks.building({"building": {"calcref": builds, "notebooks": None}})
    beside = benchmarks.building({"building": {"calcref": builds, "notebooks": builds}})
    assert alone.count("–") == 10
    assert beside.count("1.2") == 10


def test_a_peer_that_did_not_finish_has_a_dash() -> None:
    programs = {"mlp": {"calcref": {"ratio": 2.284}, "JAX jit": {}}, "scalar loop": {"calcref": {"ratio": 644.4}}}
    shown = benchmarks.ratios({"programs": programs, "targets": {"mlp": 2.5, "scalar loop": 25.0}}).splitlines()
    assert shown[-2:] == ["| mlp | 2.5 | 2.28 | – |", "| scalar loop | 25 | 644 | – |"]


def test_checkpoints_are_counted_in_layers() -> None:
    row = {"layers": 1024, "kept": 1024.7, "checkpointed": 65.1}
    assert benchmarks.checkpoints({"checkpoints": [row]}).splitlines()[-1] == "| 1,024 | 1,025 | 65 |"
