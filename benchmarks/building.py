"""Building the site: cold, from memory, unchanged, after two kinds of edit; beside a notebook builder."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.measure import usual

PROJECT = Path(__file__).resolve().parent.parent
NEEDED = (
    "calcref",
    "docs",
    "overrides",
    "mkdocs.yml",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "benchmarks",
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".cache")
EDITED = "derivatives/chain-rule.md"
FENCE = re.compile(r"^```\w+ .*exec=", re.MULTILINE)
SENTENCE = "\n\nA sentence that was not there before.\n"
BLOCK = '\n\n```python exec="1" session="chain-rule" id="chain-rule edited"\nprint("edited")\n```\n'
PEER_CONFIGURATION = 'extensions = ["myst_nb"]\nnb_execution_mode = "cache"\nproject = "peer"\n'
PEER_HEADER = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n\n"
CHILD = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"seconds": time.perf_counter() - start, "peak_mb": used.ru_maxrss / 1024, "code": done.returncode,
                  "said": done.stderr[-2000:]}))
"""


def timed(command: list[str], where: Path) -> dict[str, Any]:
    """How long `command` took, start to end, and the most memory that one of its processes held."""
    measured = [sys.executable, "-c", CHILD, *command]
    done = subprocess.run(measured, cwd=where, env=usual(), capture_output=True, text=True, check=True, timeout=1800)
    found: dict[str, Any] = json.loads(done.stdout)
    if found["code"]:
        raise RuntimeError(found["said"])
    return {"seconds": found["seconds"], "peak_mb": found["peak_mb"]}


def keep_installed(here: Path) -> None:
    """Fonts and KaTeX are installed once for a machine; a cold build is one that remembers no block and no formula."""
    cache = here / ".cache" / "site"
    cache.mkdir(parents=True)
    for installed in (PROJECT / ".cache" / "site").glob("web-*"):
        (cache / installed.name).symlink_to(installed, target_is_directory=True)


def append(page: Path, text: str) -> None:
    """Write `text` at the end of `page`."""
    page.write_text(page.read_text("utf-8") + text, "utf-8")


def building() -> dict[str, Any]:
    """Five builds of this site, and of as many pages and blocks by a notebook builder where it is installed."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name in NEEDED:
            source = PROJECT / name
            if source.is_dir():
                shutil.copytree(source, here / name, ignore=LEFT_OUT)
            elif source.exists():
                shutil.copy(source, here / name)
        blocks = [len(FENCE.findall(path.read_text("utf-8"))) for path in sorted((here / "docs").rglob("*.md"))]
        keep_installed(here)
        build = [sys.executable, "-m", "calcref.site"]
        cold = timed(build, here)
        shutil.rmtree(here / "site")
        (here / ".cache" / "site" / "built").unlink()
        cached, unchanged = timed(build, here), timed(build, here)
        page = here / "docs" / EDITED
        append(page, SENTENCE)
        reworded = timed(build, here)
        append(page, BLOCK)
        edited = timed(build, here)
    ours = {"cold": cold, "cached": cached, "unchanged": unchanged, "reworded": reworded, "edited": edited}
    return {"pages": len(blocks), "blocks": sum(blocks), "calcref": ours, "notebooks": notebooks(blocks)}


def notebooks(blocks: list[int]) -> dict[str, Any] | None:
    """The same builds by myst-nb, of pages with as many blocks that print one number; None where it is absent."""
    if importlib.util.find_spec("myst_nb") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "conf.py").write_text(PEER_CONFIGURATION, "utf-8")
        names = [f"page{k}" for k in range(len(blocks))]
        (here / "index.md").write_text("# Peer\n\n```{toctree}\n" + "\n".join(names) + "\n```\n", "utf-8")
        for name, count in zip(names, blocks, strict=True):
            cells = "\n\n".join(f"```{{code-cell}}\nprint({k})\n```" for k in range(count))
            (here / f"{name}.md").write_text(f"{PEER_HEADER}# {name}\n\n{cells}\n", "utf-8")
        build = [sys.executable, "-m", "sphinx", "-q", ".", "_build"]
        cold = timed(build, here)
        for path in (here / "_build").iterdir():
            if path.name != ".jupyter_cache":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        cached, unchanged = timed(build, here), timed(build, here)
        page = here / "page1.md"
        append(page, SENTENCE)
        reworded = timed(build, here)
        append(page, "\n```{code-cell}\nprint('edited')\n```\n")
        edited = timed(build, here)
    return {"cold": cold, "cached": cached, "unchanged": unchanged, "reworded": reworded, "edited": edited}


if __name__ == "__main__":
    start = time.perf_counter()
    print(json.dumps(building(), indent=2))
    print(f"{time.perf_counter() - start:.0f} s")
