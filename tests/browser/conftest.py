"""The real site, built once for all workers, and seen by each worker in one process of the system's Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from benchmarks.serving import served
from tests.shared import shared

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "http://calcref.localhost"  # each browser finds its own worker's server there
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--font-render-hinting=none",  # letters as wide as a reader's browser makes them
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, built strictly for its address."""

    def build(folder: Path) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
            cwd=ROOT,
            env=os.environ | {"CALCREF_SITE_URL": f"{ADDRESS}/"},
            capture_output=True,
            text=True,
        )
        return done.stdout + done.stderr if done.returncode else ""

    return shared(tmp_path_factory, "site", build)


@pytest.fixture(scope="session")
def port(site: Path) -> Iterator[int]:
    """Where this worker serves the site."""
    with served(site) as number:
        yield number


@pytest.fixture(scope="session")
def address() -> str:
    """Where the browser finds the site, without a slash at the end."""
    return ADDRESS


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium."""
    names = (
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
    )  # the first opens pages fastest
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say(f"none of {', '.join(names)} is installed: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str, port: int) -> Iterator[Browser]:
    """It runs, without a window."""
    here = f"--host-resolver-rules=MAP {ADDRESS.partition('//')[2]}:80 127.0.0.1:{port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*QUIET, here])
        yield browser
        browser.close()
