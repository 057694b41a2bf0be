"""The computational graph of an expression, read from the questions that its derivations share.

A derivation of d e/dx asks, for every expression inside e that varies with x, one question, and its step writes the
answer as a sum of local slopes times smaller questions. Those questions are the nodes of the graph, those local
slopes its edges; the derivations for all variables together give the whole graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expr import fill, open_questions, replace, symbols_of
from calcref.core.functions import RealFunction
from calcref.core.questions import Diff
from calcref.core.records import Derivation
from calcref.core.shown import Brief, brief, table
from calcref.plot.drawing.formula import BEYOND_NUMPY, drawable, setting
from calcref.render import latex, text
from calcref.verbs.differentiate import differentiate
from calcref.verbs.reading import shown


@dataclass(frozen=True, slots=True, repr=False)
class Node(Brief):
    """One value of the computation.

    Args:
        name: what it is called: the variable itself, or v₁, v₂, … in the order of evaluation.
        label: how it is computed from the nodes it reads, for Matplotlib.
        value: what it is.
        adjoint: the derivative of the last node in this one.
    """

    name: str
    label: str
    value: float
    adjoint: float


@dataclass(frozen=True, slots=True, repr=False)
class Graph:
    """Nodes in the order of evaluation, and edges (from, to, slope): the slope of node `to` in node `from`."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[int, int, float], ...]

    def __repr__(self) -> str:
        return f"Graph({len(self.nodes)} nodes, {len(self.edges)} edges, result {brief(self.nodes[-1].value)})"

    def _repr_html_(self) -> str:
        read = [
            [f"{self.nodes[j].name}: {brief(slope)}" for j, k, slope in self.edges if k == at]
            for at in range(len(self.nodes))
        ]
        rows = [(it.name, ", ".join(of), it.value, it.adjoint) for it, of in zip(self.nodes, read, strict=True)]
        return table(f"Graph of {len(self.nodes)} nodes", ("name", "slopes in what it reads", "value", "adjoint"), rows)


def computational_graph(
    formula: str | sp.Expr, at: Mapping[str, float], names: Mapping[str, str] | None = None
) -> Graph:
    """The graph of `formula` at the values `at` of its variables: values forward, adjoints backward.

    Args:
        formula: text or SymPy expression.
        at: the value of every variable.
        names: letters for values on the way, from the formula of each; the others are numbered.

    Raises:
        ParseError: the text is not a formula.
        CalcrefError: a variable has no value, the formula has none there, or what is named is no value on the way.

    >>> graph = computational_graph("x*y", {"x": 2.0, "y": 5.0})
    >>> [(node.name, node.value, node.adjoint) for node in graph.nodes]
    [('x', 2.0, 5.0), ('y', 5.0, 2.0), ('v1', 10.0, 1.0)]
    """
    expr = drawable(formula)
    point = _point(expr, at)
    slopes: dict[sp.Expr, dict[sp.Expr, float]] = {}
    root = expr
    for variable in point:
        derivation = differentiate(expr, variable)
        root = derivation.question.expr
        for node in derivation.nodes:
            _read(node, variable, point, slopes)
    order = _order(root, slopes)
    return _graph(order, slopes, {expr: _value(expr, point) for expr in order}, _named(order, names or {}))


def _named(order: list[sp.Expr], names: Mapping[str, str]) -> dict[sp.Expr, sp.Symbol]:
    found = {drawable(part): sp.Symbol(name, real=True) for part, name in names.items()}
    missing = [shown(part) for part in found if part not in order or part.is_Symbol]
    if missing:
        steps = "; ".join(shown(part) for part in order if not part.is_Symbol)
        raise CalcrefError(f"{missing[0]} is no value on the way, so it takes no name there; these are: {steps}")
    return found


