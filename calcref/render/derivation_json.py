"""A derivation as JSON: flat tables of numbered nodes, rules and steps, so that depth is no matter.

Schema `calcref.derivation`, version 1; `derivation.schema.json` beside this file is the same as JSON Schema. The text
is one object:

- `schema`: `{"name": "calcref.derivation", "version": 1}`.
- `question`, `answer`: numbers of nodes.
- `domain`: the open intervals on which an antiderivative is one, each `[node, node]`.
- `remainder`: of a Taylor polynomial `{"term", "place", "about", "var": nodes, "bound": node or null,
  "on": [node, node] or null}`; else null.
- `evidence`: what `check` found, if it was asked before, as `{"verdict", "how", "points", "error", "parts"}`; else
  null. It is a claim of whoever wrote the text.
- `nodes`: a list; a node comes after its arguments, and its number is its place. A node is one of
  `{"head": name, "args": [numbers]}`, with `"unknown": true` where the head is a function without a meaning;
  `{"symbol": name, "assumptions": {name: truth}}`, of an array with `"dims"` and `"properties"`;
  `{"integer": digits}`; `{"rational": [digits, digits]}`;
  `{"float": digits, "precision": bits}`; `{"constant": name}` as in SymPy's `S`; `{"string": characters}`.
  What steps start from, become and answer carries `"text"` and `"latex"` where they are small.
- `rules`: from the id of a rule to `{"name", "url", "conditions"}`, TeX between dollar signs.
- `steps`: a list in the order of the reading, each
  `{"rule": id, "before": node, "after": node, "answer": node, "where": {letter: node}, "parts": [places of steps],
  "conditions": [those that do not hold everywhere, with the letters replaced]}`.
"""

from __future__ import annotations

import json
from importlib.resources import files
from math import isfinite
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.conditions import WALKABLE
from calcref.core.errors import CalcrefError
from calcref.core.evidence import Evidence
from calcref.core.expr import Interner, nodes, raw, tree_size
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.records import Derivation, Law, Step
from calcref.core.remainder import Remainder
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


def schema() -> dict[str, Any]:
    """The JSON Schema of what `to_json` writes.

    >>> schema()["properties"]["schema"]["const"]
    {'name': 'calcref.derivation', 'version': 1}
    """
    found: dict[str, Any] = json.loads(files(__package__).joinpath("derivation.schema.json").read_text("utf-8"))
    return found


def table_of(derivation: Derivation) -> dict[str, Any]:
    """The object that `to_json` writes."""
    intern = Interner()
    steps = [node.step for node in derivation.nodes]
    ends = [(interval.start, interval.end) for interval in derivation.domain]
    left_out = _parts_of(derivation.remainder)
    shown = [derivation.question, derivation.answer, *(node.answer for node in derivation.nodes)]
    shown += [expr for step in steps for expr in (step.before, step.after)]
    values = [value for step in steps for value in step.where.values()]
    values += [end for pair in ends for end in pair] + list(left_out.values())
    everything = intern(raw(sp.Tuple, *shown, *values))
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
        "domain": [[number(low), number(high)] for low, high in ends],
        "remainder": _remainder({name: number(part) for name, part in left_out.items()}),
        "evidence": _evidence(vars(derivation).get("_evidence")),
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
                "conditions": conditions_of(node.step),
            }
            for node in derivation.nodes
        ],
    }


def _rule(rule: Law) -> dict[str, Any]:
    return {"name": rule.name, "url": link(rule), "conditions": [condition.text for condition in rule.conditions]}


def _parts_of(remainder: Remainder | None) -> dict[str, Basic]:
    """The expressions of `remainder` by their names."""
    if remainder is None:
        return {}
    found = {name: getattr(remainder, name) for name in ("term", "place", "about", "var")}
    if remainder.bound is not None:
        found["bound"] = remainder.bound
    return found | dict(zip(("from", "to"), remainder.on or (), strict=False))


def _remainder(numbers: dict[str, int]) -> dict[str, Any] | None:
    if not numbers:
        return None
    on = [numbers[end] for end in ("from", "to") if end in numbers]
    named = {name: numbers[name] for name in ("term", "place", "about", "var")}
    return {**named, "bound": numbers.get("bound"), "on": on or None}


def _evidence(found: Evidence | None) -> dict[str, Any] | None:
    if found is None:
        return None
    error = found.error if found.error is not None and isfinite(found.error) else None
    parts = [_evidence(part) for part in found.parts]
    return {"verdict": found.verdict, "how": found.how, "points": found.points, "error": error, "parts": parts}


def conditions_of(step: Step) -> list[str]:
    """The conditions of `step` that do not hold everywhere, with its letters replaced where they are small."""
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
    return nodes_of(table_from_json(written))


SEVERAL = {"calcref.critical_points": "['gradient']", "calcref.constrained-extrema": "['slopes'][0]"}


def table_from_json(written: str) -> dict[str, Any]:
    """The object that `to_json` wrote, which says that it is of the schema and version above.

    Raises:
        CalcrefError: the text is no such object.
    """
    try:
        table: dict[str, Any] = json.loads(written)
    except (ValueError, TypeError, RecursionError) as error:
        raise CalcrefError(f"expected the JSON of a derivation; this is not JSON: {error}") from None
    found = table.get("schema") if isinstance(table, dict) else None
    if isinstance(found, dict) and (parts := SEVERAL.get(str(found.get("name")))):
        raise CalcrefError(
            f"this is a table of points, which holds several derivations and values as text; read each derivation by "
            f"itself, as in Derivation.from_json(json.dumps(table{parts})), or ask for the points anew"
        )
    if found != SCHEMA:
        raise CalcrefError(
            f"expected JSON of the schema {SCHEMA}; found {str(found)[:200]}; write it anew with to_json"
        )
    return table


def nodes_of(table: dict[str, Any]) -> list[Basic]:
    """The expressions of `table` by their numbers.

    Raises:
        CalcrefError: an entry is no node.
    """
    entries = table.get("nodes", ())
    if not isinstance(entries, list | tuple):
        raise CalcrefError(f"expected a list of nodes; found {str(entries)[:200]}")
    built: list[Basic] = []
    for entry in entries:
        try:
            built.append(read_node(entry, [built[_place(k)] for k in entry.get("args", ())]))
        except SYMPY_RAISES:
            raise CalcrefError(
                f"expected a node after its arguments; found node {len(built)} to be {str(entry)[:200]}"
            ) from None
    return built


def _place(k: Any) -> int:
    if type(k) is not int or k < 0:
        raise ValueError(f"{k!r} is no place in a list")
    return k
