"""The verb that judges derivations in files."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from calcref.cli.colors import ERROR, GOOD, UNSURE, Paint
from calcref.cli.verb import BadArguments, Shown, add_format

if TYPE_CHECKING:
    from calcref.judging.result import Judgement

STDIN = "-"
MARKS = {"✓": GOOD, "✗": ERROR, "!": UNSURE, "?": UNSURE}


def judge_arguments(command: ArgumentParser) -> None:
    """Files, or the standard input."""
    command.add_argument("files", nargs="+", metavar="file", help="text, Markdown or LaTeX; - reads standard input")
    command.add_argument("--shapes", metavar="shapes", help='of vectors and matrices, such as "A: m n, x: n"')
    add_format(command, ("text", "json", "html"))


def judge(options: Namespace, paint: Paint) -> Shown:
    """Which lines of a derivation are right, the first wrong one first; exit code 1 if one is wrong."""
    judged = {name: _judged(name, options.shapes) for name in options.files}
    wrong = any(found is not None and found.verdict == "refuted" for found in judged.values())
    match options.format:
        case "json":
            text = json.dumps(_data(judged), ensure_ascii=False)
        case "html":
            text = "\n".join(found.to_html() for found in judged.values() if found is not None)
        case _:
            text = "\n\n".join(_told(name, found, len(judged) > 1, paint) for name, found in judged.items())
    return Shown(text, wrong=wrong)


def _judged(name: str, shapes: str | None) -> Judgement | None:
    """The judgement of a file; None where it holds no equality, which is an error on standard input alone."""
    import calcref
    from calcref.judging.result import NothingToJudge

    text = _read(name)
    try:
        return calcref.judge(text, shapes)
    except NothingToJudge:
        if name == STDIN:
            raise
        return None


def _read(name: str) -> str:
    try:
        if name == STDIN:
            if sys.stdin is None:
                raise BadArguments("standard input is closed; give a file in place of -")
            return sys.stdin.read()
        with open(name, encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError:
        raise BadArguments(f"{name} is not text in UTF-8; save it as that") from None
    except OSError as error:
        raise BadArguments(f"{name} cannot be read: {error.strerror}") from None


def _told(name: str, found: Judgement | None, named: bool, paint: Paint) -> str:
    if found is None:
        return f"{name}: no equality to judge"
    lines = found.to_text().split("\n")
    shown = "\n".join(paint(line[0], MARKS[line[0]]) + line[1:] if line[:1] in MARKS else line for line in lines)
    return f"{name}: {shown}" if named else shown


def _data(judged: dict[str, Judgement | None]) -> dict[str, object]:
    """Plain data: one judgement, or all of several files with the weakest verdict."""
    from calcref.judging.result import STRENGTH

    each = [
        {"file": name, **({"verdict": "unknown", "lines": []} if it is None else it.to_dict())}
        for name, it in judged.items()
    ]
    if len(each) == 1:
        return each[0]
    verdicts = [found.verdict for found in judged.values() if found is not None]
    return {"verdict": min(verdicts, key=STRENGTH.__getitem__, default="unknown"), "files": each}
