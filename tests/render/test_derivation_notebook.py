"""A notebook of Markdown cells."""

import json

import pytest

from calcref.render import to_latex, to_notebook
from tests.render.derivations import LARGE, SMALL


@pytest.mark.parametrize("make", [*SMALL.values(), *LARGE.values()])
def test_the_notebook_has_the_form_of_nbformat_4(make):
    notebook = json.loads(json.dumps(to_notebook(make())))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    for cell in notebook["cells"]:
        assert set(cell) == {"cell_type", "id", "metadata", "source"}
        assert cell["cell_type"] == "markdown"
        assert all(line.endswith("\n") for line in cell["source"][:-1])


def test_a_cell_for_the_chain_and_one_for_each_step():
    derivation = SMALL["product"]()
    first, *others = ["".join(cell["source"]) for cell in to_notebook(derivation)["cells"]]
    assert to_latex(derivation) in first
    assert [source[:5] for source in others] == ["**1. ", "**2. ", "**3. ", "Step "]