def _point(expr: sp.Expr, at: Mapping[str, float]) -> dict[sp.Symbol, float]:
    letters = sorted(symbols_of(expr), key=lambda symbol: list(at).index(symbol.name) if symbol.name in at else -1)
    missing = [letter.name for letter in letters if letter.name not in at]
    if missing or not letters:
        raise CalcrefError(
            f"a graph needs a value for every variable; {', '.join(missing) or 'the formula'} has none: "
            "give them as at={'x': 1.0}"
        )
    return {letter: float(at[letter.name]) for letter in letters}


def _value(expr: sp.Expr, point: Mapping[sp.Symbol, float]) -> float:
    plain = expr.doit() if expr.has(RealFunction) else expr
    with np.errstate(all="ignore"):
        found = complex(
            sp.lambdify(list(point), plain, modules=[BEYOND_NUMPY, "numpy"])(*map(np.float64, point.values()))
        )
    if found.imag or not abs(found.real) < float("inf"):
        raise CalcrefError(f"{shown(expr)} has no real value there; choose another point")
    return found.real


def _read(
    node: Derivation,
    variable: sp.Symbol,
    point: Mapping[sp.Symbol, float],
    slopes: dict[sp.Expr, dict[sp.Expr, float]],
) -> None:
    """Add what one step says: the slope of its expression in each expression that it asks about."""
    question = node.step.before
    if not isinstance(question, Diff) or question.var != variable or question.expr == variable:
        return
    inner = {part.step.before: part.answer for part in node.parts}
    local = fill(node.step.after, {asked: answer for asked, answer in inner.items() if asked.var != variable})
    asked = [part for part in open_questions(local) if symbols_of(part.expr)]
    into = slopes.setdefault(question.expr, {})
    if not asked and variable in symbols_of(question.expr):
        into[variable] = _value(local, point)
    for one in asked:
        ones = {other: sp.Integer(other == one) for other in open_questions(local)}
        into[one.expr] = _value(fill(local, ones), point)


def _order(root: sp.Expr, slopes: Mapping[sp.Expr, Mapping[sp.Expr, float]]) -> list[sp.Expr]:
    """The expressions that `root` needs, each after those it reads; those that only rename a constant are left out."""
    done: dict[sp.Expr, None] = {}
    stack = [root]
    while stack:
        expr = stack[-1]
        todo = [read for read in slopes.get(expr, {}) if read not in done]
        if todo:
            stack.extend(reversed(todo))
        else:
            done[stack.pop()] = None
    return list(done)


def _graph(
    order: list[sp.Expr],
    slopes: Mapping[sp.Expr, Mapping[sp.Expr, float]],
    values: Mapping[sp.Expr, float],
    named: Mapping[sp.Expr, sp.Symbol],
) -> Graph:
    adjoints = dict.fromkeys(order, 0.0)
    adjoints[order[-1]] = 1.0
    for expr in reversed(order):
        for read, slope in slopes.get(expr, {}).items():
            adjoints[read] += adjoints[expr] * slope
    taken = {symbol.name[0] for symbol in (*symbols_of(order[-1]), *named.values())}
    letter = next((letter for letter in "vztpqrs" if letter not in taken), "v")
    names: dict[sp.Expr, sp.Expr] = {}
    nodes = []
    for expr in order:
        computed = replace(expr, names, lambda node: False)
        count = sum(not (read.is_Symbol or read in named) for read in names)
        names[expr] = expr if expr.is_Symbol else named.get(expr, sp.Symbol(f"{letter}_{count + 1}", real=True))
        how = latex(computed) if expr.is_Symbol else f"{latex(names[expr])} = {latex(computed)}"
        shown = setting(how, text(computed))
        nodes.append(Node(names[expr].name.replace("_", ""), shown, values[expr], adjoints[expr]))
    index = {expr: position for position, expr in enumerate(order)}
    edges = [(index[read], index[expr], slope) for expr in order for read, slope in slopes.get(expr, {}).items()]
    return Graph(tuple(nodes), tuple(edges))
