"""Evidence and folded answers."""

from __future__ import annotations

import pytest

from calcref import CheckFailed, Evidence
from calcref.site import evidence


def test_evidence_says_its_numbers() -> None:
    shown = evidence(Evidence("agrees", "at points < 1", 5, 2e-16))
    assert "at points &lt; 1; 5 points, largest relative error 2e-16" in shown
    assert "cr-agrees" in shown
    assert "at 0; 1 point, largest" in evidence(Evidence("agrees", "at 0", 1, 2e-16))
    assert "point" not in evidence(Evidence("proved", "by expansion"))


def test_a_refuted_check_stops_the_page() -> None:
    with pytest.raises(CheckFailed, match="refuted: at points"):
        evidence(Evidence("refuted", "at points", 5, 1.0))
