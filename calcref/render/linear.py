"""A derivation read as one chain of equalities."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy as sp

from calcref.core.expr import fill, is_open, nodes, open_questions, raw
from calcref.core.questions import Between, Question
from calcref.core.records import Derivation, Law, Step
from calcref.render.expression_text import text
from calcref.render.reading import closes_last
from calcref.render.shape import Kept, Mark

LONG = 60  # a line of more characters is not repeated for each small question in it


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chain: equal to the line before by `steps`; what has changed is inside a `Mark`.

    A line that `starts` a chain of its own is equal to no line before it. `asks` are the questions in it that the next
    line answers; the answer to the k-th is inside a `Mark` with the number k.
    """

    expr: sp.Expr
    steps: tuple[Step, ...] = ()
    starts: bool = False
    asks: tuple[sp.Basic, ...] = ()

    @property
    def rules(self) -> tuple[Law, ...]:
        """The rules of the steps, each once."""
        return tuple(dict.fromkeys(step.rule for step in self.steps))


def linear(derivation: Derivation) -> tuple[Line, ...]:
    """The chain of equalities from the question to the answer; for derivations that are not `large`.

    Open questions are replaced in reading order, those that the same rule answers in one line. A line without a
    rule does arithmetic with numbers only: factors 1 and terms 0 are left out, numbers multiplied.
    """
    closing: list[Derivation] = []
    node = derivation
    while closes_last(node) and not _concludes(node):
        closing.append(node)
        node = node.parts[0]
    lines = _concluding(node) if _concludes(node) else _chained(node, not (closing and _continues(closing[-1])))
    for last in reversed(closing):
        if not (_continues(last) or isinstance(last.step.before, Question)):
            lines.append(Line(last.step.before, starts=True))
        lines.append(Line(last.step.after, (last.step,)))
    return tuple(lines)


def _chained(node: Derivation, showing: bool) -> list[Line]:
    chain = _Chain(node)
    while chain.advance():
        pass
    if showing:
        chain.show(node.answer)
    return chain.lines


def _concluding(node: Derivation) -> list[Line]:
    """The chains of what `node` is read off, then what it asks and what it found."""
    before = [line for part in node.parts for line in linear(part)]
    return [*before, Line(node.step.before, starts=True), Line(node.step.after, (node.step,))]


def _concludes(node: Derivation) -> bool:
    return isinstance(node.step.before, Question) and node.step.before.concludes


def _continues(node: Derivation) -> bool:
    """Whether the step of `node`, which comes after its parts, starts from what they ended with."""
    return bool(node.step.before == node.parts[0].answer)


class _Chain:
    """The lines so far, and the expression that the last of them shows."""

    def __init__(self, root: Derivation) -> None:
        self.root = root
        self.current: sp.Expr = root.step.before
        self.lines = [Line(self.current, starts=True)]
        self.known: dict[sp.Basic, Derivation] = {root.step.before: root}
        for node in root.nodes:
            for part in node.parts:
                self.known.setdefault(part.question, part)

    def advance(self) -> bool:
        """Write the next line; False where nothing is left to replace."""
        chosen = self.choose()
        if not chosen:
            return False
        derivations = {question: self.known[question] for question in chosen}
        becomes = {question: _becomes(node) for question, node in derivations.items()}
        kept = {node: raw(Kept, *node.args) for node in nodes(self.current) if isinstance(node, Between)}
        marked = {it: raw(Mark, after, sp.Integer(k)) for k, (it, after) in enumerate(becomes.items())}
        shown = fill(fill(self.current, kept), marked)
        steps = tuple(step for node in derivations.values() for step in _steps(node))
        self.lines[-1] = replace(self.lines[-1], asks=tuple(chosen))
        self.lines.append(Line(shown.expr if isinstance(shown, Mark) else shown, steps))
        self.follow(becomes)
        for question, node in derivations.items():
            if question in open_questions(node.answer):
                del self.known[question]  # asked again further on, it stays open until it is solved for
        return True

    def choose(self) -> list[sp.Basic]:
        """The questions that the next line answers."""
        ready = [question for question in open_questions(self.current) if question in self.known]
        if not ready:
            return [node for node in nodes(self.current) if node in self.known][:1]
        lead = next((question for question in ready if question.expr.args), ready[0])
        if not self.is_closed(ready[0]):
            lead = ready[0]
        rules, closed = _rules(self.known[lead]), self.is_closed(lead)
        if closed and len(text(self.current)) > LONG:
            return [question for question in ready if self.is_closed(question)]
        return [q for q in ready if _rules(self.known[q]) == rules or (closed and not q.expr.args)]

    def is_closed(self, question: Question) -> bool:
        """Whether the answer to `question` leaves nothing open."""
        return not is_open(_becomes(self.known[question]))

    def follow(self, becomes: dict[sp.Basic, sp.Expr]) -> None:
        """Put the answers in; a question that held one of them is still the question it was."""
        for node in nodes(self.current):
            if isinstance(node, Question) and node in self.known and node not in becomes:
                self.known.setdefault(fill(node, becomes), self.known[node])
        self.current = fill(self.current, becomes)

    def show(self, answer: sp.Expr) -> None:
        """Write `answer` as the last line unless it reads as the line before does."""
        if text(self.lines[-1].expr) != text(answer):
            self.lines.append(Line(answer))


def _becomes(node: Derivation) -> sp.Expr:
    return node.answer if closes_last(node) else node.step.after


def _steps(node: Derivation) -> tuple[Step, ...]:
    return (node.parts[0].step, node.step) if closes_last(node) else (node.step,)


def _rules(node: Derivation) -> tuple[Law, ...]:
    return tuple(step.rule for step in _steps(node))
