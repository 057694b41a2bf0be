"""What an exercise is made of: the mistakes to expect, a draft by a family, and the exercise itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

import sympy as sp

from calcref.core.errors import CheckFailed
from calcref.core.records import Derivation
from calcref.exercises.asks import Ask
from calcref.parse import as_typed
from calcref.render import latex, text
from calcref.verbs.check_answer import Verdict, answers_agree, check_answer


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake to expect.

    Args:
        id: its name as a slug.
        said: what was done wrong, in a sentence without its full stop.
        answer: what it answers, as a reader would type it.
    """

    id: str
    said: str
    answer: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a family draws: a question, and the mistakes to expect."""

    ask: Ask
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Family:
    """Questions of one kind.

    Args:
        id: the slug.
        name: what a reader calls it.
        page: where it is explained, relative to the root of the site.
        draw: a draft of this level, by what the generator draws; None where that makes no question.
    """

    id: str
    name: str
    page: str
    draw: Callable[[Random, int], Draft | None]

    def __repr__(self) -> str:
        return f"Family({self.id}: {self.name}, explained at {self.page})"


@dataclass(frozen=True, repr=False)
class Exercise:
    """A question with its answer, the way there, and the mistakes to expect; made by `exercise`."""

    family: Family
    seed: int
    level: int
    ask: Ask
    derivation: Derivation
    result: sp.Expr
    mistakes: tuple[Mistake, ...]

    @property
    def question(self) -> str:
        """The question as text; those of derivatives, integrals and limits are read by `calcref.parse.question`."""
        return self.ask.text

    @property
    def latex(self) -> str:
        """The question in LaTeX."""
        return latex(self.ask.head)

    @property
    def prompt(self) -> str:
        """The question as a sentence; formulas stand in it as text."""
        return self.ask.prompt

    @property
    def answer(self) -> str:
        """The answer as text, an antiderivative without its constant."""
        return text(self.result)

    @property
    def answer_latex(self) -> str:
        """The answer in LaTeX, an antiderivative with its constant."""
        return as_typed(self.answer).latex + (" + C" if self.ask.asks == "antiderivative" else "")

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """The solution little by little."""
        return *self.derivation.hints()[:-1], *self.ask.closing(self.derivation), f"The answer is {self.answer}."

    def check(self, given: str | sp.Expr | float) -> Verdict:
        """Whether `given` is the answer; a wrong one that an expected mistake gives is told which.

        Raises:
            ParseError: a text cannot be read.

        >>> from calcref import exercises
        >>> asked = exercises.exercise("power-rule", seed=3)
        >>> asked.question, asked.check(asked.answer).verdict
        ('d/dx 8*x^9', 'right')
        >>> found = asked.check("72 x^9")
        >>> found.verdict, found.mistake
        ('wrong', 'exponent-kept')
        """
        found = check_answer(self.ask.head, given)
        if found.verdict != "wrong":
            return found
        for it in self.mistakes:
            if answers_agree(self.ask.head, it.answer, given):
                return replace(found, said=f"{it.said}; {found.said}", mistake=it.id)
        return found

    def verify(self) -> Verdict:
        """What numbers say of the answer as it is written, by no rule.

        Raises:
            CheckFailed: it is not right, a step of its derivation is not, or an expected mistake answers the same.
        """
        found = check_answer(self.ask.head, self.answer)
        steps = self.derivation.check()
        if found.verdict != "right" or steps.verdict not in ("proved", "agrees"):
            raise CheckFailed(f"{self!r} has no confirmed answer: {self.answer} is {found}; its steps: {steps}", steps)
        for it in self.mistakes:
            if check_answer(self.ask.head, it.answer).verdict != "wrong":
                raise CheckFailed(f"{self!r} expects the mistake {it.id}, which answers {it.answer}: that is not wrong")
        return found

    def __repr__(self) -> str:
        return f"Exercise({self.family.id}, seed {self.seed}, level {self.level}: {self.question})"

    def _repr_markdown_(self) -> str:
        return self.ask.shown("$", "$")
