"""Settings that all tests share."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("calcref", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calcref")

ONE_WORKER = ("browser", "test_wheel")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests that share something slow to build, the site or the wheel, in one worker of `-n`."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            room = item.path.relative_to(here).parts[0].removesuffix(".py")
            if room in ONE_WORKER:
                item.add_marker(pytest.mark.xdist_group(room))
