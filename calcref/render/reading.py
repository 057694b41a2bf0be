"""A derivation read as a tree: every step once, numbered, with its depth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sympy.core.basic import Basic

from calcref.core.conditions import WALKABLE
from calcref.core.expr import tree_size
from calcref.core.questions import Question
from calcref.core.records import Derivation, Step

MOST_STEPS = 100  # a derivation of more steps, or deeper than this, is read as a flat list
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Event:
    """A place in the reading of a derivation.

    Args:
        kind: "step" (told here), "again" (told before, under the same number), or "answer" (its parts are told).
        number: of the step, from 1 in the order of telling.
        depth: how many steps it is a part of.
        node: the derivation.
    """

    kind: Literal["step", "again", "answer"]
    number: int
    depth: int
    node: Derivation

    @property
    def has_parts(self) -> bool:
        """Whether the parts of this step follow it, up to its answer."""
        return bool(self.node.parts) and not closes_last(self.node) and not runs_on(self.node)


def closes_last(node: Derivation) -> bool:
    """Whether the step of `node` comes after its parts: it rewrites the answer that they gave."""
    before = node.step.before
    if not node.parts:
        return False
    return not isinstance(before, Question) or before.concludes or node.parts[0].step.before is before


def runs_on(node: Derivation) -> bool:
    """Whether the step of `node` becomes one question that the next step goes on with, at the same depth."""
    before = node.step.before
    return isinstance(before, Question) and before.runs_on and isinstance(node.step.after, Question)


def read(derivation: Derivation) -> Iterator[Event]:
    """The steps of `derivation`, each told once, before its parts or after them where it `closes_last`."""
    numbers: dict[int, int] = {}
    stack: list[tuple[Derivation, int, bool]] = [(derivation, 0, False)]
    while stack:
        node, depth, leaving = stack.pop()
        closing = closes_last(node)
        running = runs_on(node)
        if not leaving and id(node) in numbers:
            yield Event("again", numbers[id(node)], depth, node)
            continue
        if leaving == closing:
            numbers[id(node)] = len(numbers) + 1
            yield Event("step", numbers[id(node)], depth, node)
        elif leaving and not running:
            yield Event("answer", numbers[id(node)], depth, node)
        if not leaving and node.parts:
            stack.append((node, depth, True))
            stack.extend((part, depth + (not closing and not running), False) for part in reversed(node.parts))


@dataclass(frozen=True, slots=True)
class Entry:
    """A step in the flat list of a derivation, with the numbers of the steps that answer what it left open."""

    number: int
    step: Step
    parts: list[int]
    answer: Basic | None  # where it is another than what the step becomes


def listed(derivation: Derivation) -> Iterator[Entry]:
    """Every step of `derivation` in the order of the reading, without a tree."""
    numbers = {id(node): number for number, node in enumerate(derivation.nodes, 1)}
    for node in derivation.nodes:
        parts = [numbers[id(part)] for part in node.parts]
        yield Entry(numbers[id(node)], node.step, parts, None if node.answer is node.step.after else node.answer)


def is_large(derivation: Derivation) -> bool:
    """Whether `derivation` is too large to be read as a chain and as a tree, and is shown in parts instead."""
    steps = derivation.steps
    if len(steps) > MOST_STEPS or any(event.depth > DEEPEST for event in read(derivation)):
        return True
    shown = [derivation.answer, *(expr for step in steps for expr in (step.before, step.after))]
    return any(tree_size(expr) > WALKABLE for expr in shown)
