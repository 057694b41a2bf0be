"""The lock file, and what is said while npm installs by it."""

from __future__ import annotations

import json
import logging
import subprocess
from pathlib import Path
from typing import Any

import pytest

from calcref.site.markdown import node
from calcref.site.markdown.page import PageError


def test_the_lock_has_integrity_hashes_and_no_addresses() -> None:
    lock = json.loads((node.WEB / "package-lock.json").read_text("utf-8"))
    found = [entry for path, entry in lock["packages"].items() if path]
    assert found
    assert all(entry["integrity"].startswith("sha512-") and "resolved" not in entry for entry in found)
    wanted = json.loads((node.WEB / "package.json").read_text("utf-8"))
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version


def pretend(monkeypatch: pytest.MonkeyPatch, returncode: int) -> list[list[str]]:
    calls: list[list[str]] = []

    def npm(args: list[str], **given: Any) -> subprocess.CompletedProcess[str]:
        calls.append(args)
        (given["cwd"] / "node_modules").mkdir()
        return subprocess.CompletedProcess(args, returncode, "", "no such host")

    monkeypatch.setattr(node, "npm", npm)
    return calls


def test_npm_runs_once_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    calls = pretend(monkeypatch, 0)
    with caplog.at_level(logging.INFO):
        first, second = node.packages(tmp_path), node.packages(tmp_path)
    assert first == second
    assert first.is_dir()
    assert [call[:2] for call in calls] == [["ci", "--ignore-scripts"]]
    assert "installing KaTeX and the fonts with npm ci" in caplog.text


def test_a_failing_npm_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, 1)
    with pytest.raises(PageError, match=r"npm ci failed.*\n.*no such host"):
        node.packages(tmp_path)
    assert list(tmp_path.iterdir()) == []
