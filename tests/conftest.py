"""Settings that all tests share, and what the report of a failure adds."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.places import mirrored, places

settings.register_profile("calcref", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calcref")


# Some machines tell Python not to keep bytecode: each of the many processes here would compile the library again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what looks at the site last, but for one group: its worker builds the site while the others do the rest."""

    def turn(item: pytest.Item) -> int:
        if "browser" not in item.path.parts:
            return 1
        return 0 if item.get_closest_marker("xdist_group") else 2

    items.sort(key=turn)


def pytest_collection_finish() -> None:
    """What is collected stays, so nobody has to look through it for garbage, nor as often as a small program needs."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """A failing test of one record says where in the sources the record and its functions stand."""
    report = yield
    params = item.callspec.params.values() if hasattr(item, "callspec") else ()
    found = dict.fromkeys([*mirrored(item.path), *places(tuple(params), -1)]) if report.failed else ()
    if found:
        report.sections.append(("what was tested stands at", "\n".join(found)))
    return report
