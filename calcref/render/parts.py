"""Large expressions in parts: each part has a name, and is written with the names of smaller parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.arrays import ArrayHead
from calcref.core.expr import is_open, nodes, raw, symbols_of
from calcref.core.records import Derivation

LARGEST_PART = 24  # nodes that a part shows, the names of other parts among them
SMALLEST_SHARED = 7  # nodes of arrays that have a name where they occur again


@dataclass(frozen=True, slots=True)
class Part:
    """An expression and the letter and number that it is called by."""

    letter: str
    number: int
    expr: Basic

    @property
    def text(self) -> str:
        """The name as text."""
        return f"{self.letter}{self.number}"

    @property
    def latex(self) -> str:
        """The name as LaTeX."""
        return f"{self.letter}_{{{self.number}}}"


def parts_of(exprs: Iterable[Basic]) -> list[Part]:
    """The parts that `exprs` are written with, smaller ones first; equal objects are one part.

    >>> x = sp.Symbol("x", real=True)
    >>> [part.expr for part in parts_of([sp.sin(sum(x**n for n in range(2, 12)))])]
    [x**11 + x**10 + x**9 + x**8 + x**7 + x**6 + x**5 + x**4 + x**3 + x**2]
    """
    everything = raw(sp.Tuple, *exprs)
    uses = Counter(id(arg) for node in nodes(everything) for arg in node.args)
    letter = _unused_letter(everything)
    shown: dict[int, int] = {}
    parts: list[Part] = []
    for node in nodes(everything):
        size = 1 + sum(shown[id(arg)] for arg in node.args)
        again = isinstance(node, ArrayHead) and uses[id(node)] > 1 and size > SMALLEST_SHARED
        if (size > LARGEST_PART or again) and node is not everything and not is_open(node):
            parts.append(Part(letter, len(parts) + 1, node))
            size = 1
        shown[id(node)] = size
    return parts


def _unused_letter(expr: Basic) -> str:
    taken = {symbol.name[0] for symbol in symbols_of(expr)}
    return next((letter for letter in "PQRSABCDFGHJKLM" if letter not in taken), "Part")


def expressions_of(derivation: Derivation) -> list[Basic]:
    """Everything that the flat reading of `derivation` shows."""
    shown: list[Basic] = [derivation.question]
    for node in derivation.nodes:
        shown += (node.step.before, node.step.after, node.answer)
    return [*shown, derivation.answer]


def told(numbers: list[int]) -> str:
    """Step numbers in words, short however many they are.

    >>> told([2, 3, 4, 5, 6]), told([7]), told([2, 9])
    ('steps 2 to 6', 'step 7', 'steps 2, 9')
    """
    if len(numbers) == 1:
        return f"step {numbers[0]}"
    if len(numbers) > 3 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"steps {numbers[0]} to {numbers[-1]}"
    few = ", ".join(map(str, numbers[:6]))
    return f"steps {few}" if len(numbers) <= 6 else f"steps {few} and {len(numbers) - 6} more"
