"""What a reader sees of a page's Python runs as it is pasted: from top to bottom, with nothing hidden between."""

from __future__ import annotations

import io
import warnings
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from calcref.site.markdown.source import Fence, fences

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").rglob("*.md"))


def is_seen(fence: Fence) -> bool:
    """Whether a reader sees the code of the fence."""
    return fence.language == "python" and (not fence.executed or bool(fence.options.get("source")))


SEEN = {path: found for path in PAGES if (found := [*filter(is_seen, fences(path.read_text("utf-8").splitlines()))])}


@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_what_is_seen_runs_when_it_is_pasted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    space: dict[str, object] = {"__name__": "__main__"}
    wrong = []
    for fence in SEEN[path]:
        try:
            with redirect_stdout(io.StringIO()), warnings.catch_warnings(action="error"):
                exec(compile(fence.code, f"<{fence.options.get('id', fence.line)}>", "exec", dont_inherit=True), space)
        except Exception as error:
            wrong.append(f"{path.relative_to(ROOT).as_posix()}:{fence.line}: {type(error).__name__}: {error}")
    assert wrong == []
