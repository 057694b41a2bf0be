"""Exercises: families of questions, each with its answer, the way there, hints, and the mistakes to expect.

A family, a seed and a level give a question, and always the same one. Exports write many of them for Moodle, Anki or a
spreadsheet.
"""

from calcref.exercises.exports import to_anki, to_csv, to_moodle
from calcref.exercises.families import FAMILIES
from calcref.exercises.making import LEVELS, SHIPPED, exercise
from calcref.exercises.records import Exercise, Family, Mistake

__all__ = [
    "FAMILIES",
    "LEVELS",
    "SHIPPED",
    "Exercise",
    "Family",
    "Mistake",
    "exercise",
    "to_anki",
    "to_csv",
    "to_moodle",
]
