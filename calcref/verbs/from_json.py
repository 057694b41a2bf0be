"""A derivation from the JSON that it was written as: what is read are formulas and names of rules, never code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from sympy.core.basic import Basic

from calcref.catalogue import catalogue
from calcref.core.engine import SOLVE
from calcref.core.errors import CalcrefError
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.questions import Question
from calcref.core.records import Condition, Derivation, Law, Step
from calcref.core.remainder import Remainder
from calcref.integrals import read_backwards
from calcref.render.derivation_json import conditions_of, nodes_of, table_from_json
from calcref.verbs.assume import PUT_BACK
from calcref.verbs.at_point import EVALUATE
from calcref.verbs.by_quadrature import BY_QUADRATURE

Table = Mapping[str, Any]


@cache
def laws() -> dict[str, Law]:
    """Everything that a step may go by, by its id."""
    return {law.id: law for law in (*catalogue.rules, *read_backwards.RULES, SOLVE, EVALUATE, BY_QUADRATURE, PUT_BACK)}


def from_json(written: str) -> Derivation:
    """The derivation that `to_json` wrote as `written`: equal expressions, and the rules of the catalogue.

    What a document says of evidence is not believed: `check()` does its work anew.

    Raises:
        CalcrefError: the text is not of the schema and version of `to_json`, or no derivation.

    >>> from calcref import differentiate
    >>> derivation = differentiate("x^2 sin(x)")
    >>> from_json(derivation.to_json()).to_text() == derivation.to_text()
    True
    """
    table = table_from_json(written)
    nodes = nodes_of(table)
    try:
        derivation = _derivation(table, nodes)
        question, answer = nodes[table["question"]], nodes[table["answer"]]
    except SYMPY_RAISES as error:
        said = f"{type(error).__name__}: {error}"
        raise CalcrefError(f"expected a derivation as to_json writes it; its parts do not fit ({said[:200]})") from None
    if derivation.question is not question or derivation.answer is not answer:
        raise CalcrefError("expected a derivation that answers its question; found steps that answer another")
    return derivation


def _derivation(table: Table, nodes: list[Basic]) -> Derivation:
    """The derivation whose steps `table` lists; it is the one that is a part of no other."""
    entries = table["steps"]
    wanted = {place for entry in entries for place in entry["parts"]}
    roots = [place for place in range(len(entries)) if place not in wanted]
    if len(roots) != 1:
        raise CalcrefError(f"expected steps that make one tree; found {len(roots)} that are a part of no other")
    known: dict[int, Derivation] = {}
    for place in _parts_first(entries, roots[0]):
        entry = entries[place]
        parts = tuple(known[part] for part in entry["parts"])
        step = _step(entry, nodes)
        if not isinstance(step.before, Question) and not parts:
            raise CalcrefError(f"expected a question to begin with; found step {place} to have none")
        remainder = _remainder(table["remainder"], nodes) if place == roots[0] else None
        known[place] = Derivation(step, parts, nodes[entry["answer"]], remainder)
    if len(known) < len(entries):
        raise CalcrefError("expected steps that make one tree; found some that lean on themselves")
    return known[roots[0]]


def _parts_first(entries: list[Table], root: int) -> Iterator[int]:
    """The places of all steps that `root` leans on, each after its parts.

    Raises:
        CalcrefError: a step leans on itself.
    """
    done, open_ = set[int](), set[int]()
    stack = [root]
    while stack:
        place = stack[-1]
        todo = [part for part in entries[place]["parts"] if part not in done]
        if place in done or not todo:
            stack.pop()
            if place not in done:
                yield place
            done.add(place)
        elif place in open_ and any(part in open_ for part in todo):
            raise CalcrefError(f"expected steps that make one tree; found step {place} to lean on itself")
        else:
            open_.add(place)
            stack.extend(todo)


def _step(entry: Table, nodes: list[Basic]) -> Step:
    law = laws().get(entry["rule"])
    if law is None:
        raise CalcrefError(f"expected the id of a rule in the catalogue; found {str(entry['rule'])[:100]!r}")
    where = {letter: nodes[place] for letter, place in entry["where"].items()}
    step = Step(law, nodes[entry["before"]], nodes[entry["after"]], where)
    own = conditions_of(step)
    said = tuple(Condition(text, _undecided) for text in entry["conditions"] if text not in own)
    return replace(step, rule=replace(law, conditions=(*law.conditions, *said))) if said else step


def _undecided(where: object, point: object) -> None:
    """What a document says that its rule does not."""


def _remainder(said: Table | None, nodes: list[Basic]) -> Remainder | None:
    if said is None:
        return None
    term, place, about, var = (nodes[said[name]] for name in ("term", "place", "about", "var"))
    bound = None if said["bound"] is None else nodes[said["bound"]]
    on = None if said["on"] is None else (nodes[said["on"][0]], nodes[said["on"][1]])
    return Remainder(term, place, about, var, bound, on)
