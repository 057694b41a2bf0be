"""Every fault is stopped: by a named test or by the build, which names the guilty file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.fault import Fault, compiled, is_named, put_into, stop
from tests.faults.table import FAULTS
from tests.shared import shared


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project without a fault."""
    return shared(tmp_path_factory, "sound", compiled)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_is_stopped_where_it_stands(fault: Fault, tmp_path: Path, sound: Path) -> None:
    put_into(tmp_path, fault, sound)
    done = stop(tmp_path, fault)
    assert done.returncode != 0, f"nothing stopped it:\n{done.said}"
    assert fault.says in done.said
    assert is_named(fault, done.said), f"the guilty place in {fault.path} is not named:\n{done.said}"


def test_there_are_many_kinds() -> None:
    assert len({fault.id for fault in FAULTS}) == len({fault.kind for fault in FAULTS}) == len(FAULTS)
