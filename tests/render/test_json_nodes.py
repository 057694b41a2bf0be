"""An entry of the table for every kind of node."""

import pytest
import sympy as sp
from sympy.core.symbol import Str

from calcref.core.arrays import Array, ArrayHead
from calcref.core.errors import CalcrefError
from calcref.core.functions import sigmoid
from calcref.core.implicit_system import InverseOf, SolutionOf
from calcref.core.questions import Diff, Head
from calcref.core.several import Rows, Several, Vector
from calcref.render import json_nodes
from calcref.render.json_nodes import read_node, write_node
from tests.render.strategies import x

LEAVES = [
    (x, {"symbol": "x", "assumptions": {"real": True}}),
    (sp.Symbol("n", integer=True, positive=True), None),
    (sp.Integer(-7), {"integer": "-7"}),
    (sp.Rational(-2, 3), {"rational": ["-2", "3"]}),
    (sp.pi, {"constant": "Pi"}),
    (sp.oo, {"constant": "Infinity"}),
    (sp.true, {"constant": "BooleanTrue"}),
]


@pytest.mark.parametrize(("leaf", "wanted"), LEAVES, ids=[str(leaf) for leaf, _ in LEAVES])
def test_leaves(leaf, wanted):
    entry = write_node(leaf, {})
    assert wanted is None or entry == wanted
    assert read_node(entry, []) == leaf


@pytest.mark.parametrize("node", [sp.sin(x), Diff(x, x), sigmoid(x), sp.Function("sin_like")(x)], ids=str)
def test_heads(node):
    entry = write_node(node, {id(arg): 0 for arg in node.args})
    assert read_node(entry, list(node.args)) == node


@pytest.mark.parametrize("entry", [{}, {"head": "no_such_head", "args": []}, {"constant": "Integer"}, {"head": "pi"}])
def test_what_nobody_knows_is_refused(entry):
    with pytest.raises(CalcrefError, match="expected a node"):
        read_node(entry, [])


def test_every_head_that_describes_itself_has_a_number_of_arguments():
    heads = [head for head in json_nodes._OURS.values() if issubclass(head, Head)]
    final = [head for head in heads if not any(other is not head and issubclass(other, head) for other in heads)]
    told = (ArrayHead, Several, Vector, Rows, InverseOf, SolutionOf)  # these say themselves what they take
    assert {head for head in final if not issubclass(head, told)} <= json_nodes._ARGUMENTS.keys()


def test_an_operation_on_arrays_stands_before_arguments_that_give_a_shape():
    one = Array("A", ("m", "n"))
    assert read_node({"head": "ArrayTranspose", "args": [0]}, [one]).shape == one.shape[::-1]
    for args in ([], [Str("A")]):
        with pytest.raises(CalcrefError, match="expected a node"):
            read_node({"head": "ArrayTranspose", "args": [0]}, args)
