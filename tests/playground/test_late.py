"""Modules that were not kept: their sources are fetched once, and for nothing else."""

import importlib
import sys

import pytest

from calcref.playground.late import Late


@pytest.fixture
def late(tmp_path, monkeypatch):
    """A finder that brings a module of SymPy that nobody has."""
    came = []

    def bring():
        came.append(1)
        (tmp_path / "sympy").mkdir()
        (tmp_path / "sympy" / "__init__.py").write_text("here = 1")

    finder = Late(bring)
    monkeypatch.setattr(sys, "meta_path", [finder])
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "sympy", raising=False)
    return came


def test_a_missing_module_is_brought(late):
    assert importlib.import_module("sympy").here == 1
    assert late == [1]


def test_what_is_not_among_the_sources_is_missing_at_once(late):
    for _ in range(2):
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module("gmpy3")
    assert late == []
