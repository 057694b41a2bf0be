"""Derivations come back from JSON, and what is no such JSON is refused by an error of ours, whatever it holds."""

import json

import pytest

from calcref import (
    CalcrefError,
    Derivation,
    Divergent,
    critical_points,
    differentiate,
    implicit,
    integrate,
    lagrange,
    limit,
    parametric,
    taylor,
)
from calcref.render.derivation_json import schema
from tests.render.derivations import LARGE
from tests.round_trip import comes_back


def divergent():
    with pytest.raises(Divergent) as caught:
        integrate("1/x", lower=0, upper=1)
    return caught.value.derivation


ANSWERS = {
    "cases of a letter": lambda: integrate("e^(-a x)", "x", 0, "oo"),
    "a special case": lambda: integrate("x^n", "x"),
    "intervals": lambda: integrate("1/(x^2 - 1)"),
    "periodic intervals": lambda: integrate("sec(x)^2"),
    "a question that comes back": lambda: integrate("e^x sin(x)"),
    "divergent": divergent,
    "a principal value": lambda: integrate("1/x", "x", -1, 2, principal_value=True),
    "the slope of a path": lambda: parametric("cos(t)", "sin(t)"),
    "an implicit slope": lambda: implicit("x^2 + y^2 = 1", "y", "x", order=2),
    "a limit to a base": lambda: limit("(2^x - 1)/x", "x", 0),
    "a remainder with a bound": lambda: taylor("e^x", order=3, on=(-1, 1)),
    "at a point": lambda: differentiate("x^2 sin(x)", at=2),
}


@pytest.mark.parametrize("make", [*ANSWERS.values(), LARGE["chain"]], ids=[*ANSWERS, "chain"])
def test_a_derivation_comes_back_and_keeps_to_the_schema(make):
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema, of the extra test, is not installed")
    derivation = make()
    found = comes_back(derivation)
    assert found.remainder is None or vars_of(found.remainder) == vars_of(derivation.remainder)
    assert found.domain == derivation.domain
    jsonschema.Draft202012Validator(schema()).validate(json.loads(derivation.to_json()))


def vars_of(remainder):
    return [getattr(remainder, name) for name in remainder.__slots__]


@pytest.mark.parametrize("make", [ANSWERS["a special case"], ANSWERS["an implicit slope"], ANSWERS["at a point"]])
def test_what_was_read_is_checked_as_what_was_derived(make):
    derivation = make()
    found = Derivation.from_json(derivation.to_json())
    assert found.check().verdict == derivation.check().verdict
    said = json.loads(derivation.to_json())["evidence"]
    assert (said["verdict"], said["how"]) == (derivation.check().verdict, derivation.check().how)


def test_the_evidence_of_a_document_is_not_believed():
    table = json.loads(differentiate("x^2").to_json())
    table["evidence"] = {"verdict": "proved", "how": "I say so", "points": 9, "error": 0.0, "parts": []}
    three = len(table["nodes"])
    table["nodes"].append({"integer": "3"})
    table["answer"] = table["steps"][0]["answer"] = table["steps"][0]["after"] = three
    assert Derivation.from_json(json.dumps(table)).check().verdict == "refuted"


def spoiled(*path, value):
    """The JSON of the derivative of x·sin(x), with `value` at the place that `path` leads to; None takes it away."""
    table = json.loads(differentiate("x sin(x)").to_json())
    inner = table
    for key in path[:-1]:
        inner = inner[key]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return json.dumps(table)


SPOILED = {
    "no text": (None, "not JSON"),
    "deep": ("[" * 100_000, "not JSON"),
    "another schema": ('{"schema": "other"}', "found other"),
    "a later version": (spoiled("schema", "version", value=2), "'version': 2"),
    "no steps": (spoiled("steps", value=[]), "found 0"),
    "steps of another kind": (spoiled("steps", value=7), "do not fit"),
    "no answer": (spoiled("answer", value=None), "do not fit"),
    "another answer": (spoiled("answer", value=0), "answers its question"),
    "a rule that nobody knows": (spoiled("steps", 0, "rule", value="os.system"), "'os.system'"),
    "a loss for a rule": (spoiled("steps", 0, "rule", value="huber-loss"), "'huber-loss'"),
    "a step that is its own part": (spoiled("steps", 1, "parts", value=[1]), "lean"),
    "steps in a circle": (spoiled("steps", 1, "parts", value=[2]).replace('"parts": []', '"parts": [1]'), "lean"),
    "two trees": (spoiled("steps", 0, "parts", value=[]), "found 3"),
    "a part that is not there": (spoiled("steps", 1, "parts", value=[99]), "do not fit"),
    "a node from the end": (spoiled("nodes", 1, value={"head": "sin", "args": [-1]}), "node 1"),
    "a function of too many": (spoiled("nodes", 1, value={"head": "sin", "args": [0, 0]}), "node of the schema"),
    "a question without a variable": (spoiled("nodes", 1, value={"head": "Diff", "args": [0]}), "node of the schema"),
    "code for a head": (spoiled("nodes", 1, value={"head": "__import__", "args": [0]}), "node of the schema"),
    "what evaluates": (spoiled("nodes", 1, value={"head": "sympify", "args": [0]}), "node of the schema"),
    "code for a number": (spoiled("nodes", 0, value={"integer": "__import__('os')"}), "node 0"),
    "a number over 0": (spoiled("nodes", 0, value={"rational": ["1", "0"]}), "node of the schema"),
    "endless digits": (spoiled("nodes", 0, value={"float": "0.1", "precision": 10**9}), "node of the schema"),
    "assumptions of another kind": (
        spoiled("nodes", 0, value={"symbol": "x", "assumptions": {"real": "os"}}),
        "schema",
    ),
    "assumptions that clash": (
        spoiled("nodes", 0, value={"symbol": "x", "assumptions": {"real": False, "positive": True}}),
        "node 0",
    ),
}


@pytest.mark.parametrize(("written", "message"), SPOILED.values(), ids=SPOILED)
def test_what_is_no_derivation_is_refused(written, message):
    with pytest.raises(CalcrefError, match=message):
        Derivation.from_json(written)


def test_what_a_document_says_beside_its_rules_is_shown_as_text_and_decides_nothing():
    found = Derivation.from_json(spoiled("steps", 0, "conditions", value=["<b>always</b>"]))
    assert [condition.holds({}, {}) for condition in found.step.rule.conditions] == [None]
    assert "&lt;b&gt;always" in found.to_html()
    assert "<b>" not in found.to_html(typeset=True)


@pytest.mark.parametrize(
    ("points", "parts"),
    [
        (critical_points("x^2 + y^2"), lambda table: [table["gradient"], table["hessian"]]),
        (lagrange("x y", "x^2 + y^2 = 1", check=False), lambda table: table["slopes"]),
    ],
    ids=["critical points", "constrained extrema"],
)
def test_a_table_of_points_says_how_its_derivations_are_read(points, parts):
    with pytest.raises(CalcrefError, match="a table of points, which holds several derivations"):
        Derivation.from_json(points.to_json())
    for table in parts(json.loads(points.to_json())):
        assert Derivation.from_json(json.dumps(table)).check().verdict in ("proved", "agrees")
