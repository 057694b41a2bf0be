"""The lock file, and what is said while npm installs by it."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
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
    assert "installing KaTeX, fonts and Pyodide with npm ci" in caplog.text


def test_a_failing_npm_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, 1)
    with pytest.raises(PageError, match=r"the first build needs a network.*\n  no such host"):
        node.packages(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_a_network_a_build_ends_in_seconds_and_in_our_words(tmp_path: Path) -> None:
    """A registry that refuses the connection stands for a machine without a network."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n", "utf-8")
    config = "site_name: small\nmarkdown_extensions: [calcref.site.markdown.extension]\n"
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=tmp_path,
        env=os.environ | {"npm_config_registry": "http://127.0.0.1:9", "npm_config_cache": str(tmp_path / "npm")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert "calcref: KaTeX, fonts and Pyodide could not be fetched: the first build needs a network" in done.stderr
    assert "ECONNREFUSED" in done.stderr
    assert "Traceback" not in done.stderr
