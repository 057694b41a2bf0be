"""Exercises for other programs: always the same bytes for the same exercises, which are verified on the way."""

from calcref.exercises.exports.anki import to_anki
from calcref.exercises.exports.moodle import to_moodle
from calcref.exercises.exports.table import to_csv

__all__ = ["to_anki", "to_csv", "to_moodle"]
