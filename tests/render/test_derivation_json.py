"""The JSON gives every expression back."""

import json

import pytest
import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expr import Interner
from calcref.core.questions import LimitOf
from calcref.core.records import Derivation, Step
from calcref.render import expressions_from_json, text, to_json
from tests.render.derivations import LARGE, SMALL, rule, x

y = sp.Symbol("y", positive=True)
ODD = (
    sp.Float("0.1", 30) * y,
    sp.Symbol("z", integer=True, negative=True) + sp.Dummy("z").assumptions0.get("zero", sp.pi),
    sp.Piecewise((x, x > 0), (sp.E, True)),
    sp.Trace(sp.MatrixSymbol("A", 2, 2)),
    sp.Function("f")(x, y) + sp.oo,
    LimitOf(sp.Rational(-2, 3) * x, x, 0, "+"),
)


@pytest.mark.parametrize("make", [*SMALL.values(), *LARGE.values()])
def test_every_expression_comes_back(make):
    derivation = make()
    written = to_json(derivation)
    table, found = json.loads(written), expressions_from_json(written)
    intern = Interner()  # equal expressions become one object, so that comparing them does not recurse

    def same(number, expr):
        return intern(found[number]) is intern(expr)

    assert same(table["question"], derivation.question)
    assert same(table["answer"], derivation.answer)
    for entry, node in zip(table["steps"], derivation.nodes, strict=True):
        assert same(entry["before"], node.step.before)
        assert same(entry["after"], node.step.after)
        assert same(entry["answer"], node.answer)
        assert all(same(entry["where"][letter], value) for letter, value in node.step.where.items())
        assert [derivation.nodes[k] for k in entry["parts"]] == list(node.parts)
        assert table["rules"][entry["rule"]]["name"] == node.step.rule.name


@pytest.mark.parametrize("expr", ODD, ids=str)
def test_leaves_and_heads_of_every_kind_come_back(expr):
    written = to_json(Derivation(Step(rule("odd"), LimitOf(x, x, 0), expr), (), expr))
    assert expressions_from_json(written)[json.loads(written)["answer"]] == expr


def test_the_table_is_flat_and_says_its_version():
    table = json.loads(to_json(SMALL["product"]()))
    assert table["schema"] == {"name": "calcref.derivation", "version": 1}
    assert all(argument < k for k, node in enumerate(table["nodes"]) for argument in node.get("args", ()))
    assert table["nodes"][table["answer"]]["text"] == text(SMALL["product"]().answer)
    assert table["steps"][0]["conditions"] == []
    assert table["rules"]["product-rule"]["url"].endswith("/derivatives/product-rule/")


def test_large_expressions_have_no_text():
    table = json.loads(to_json(LARGE["chain"]()))
    assert "text" not in table["nodes"][table["answer"]]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{", "not JSON"),
        ("[]", "found None"),
        ('{"schema": {"name": "calcref.derivation", "version": 2}}', "'version': 2"),
        (
            '{"schema": {"name": "calcref.derivation", "version": 1}, "nodes": [{"head": "system", "args": []}]}',
            "'system'",
        ),
        (
            '{"schema": {"name": "calcref.derivation", "version": 1}, "nodes": [{"constant": "Nonsense"}]}',
            "'Nonsense'",
        ),
        ('{"schema": {"name": "calcref.derivation", "version": 1}, "nodes": [{"integer": "two"}]}', "'two'"),
        ('{"schema": {"name": "calcref.derivation", "version": 1}, "nodes": ["x"]}', "node 0"),
        ('{"schema": {"name": "calcref.derivation", "version": 1}, "nodes": [{"head": "Add", "args": [0]}]}', "node 0"),
    ],
)
def test_what_is_not_such_a_table_is_refused(written, message):
    with pytest.raises(CalcrefError, match=message):
        expressions_from_json(written)
