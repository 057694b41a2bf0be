"""Sessions and the memory of what blocks printed (traps 4 and 8)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calcref.site.markdown import sessions
from calcref.site.markdown.follows import Follows, Library
from calcref.site.markdown.seen import Checked
from calcref.site.markdown.sessions import Block, BlockError, Session


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the blocks that ran, in order."""
    ran: list[str] = []
    real = sessions._run

    def noted(block: Block, variables: dict[str, object]) -> tuple[str, Checked]:
        ran.append(block.name)
        return real(block, variables)

    monkeypatch.setattr(sessions, "_run", noted)
    return ran


FIRST, SECOND, OTHER = (
    Block("first", "a = 2\nprint(a)"),
    Block("second", "print(a + 1)"),
    Block("other", "print(a * 10)"),
)


def outputs(folder: Path, *blocks: Block) -> list[str]:
    session = Session(folder)
    return [session.output(block) for block in blocks]


def test_a_block_sees_what_came_before_it_in_its_session(tmp_path: Path) -> None:
    assert outputs(tmp_path, FIRST, SECOND) == ["2\n", "3\n"]


def test_what_was_printed_is_remembered_and_nothing_runs(tmp_path: Path, runs: list[str]) -> None:
    before = outputs(tmp_path, FIRST, SECOND)
    runs.clear()
    assert outputs(tmp_path, FIRST, SECOND) == before
    assert runs == []


def test_a_miss_first_runs_what_came_before_it(tmp_path: Path, runs: list[str]) -> None:
    outputs(tmp_path, FIRST, SECOND)
    runs.clear()
    assert outputs(tmp_path, FIRST, SECOND, OTHER) == ["2\n", "3\n", "20\n"]
    assert runs == ["first", "second", "other"]


def test_a_changed_block_changes_what_comes_after_it(tmp_path: Path) -> None:
    outputs(tmp_path, FIRST, SECOND)
    assert outputs(tmp_path, Block("first", "a = 5\nprint(a)"), SECOND) == ["5\n", "6\n"]


def test_a_new_session_starts_afresh(tmp_path: Path) -> None:
    outputs(tmp_path, FIRST)
    with pytest.raises(BlockError, match="NameError"):
        Session(tmp_path).output(SECOND)


def test_versions_are_part_of_the_key(tmp_path: Path, runs: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    outputs(tmp_path, FIRST)
    monkeypatch.setattr(sessions, "versions", lambda: "another")
    runs.clear()
    outputs(tmp_path, FIRST)
    assert runs == ["first"]


@pytest.mark.parametrize(
    ("follows", "ran"), [(None, ["first"]), (lambda: {"a.py": "1"}, []), (lambda: {"b.py": "1"}, ["first"])]
)
def test_a_block_runs_again_when_what_it_follows_from_has_changed(
    tmp_path: Path, runs: list[str], follows: Callable[[], Follows] | None, ran: list[str]
) -> None:
    Session(tmp_path, Library({"a.py": "1", "b.py": "1"}), follows).output(FIRST)
    runs.clear()
    Session(tmp_path, Library({"a.py": "1", "b.py": "2"}), follows).output(FIRST)
    assert runs == ran


def test_a_failure_is_not_remembered(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(BlockError, match="ZeroDivisionError"):
            Session(tmp_path).output(Block("bad", "print(1)\n1 / 0"))
    assert list(tmp_path.iterdir()) == []


def test_a_block_runs_again_when_the_file_that_it_reads_has_changed(tmp_path: Path, runs: list[str]) -> None:
    figures, folder = tmp_path / "figures.txt", tmp_path / "kept"
    figures.write_text("7", "utf-8")
    code = f"from pathlib import Path\nn = int(Path({str(figures)!r}).read_text())\nprint(n)"
    reads = Block("reads", code, str(figures))
    after = Block("after", "print(n + 1)")
    assert outputs(folder, reads, after) == outputs(folder, reads, after) == ["7\n", "8\n"]
    figures.write_text("9", "utf-8")
    assert outputs(folder, reads, after) == ["9\n", "10\n"]
    assert runs == ["reads", "after"] * 2


def test_a_helpers_own_print_is_not_lost(tmp_path: Path) -> None:  # trap 5
    code = "import sys\nprint('one')\nsys.stdout.write('two')\nexec('print(3)', {})"
    assert Session(tmp_path).output(Block("any", code)) == "one\ntwo3\n"


@pytest.mark.parametrize(
    ("code", "message", "line"),
    [
        ("x = 1", "prints nothing", None),
        ("print('  ')", "prints nothing", None),
        ("print(1)\nprint(", "SyntaxError: '(' was never closed", 2),
        ("def f():\n    return 1 / 0\nprint(f())", "ZeroDivisionError: division by zero", 2),
        ("from calcref import differentiate\ndifferentiate('x +')", "ParseError", 2),
        ("import warnings\nwarnings.warn('beware')\nprint(1)", "UserWarning: beware", 2),
    ],
)
def test_a_failure_says_what_and_in_which_line(tmp_path: Path, code: str, message: str, line: int | None) -> None:
    with pytest.raises(BlockError) as found:
        Session(tmp_path).output(Block("bad", code))
    assert message in str(found.value)
    assert found.value.line == line
