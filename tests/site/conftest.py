"""A small site of its own for each test, built with the configuration of the real one."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from calcref.site.markdown.node import packages
from tests.shared import shared
from tests.site.warm import Warm

ROOT = Path(__file__).resolve().parents[2]

Convert = Callable[[str], str]


@dataclass(frozen=True)
class Small:
    """A folder with a site in it."""

    root: Path

    def write(self, **pages: str) -> None:
        """Write pages by their names; what is not named here stays."""
        for name, text in pages.items():
            (self.root / "docs" / f"{name.replace('_', '-')}.md").write_text(text, "utf-8")

    def build(self, *options: str, library: Path = ROOT) -> subprocess.CompletedProcess[str]:
        """Build it in a process of its own, with the calcref below `library`."""
        given = os.environ | {"PYTHONPATH": str(library), "NO_MKDOCS_2_WARNING": "1"}
        return _warm().run(["build", *options], str(self.root), given)

    def build_elsewhere(self, seed: str, date: str) -> subprocess.CompletedProcess[str]:
        """Build it with another seed of hashes, and on another day."""
        given = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": date}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        return subprocess.run(command, cwd=self.root, env=given, capture_output=True, text=True, check=False)

    def html(self, page: str) -> str:
        """The built page."""
        return (self.root / "site" / page / "index.html").read_text("utf-8")


@cache
def _warm() -> Warm:
    warm = Warm()
    atexit.register(warm.close)
    return warm


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built once: what every site has, its fonts and what is found, takes some seconds."""

    def build(folder: Path) -> str:
        done = empty(folder).build()
        return done.stderr if done.returncode else ""

    return shared(tmp_path_factory, "small", build)


@pytest.fixture
def small(tmp_path: Path, built: Path) -> Small:
    """An empty site that inherits the configuration and the installed packages of the real one."""
    for part in (Path("docs", "assets"), Path(".cache", "site", "blocks")):
        shutil.copytree(built / part, tmp_path / part)
    (tmp_path / ".cache" / "site" / "compiled").symlink_to(built / ".cache" / "site" / "compiled")
    return empty(tmp_path)


def empty(folder: Path) -> Small:
    """A site of one page with its title."""
    for part in ("docs", "overrides", ".cache/site"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    installed = packages(ROOT / ".cache" / "site").parent
    (folder / ".cache" / "site" / installed.name).symlink_to(installed, target_is_directory=True)
    config = (
        f"INHERIT: {ROOT / 'mkdocs.yml'}\nnav: null\nwatch: []\nstrict: false\nextra_css: []\nextra_javascript: []\n"
        f"hooks: [{ROOT / 'calcref' / 'site' / 'mkdocs' / 'hooks.py'}]\n"
    )
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    site = Small(folder)
    site.write(index="# Home\n")
    return site
