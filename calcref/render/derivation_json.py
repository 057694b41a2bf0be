"""A derivation as JSON: flat tables of numbered nodes, rules and steps, so that depth is no matter.

Schema `calcref.derivation`, version 1. The text is one object:

- `schema`: `{"name": "calcref.derivation", "version": 1}`.
- `question`, `answer`: numbers of nodes.
- `nodes`: a list; a node comes after its arguments, and its number is its place. A node is one of
  `{"head": name, "args": [numbers]}`, with `"unknown": true` where the head is a function without a meaning;
  `{"symbol": name, "assumptions": {name: truth}}`; `{"integer": digits}`; `{"rational": [digits, digits]}`;
  `{"float": digits, "precision": bits}`; `{"constant": name}` as in SymPy's `S`; `{"string": characters}`.
  What steps start from, become and answer carries `"text"` and `"latex"` where they are small.
- `rules`: from the id of a rule to `{"name", "url", "conditions"}`, TeX between dollar signs.
- `steps`: a list in the order of the reading, each
  `{"rule": id, "before": node, "after": node, "answer": node, "where": {letter: node}, "parts": [places of steps],
  "conditions": [those that do not hold everywhere, with the letters replaced]}`.
"""

from __future__ import annotations

import json
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.conditions import WALKABLE
from calcref.core.errors import CalcrefError
from calcref.core.expr import Interner, nodes, raw, tree_size
from calcref.core.records import Derivation, Law, Step
from calcref.render.expression_latex import LatexPrinter, latex
from calcref.render.expression_text import TextPrinter
from calcref.render.json_nodes import read_node, write_node
from calcref.render.notes import conditions, link

SCHEMA = {"name": "calcref.derivation", "version": 1}
SMALL = 40  # nodes of an expression that is also given as text and as LaTeX


def to_json(derivation: Derivation) -> str:
    """`derivation` as JSON text of the schema above.

    >>> from calcref.core.engine import derive
    >>> from calcref.core.letters import x
    >>> from calcref.core.questions import Diff
    >>> from calcref.derivatives import RULES
    >>> table = json.loads(to_json(derive(Diff(x**2, x), RULES)))
    >>> [table["nodes"][step["answer"]]["text"] for step in table["steps"]]
    ['2*x']
    """
    return json.dumps(table_of(derivation), ensure_ascii=False)


def table_of(derivation: Derivation) -> dict[str, Any]:
    """The object that `to_json` writes."""
    intern = Interner()
    steps = [node.step for node in derivation.nodes]
    shown = [derivation.question, derivation.answer, *(node.answer for node in derivation.nodes)]
    shown += [expr for step in steps for expr in (step.before, step.after)]
    everything = intern(raw(sp.Tuple, *shown, *(value for step in steps for value in step.where.values())))
    ordered = [node for node in nodes(everything) if node is not everything]
    numbers = {id(node): k for k, node in enumerate(ordered)}

    def number(expr: Basic) -> int:
        return numbers[id(intern(expr))]

    table = [write_node(node, numbers) for node in ordered]
    write_text, write_latex = TextPrinter(), LatexPrinter()
    for k in dict.fromkeys(map(number, shown)):
        if tree_size(ordered[k]) <= SMALL:
            table[k] |= {"text": write_text(ordered[k]), "latex": write_latex(ordered[k])}
    places = {id(node): k for k, node in enumerate(derivation.nodes)}
    return {
        "schema": SCHEMA,
        "question": number(derivation.question),
        "answer": number(derivation.answer),
        "nodes": table,
        "rules": {step.rule.id: _rule(step.rule) for step in steps},
        "steps": [
            {
                "rule": node.step.rule.id,
                "before": number(node.step.before),
                "after": number(node.step.after),
                "answer": number(node.answer),
                "where": {letter: number(value) for letter, value in node.step.where.items()},
                "parts": [places[id(part)] for part in node.parts],
                "conditions": _conditions(node.step),
            }
            for node in derivation.nodes
        ],
    }


def _rule(rule: Law) -> dict[str, Any]:
    return {"name": rule.name, "url": link(rule), "conditions": [condition.text for condition in rule.conditions]}


def _conditions(step: Step) -> list[str]:
    if any(tree_size(value) > WALKABLE for value in step.where.values()):
        return [condition.text for condition in step.rule.conditions]
    return conditions(step, latex)


def expressions_from_json(written: str) -> list[Basic]:
    """The expressions of a table that `to_json` wrote, by their numbers; equal to those of the derivation.

    Raises:
        CalcrefError: the text is not of this schema and version, or holds a head that neither calcref nor SymPy knows.

    >>> from calcref.core.engine import derive
    >>> from calcref.core.letters import x
    >>> from calcref.core.questions import Diff
    >>> from calcref.derivatives import RULES
    >>> derivation = derive(Diff(x**2, x), RULES)
    >>> expressions_from_json(to_json(derivation))[json.loads(to_json(derivation))["answer"]]
    2*x
    """
    try:
        table = json.loads(written)
    except ValueError as error:
        raise CalcrefError(f"expected the JSON of a derivation; this is not JSON: {error}") from None
    found = table.get("schema") if isinstance(table, dict) else None
    if found != SCHEMA:
        raise CalcrefError(f"expected JSON of the schema {SCHEMA}; found {found}; write it anew with to_json")
    built: list[Basic] = []
    for entry in table.get("nodes", ()):
        try:
            built.append(read_node(entry, [built[k] for k in entry.get("args", ())]))
        except (AttributeError, IndexError, TypeError, ValueError):
            raise CalcrefError(f"expected a node after its arguments; found node {len(built)} to be {entry}") from None
    return built
