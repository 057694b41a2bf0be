"""`python -m calcref.site` builds, and knows when there is nothing to do."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.site.conftest import ROOT, Small


def build(small: Small, **given: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "calcref.site"],
        cwd=small.root,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | given,
        capture_output=True,
        text=True,
    )
    return "built" if "Documentation built" in done.stderr else done.stdout.strip() or f"failed: {done.returncode}"


def test_it_builds_when_something_changed(small: Small) -> None:
    assert build(small) == "built"
    assert build(small) == "site: nothing changed"
    assert build(small, CALCREF_REPO_URL="https://example.org/") == "built"
    small.write(page="# Page\n")
    assert build(small) == "built"
    assert build(small) == "site: nothing changed"
    small.write(page="# Page\n\n$\\frca$\n")
    assert build(small) == "failed: 1"
    assert build(small) == "failed: 1"
    (small.root / "site" / "index.html").unlink(missing_ok=True)
    small.write(page="# Page\n")
    assert build(small) == "built"
