"""A fault that is put into a copy of the project on purpose, and what has to stop it."""

from __future__ import annotations

import os
import re
from compileall import compile_dir
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from calcref.site.markdown.node import publish
from calcref.site.mkdocs.running import OF_OTHERS

ROOT = Path(__file__).resolve().parents[2]
PARTS = (
    "benchmarks",
    "calcref",
    "docs",
    "overrides",
    "tests",
    "mkdocs.yml",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
)


@dataclass(frozen=True)
class Fault:
    """One fault.

    Args:
        id: a slug.
        kind: what goes wrong, in a few words: a line of the table in the docs.
        path: the guilty file.
        old: text that stands once in it.
        new: what is written instead.
        stopped_by: the test that fails ("tests/...::test_...", with options after a space), or "build" for the build of
            the page `path`, or of the page after "build ", up to the end of the section where the fault stands, or of
            that with the block named after "#".
        says: a part of what is said beside the guilty place.
    """

    id: str
    kind: str
    path: str
    old: str
    new: str
    stopped_by: str
    says: str = ""


def compiled(folder: Path) -> str:
    """Copy the project to `folder`, by links, with the bytecode of it all and the style sheets of its fonts."""
    for name in PARTS:
        _link(ROOT / name, folder / name)
    publish(ROOT / ".cache" / "site", folder / "published")
    done = all(compile_dir(folder / name, quiet=2) for name in ("benchmarks", "calcref", "tests"))
    return "" if done else "not all of the project compiles"


def put_into(copy: Path, fault: Fault, sound: Path) -> None:
    """Copy the project from `sound` to `copy`, by links, with the fault in it."""
    for name in PARTS:
        _link(sound / name, copy / name)
    (copy / "published").symlink_to(sound / "published", target_is_directory=True)
    guilty = copy / fault.path
    text = guilty.read_text("utf-8")
    assert text.count(fault.old) == 1, f"{fault.path} holds {fault.old!r} {text.count(fault.old)} times"
    guilty.unlink()
    guilty.write_text(text.replace(fault.old, fault.new), "utf-8")


def _link(source: Path, target: Path) -> None:
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        for child in source.iterdir():
            if child.name != "npm" and (child.name != "__pycache__" or ROOT not in child.parents):
                _link(child, target / child.name)
    else:
        os.link(source, target)


NEAR = 40  # lines of Python: a row of a table; a file of one concept counts as one place
SHORT = 150
BLOCK = 3  # lines of a page: a block is named by its first line


def is_named(fault: Fault, output: str) -> bool:
    """Whether `output` names the guilty line: of a page the very line, of Python one near it."""
    original = (ROOT / fault.path).read_text("utf-8")
    first = original[: original.index(fault.old)].count("\n") + 1
    last = first + max(fault.old.count("\n"), fault.new.count("\n"))
    near = BLOCK if fault.path.endswith(".md") else original.count("\n")
    if fault.path.endswith(".py"):
        near = NEAR if original.count("\n") > SHORT else SHORT
    named = (int(number) for number in re.findall(rf"{re.escape(fault.path)}:(\d+)", output))
    return any(first - near <= line <= last + near for line in named)


def stop(copy: Path, fault: Fault) -> Done:
    """Run what has to stop the fault."""
    what, _, rest = fault.stopped_by.partition(" ")
    if what == "build":
        return _build(copy, fault, rest or fault.path)
    chosen = rest.split() if rest else []
    command = ["pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", "-o", "addopts="]
    return _run([*command, "--import-mode=importlib", what, *chosen], copy, copy)


def _build(copy: Path, fault: Fault, target: str) -> Done:
    """Build one page, with the links to the others left alone; what comes after the fault is left out."""
    small = copy / "small"
    page, _, block = target.partition("#")
    place = small / page
    place.parent.mkdir(parents=True)
    text = (copy / page).read_text("utf-8")
    if page == fault.path:
        end = (ROOT / page).read_text("utf-8").index(fault.old) + len(fault.new)
    else:
        end = text.index(f'id="{block}"') if block else len(text)
    place.write_text(text[: text.find("\n## ", end) + 1 or None], "utf-8")
    (small / "docs" / "index.md").touch()
    (small / "docs" / "assets").symlink_to(copy / "published" / "assets", target_is_directory=True)
    (small / "overrides").mkdir()
    (small / "benchmarks").symlink_to(copy / "benchmarks")
    cache = small / ".cache" / "site"
    cache.mkdir(parents=True)
    for installed in (ROOT / ".cache" / "site").glob("web-*"):
        (cache / installed.name).symlink_to(installed, target_is_directory=True)
    config = (
        f"INHERIT: {copy / 'mkdocs.yml'}\nnav: null\nwatch: []\nstrict: false\nextra_css: []\nextra_javascript: []\n"
        "hooks: []\n"
    )
    (small / "mkdocs.yml").write_text(config, "utf-8")
    return _run(["mkdocs", "build"], small, copy)


# A process that has imported what the project stands on, and nothing of the project itself, is copied for each fault.
SERVER = get_context("forkserver")
SERVER.set_forkserver_preload(
    [
        "griffe",
        "lark",
        "markdown_exec",
        "material.plugins.search.plugin",
        "mkdocs.commands.build",
        "mkdocstrings_handlers.python",
        "mpmath",
        "pymdownx.superfences",
        "pytest",
        "yaml",
        *OF_OTHERS,
    ]
)
PROGRAM = """
import os, runpy, sys
folder, library, root, said, *arguments = given
os.chdir(folder)
os.environ["NO_MKDOCS_2_WARNING"] = "1"
os.environ["PYTHONPATH"] = library
with open(said, "w") as file:
    for stream in (1, 2):
        os.dup2(file.fileno(), stream)
sys.path[:] = [library, *(it for it in sys.path if it not in ("", root) and not it.startswith(root + "/tests"))]
sys.argv = arguments
runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True)
class Done:
    """How a run ended, and what it said."""

    returncode: int
    said: str


def _run(arguments: list[str], folder: Path, library: Path) -> Done:
    """Run a module of Python with arguments, in `folder`, with the calcref below `library`."""
    said = library / "said.txt"
    given = [str(it) for it in (folder, library, ROOT, said)] + arguments
    process = SERVER.Process(target=exec, args=(PROGRAM, {"given": given}))
    process.start()
    process.join()
    return Done(process.exitcode or 0, said.read_text("utf-8"))
