"""Exercises as a deck of cards for Anki, made by the package genanki."""

from __future__ import annotations

import hashlib
import io
import itertools
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any

from calcref.core.errors import CalcrefError
from calcref.exercises.asks import tex
from calcref.exercises.records import Exercise

FIELDS = ("Question", "Hint", "Answer", "Steps", "Mistakes")
BACK = "{{FrontSide}}<hr id=answer>{{Answer}}{{Steps}}{{Mistakes}}"
STYLE = ".card { font-family: serif; font-size: 20px; text-align: center; } li { text-align: left; }"
MADE = 1_600_000_000  # seconds: when every deck says it was made, so that equal ones have equal bytes
EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a file in a zip can be from


def to_anki(exercises: Iterable[Exercise], name: str = "calcref") -> bytes:
    """An Anki package (.apkg) with a card for each exercise, in a deck of this name.

    Raises:
        CalcrefError: the package genanki is missing.
        CheckFailed: an exercise could not be verified.

    >>> from calcref import exercises
    >>> to_anki([exercises.exercise("power-rule", 3)])[:2]
    b'PK'
    """
    genanki = _genanki()
    model = genanki.Model(
        _number("calcref exercise"),
        "calcref exercise",
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Exercise", "qfmt": "{{Question}}{{hint:Hint}}", "afmt": BACK}],
        css=STYLE,
    )
    deck = genanki.Deck(_number(f"deck {name}"), name)
    for it in exercises:
        it.verify()
        guid = genanki.guid_for("calcref", it.family.id, it.level, it.seed)
        deck.add_note(genanki.Note(model, _fields(it), guid=guid, tags=[it.family.id, f"level-{it.level}"]))
    return _zipped(genanki.Package(deck))


def _genanki() -> ModuleType:
    try:
        import genanki
    except ModuleNotFoundError as error:
        raise CalcrefError(
            "cards for Anki are made by the package genanki, which is not installed; "
            "try pip install 'calcref[exercises]'"
        ) from error
    module: ModuleType = genanki
    return module


def _fields(it: Exercise) -> list[str]:
    mistakes = "".join(f"<li>{_inline(tex(one.answer))}: {escape(one.said)}.</li>" for one in it.mistakes)
    steps = [it.derivation.to_latex(), *map(tex, it.ask.closing(it.derivation))]
    return [
        f"<p>{it.ask.shown(*MATHJAX, escape)}</p>",
        escape(it.hints[0]),
        f"<p>{_inline(it.answer_latex)}</p>",
        "".join(f"<p>{escape(step.join(DISPLAY))}</p>" for step in steps),
        f"<p>Expected mistakes</p><ul>{mistakes}</ul>",
    ]


MATHJAX, DISPLAY = ("\\(", "\\)"), ("\\[", "\\]")


def _inline(latex: str) -> str:
    return escape(latex.join(MATHJAX))


def _number(name: str) -> int:
    """A number that stands for a name in Anki, from 2^30 to 2^31."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % 2**30 + 2**30


def _zipped(package: Any) -> bytes:
    """What genanki's `write_to_file` writes, without the time of writing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        connection = sqlite3.connect(path)
        package.write_to_db(connection.cursor(), MADE, itertools.count(MADE * 1000))
        connection.commit()
        connection.close()
        collection = path.read_bytes()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in (("collection.anki2", collection), ("media", b"{}")):
            packed.writestr(zipfile.ZipInfo(name, EARLIEST), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()
