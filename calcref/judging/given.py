"""What a text takes as given: definitions of letters and functions, conditions, and values of letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expr import is_open, raw, symbols_of
from calcref.judging.formula import read_formula
from calcref.judging.known import Known, symbol
from calcref.judging.names import differential_alone, function_alone, letter_alone, letters_in
from calcref.judging.rows import Clause, Part
from calcref.judging.words import ASSIGNING, DEFINING

RELATIONS = {"<": sp.Lt, ">": sp.Gt, "<=": sp.Le, ">=": sp.Ge, "≤": sp.Le, "≥": sp.Ge, "!=": sp.Ne, "≠": sp.Ne}
RELATIONS |= {r"\lt": sp.Lt, r"\gt": sp.Gt, r"\le": sp.Le, r"\leq": sp.Le, r"\ge": sp.Ge, r"\geq": sp.Ge}
RELATIONS |= {r"\ne": sp.Ne, r"\neq": sp.Ne}


@dataclass(frozen=True, slots=True)
class Given:
    """Something that a text takes as given.

    Args:
        line: the number of the line.
        text: it, as it is written.
        what: "a definition", "a condition", "a value" or "an equation".
    """

    line: int
    text: str
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text} ({self.what})"


class Givens:
    """What has been given so far, and which letters and variables have been seen."""

    def __init__(self, is_latex: bool) -> None:
        self.is_latex = is_latex
        self.known = Known(is_latex=is_latex)
        self.seen: set[str] = set()
        self.variable: str | None = None  # of the integral that stands near
        self.noted: list[Given] = []

    def look(self, part: Part) -> None:
        """Note which letters a side holds."""
        self.seen |= letters_in(part.text, self.is_latex)

    def note(self, part: Part, text: str, what: str) -> None:
        self.noted.append(Given(part.line, text, what))

    def read(self, text: str) -> sp.Expr | None:
        """The likeliest reading, None where there is none."""
        try:
            return next(iter(read_formula(text, self.known)))
        except CalcrefError:
            return None

    def supposes(self, clause: Clause) -> bool:
        """Whether a clause is a condition such as x > 0, which is noted."""
        parts = clause.parts
        if not any(part.sign == "order" for part in parts):
            return False
        for one, other in pairwise(parts):
            relation, sides = RELATIONS.get(other.written), [self.read(part.text) for part in (one, other)]
            if relation is not None and None not in sides:
                self.known = self.known.with_conditions([raw(relation, *sides)])
        self.note(parts[0], " ".join(f"{part.written} {part.text}".strip() for part in parts), "a condition")
        return True

    def defines(self, clause: Clause, words: frozenset[str], first: bool) -> bool:
        """Whether the first equality of a clause says what a letter or a function stands for, which is noted.

        Args:
            clause: what is said.
            words: the words beside it.
            first: whether it is the first that its row says.
        """
        if len(clause.parts) < 2:
            return False
        one, other = clause.parts[:2]
        if other.sign not in ("equal", "define") or not other.text or not one.text or differential_alone(one.text):
            return False
        if (applied := function_alone(one.text)) and self._function(*applied, one, other):
            return True
        if (name := letter_alone(one.text)) and self.known.partial(name) is None:
            return self._letter(name, one, other, words, first or other.sign == "define")
        name = letter_alone(other.text)
        if name and words & DEFINING and name not in self.seen and name not in letters_in(one.text, self.is_latex):
            return self._note_letter(name, one, f"{one.text} = {other.text}")
        return False

    def _function(self, name: str, of: list[str], one: Part, other: Part) -> bool:
        usual = name in ("f", "g", "h", "sigma")
        if name in self.known.functions or (name in self.seen and not usual) or name in self.known.letters:
            return False
        if name in letters_in(other.text, self.is_latex) or name in of:
            return False
        expr = self.read(other.text)
        if expr is None:
            return False
        if len(of) == 1:
            self.known = self.known.with_function(name, symbol(of[0]), expr)
        else:
            self.known = self.known.with_several(name, of, expr)
        self.note(one, f"{one.text} = {other.text}", "a definition")
        self.seen.add(name)
        return True

    def _letter(self, name: str, one: Part, other: Part, words: frozenset[str], first: bool) -> bool:
        inside = letters_in(other.text, self.is_latex)
        said = f"{one.text} = {other.text}"
        if name in inside or (name in self.known.letters and not words & DEFINING):
            return False
        named = bool(words & DEFINING) or not first
        fresh = name not in self.seen or name in self.known.letters
        if not inside and self.read(other.text) is not None and not is_open(self.read(other.text)):
            return (fresh or named or bool(words & ASSIGNING)) and self._assign(name, one, other, said)
        backwards = name == self.variable and not inside & self.seen
        if not (fresh or named or backwards) or not self._note_letter(name, other, said):
            return False
        if name == self.variable:
            self.known = replace(self.known, angles=self.known.angles | inside)
        return True

    def _assign(self, name: str, one: Part, other: Part, said: str) -> bool:
        value = self.read(other.text)
        self.known = replace(self.known, assigned={**self.known.assigned, name: value})
        self.note(one, said, "a value")
        return True

    def _note_letter(self, name: str, part: Part, said: str) -> bool:
        expr = self.read(part.text)
        if expr is None or symbol(name) in symbols_of(self.known.expand(expr)):
            return False
        self.known = self.known.with_letter(name, expr)
        self.note(part, said, "a definition")
        return True
