"""A chain of checks is as strong as its weakest."""

import pytest

from calcref.core.evidence import Evidence, weakest


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["proved", "proved"], "proved"),
        (["proved", "agrees"], "agrees"),
        (["agrees", "unknown", "proved"], "unknown"),
        (["unknown", "refuted", "proved"], "refuted"),
    ],
)
def test_the_weakest_decides(verdicts, expected):
    assert weakest(Evidence(verdict, "so") for verdict in verdicts).verdict == expected


def test_evidence_reads_as_a_line():
    assert str(Evidence("unknown", "nothing was compared")) == "unknown: nothing was compared"
    assert "5 points" in str(Evidence("agrees", "values", 5, 1e-16))
    assert "(1 point, " in str(Evidence("agrees", "values", 1, 1e-16))
