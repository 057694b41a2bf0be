"""One expression of arrays as code, piece by piece: vectors have one dimension, rows and columns alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core import array_functions as functions
from calcref.core import array_heads as heads
from calcref.core.array_parts import Columns
from calcref.core.arrays import Array, ArrayHead
from calcref.core.walk import post_order

SUM, PRODUCT, UNARY, ATOM = range(4)

SIMPLE = 60  # characters of what may stand inside another line


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a library of arrays is called.

    Args:
        name: of the library.
        prefix: before its functions.
        imports: the line that imports it.
    """

    name: str
    prefix: str
    imports: str

    @property
    def axis(self) -> str:
        """What it calls an axis."""
        return "dim" if self.name == "torch" else "axis"

    @property
    def keep(self) -> str:
        """What it calls to keep one."""
        return "keepdim=True" if self.name == "torch" else "keepdims=True"


class Writer:
    """Writes expressions as code, and lines that compute what is used more than once.

    Args:
        dialect: the library.
        names: of the arrays.
        shared: the identities of expressions that occur more than once.
        table: how each operation is written.
    """

    def __init__(self, dialect: Dialect, names: Mapping[Array, str], shared: set[int], table: Table) -> None:
        self.dialect, self.names, self.shared, self.table = dialect, names, shared, table
        self.lines: list[str] = []
        self.values: dict[str, str] = {}
        self.dims: dict[Basic, None] = {}
        self.known: dict[int, tuple[str, int]] = {}
        self.alive: list[Basic] = []
        self.uses_math = False

    def written(self, expr: Basic) -> str:
        """The code of `expr`."""
        for node, _ in post_order(expr, _entered, self.known):
            self.known[id(node)] = self._kept(node, *self._code(node))
            self.alive.append(node)
        return self.known[id(expr)][0]

    def _kept(self, node: Basic, code: str, tight: int) -> tuple[str, int]:
        if id(node) in self.shared and len(code) > 8:
            return self.assigned(code), ATOM
        return code, tight

    def assigned(self, code: str) -> str:
        """The name of a variable with this value, a new one where none has it."""
        if code in self.values:
            return self.values[code]
        taken = set(self.names.values())
        name = f"t{len(self.lines) + 1}"
        while name in taken:
            name += "_"
        self.lines.append(f"{name} = {code}")
        self.values[code] = name
        return name

    def at(self, node: Basic, least: int) -> str:
        """The code of `node`, in parentheses where it is looser than `least`."""
        if id(node) not in self.known:
            self.written(node)
        code, tight = self.known[id(node)]
        return code if tight >= least or is_atomic(code) else f"({code})"

    def call(self, name: str, *args: str) -> str:
        """A function of the library."""
        return f"{self.dialect.prefix}.{name}({', '.join(args)})"

    def _code(self, node: Basic) -> tuple[str, int]:
        if isinstance(node, Array):
            return self.names[node], ATOM
        if node.is_Number:
            return _number(node)
        if node in (sp.pi, sp.E):
            self.uses_math = True
            return f"math.{'pi' if node is sp.pi else 'e'}", ATOM
        if not isinstance(node, ArrayHead):  # a dimension, or what is made of some
            return self.size(node), ATOM if node.is_Symbol else PRODUCT if node.is_Mul else SUM
        return self.table[type(node)](self, node)

    def size(self, dim: Basic) -> str:
        """A dimension, which is read from an argument."""
        self.dims.update(dict.fromkeys(sorted(dim.free_symbols, key=str)))
        return str(dim)

    @property
    def like(self) -> tuple[str, ...]:
        """What PyTorch has to be told of new arrays."""
        return (f"dtype={next(iter(self.names.values()))}.dtype",) if self.dialect.name == "torch" else ()


def _entered(node: Basic) -> Sequence[Basic]:
    """What is written before `node`: products look into their chain themselves."""
    if isinstance(node, (heads.Ones, heads.Zeros, heads.Eye, functions.Commutation)):
        return ()
    if isinstance(node, Columns):
        return (node.args[0],)
    return tuple(arg for arg in node.args if type(arg).__name__ != "Str")


def _number(node: Any) -> tuple[str, int]:
    if node.is_Integer:
        return str(node), ATOM if node >= 0 else UNARY
    exact = sp.Rational(repr(float(node))) == node
    return (repr(float(node)), ATOM if node >= 0 else UNARY) if exact else (f"{node.p} / {node.q}", PRODUCT)


def is_atomic(code: str) -> bool:
    """Whether nothing outside of brackets holds `code` together loosely."""
    depth = 0
    for character in code:
        depth += (character in "([{") - (character in ")]}")
        if character == " " and not depth:
            return False
    return not code.startswith("-")


def parenthesized(code: str) -> str:
    return code if is_atomic(code) else f"({code})"


Table = Mapping[type[Any], Callable[[Writer, Any], tuple[str, int]]]
