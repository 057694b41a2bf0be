"""The embedding: rows of a table, chosen by number."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff import ArrayRule
from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.layers.arguments import real_arrays, require
from calcref.layers.layer import Layer


def embedding(table: Any, indices: Any) -> Any:
    """Return table[indices], of shape (..., n).

    It is the product of one-hot rows with the table, without the zeros.

    Args:
        table: shape (rows, n).
        indices: whole numbers from 0 to rows - 1, of any shape (...); a row may be chosen many times.

    Raises:
        ShapeMismatch: the table is not a matrix.
        OutsideDomain: the table is not made of real numbers, or an index names no row.

    Source: Bengio, Ducharme, Vincent and Jauvin, A Neural Probabilistic Language Model, JMLR 3 (2003), section 2.

    >>> embedding([[1.0, 2.0], [3.0, 4.0]], [1, 1, 0])
    array([[3., 4.],
           [3., 4.],
           [1., 2.]])
    """
    (table,) = real_arrays("embedding", table=table)
    require(table.ndim == 2, "embedding", "a table (rows, n)", table=table)
    rows = np.asarray(indices)
    if rows.dtype.kind not in "iu" or not np.all((rows >= 0) & (rows < table.shape[0])):
        raise OutsideDomain(
            f"embedding takes whole numbers from 0 to {table.shape[0] - 1}, the rows of the table; found "
            f"{np.array2string(rows, threshold=8)} of {rows.dtype}"
        )
    return EMBEDDING.rule(table, indices=rows)


def _value(table: Any, indices: Any) -> Any:
    return table[indices]


def _vjp(y_bar: Any, y: Any, table: Any, indices: Any) -> Any:
    return _ADD_ROWS(y_bar, indices=indices, shape=np.shape(table))


def _add_rows(y_bar: Any, indices: Any, shape: tuple[int, int]) -> Any:
    """Each row of y_bar added to the row of a table of zeros that it came from, as often as it was chosen."""
    table_bar = np.zeros(shape, y_bar.dtype)
    np.add.at(table_bar, indices, y_bar)  # table_bar[indices] += y_bar would add a repeated row once
    return table_bar


_ADD_ROWS = ArrayRule(  # linear, so that second derivatives need nothing more
    "add_rows", _add_rows, "linear", lambda v_bar, v, y_bar, indices, shape: v_bar[indices], reads="inputs"
)

EMBEDDING = Layer(
    id="embedding-layer",
    name="Embedding",
    page="autodiff/affine-and-broadcasting/#embedding-layer",
    statement="y = table[indices]",
    statement_latex=r"y_b = E_{k_b}",
    backward_latex=r"\bar E_k = \sum_{b:\,k_b = k} \bar y_b",
    given=("every $k_b$ that is the number of a row of $E$",),
    source=Source("Bengio, Ducharme, Vincent and Jauvin, A Neural Probabilistic Language Model (2003)", "section 2"),
    ml_use="The first layer of a language model: a vector for each token.",
    rule=ArrayRule("embedding", _value, "linear", _vjp, reads="inputs"),
)
