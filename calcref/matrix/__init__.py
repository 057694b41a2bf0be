"""Rules for gradients of functions of vectors and matrices, in the order in which they are tried."""

from __future__ import annotations

from calcref.core.records import Law, Rule
from calcref.matrix.layout import CHANGE_LAYOUT, other_layout
from calcref.matrix.project import CONCLUSIONS
from calcref.matrix.rules import (
    broadcast,
    cholesky,
    columns,
    determinant,
    diagonal,
    eigenvalue,
    elementwise,
    hadamard,
    identify,
    inverse,
    kronecker,
    log_determinant,
    log_sum_exp,
    mask,
    norm,
    product,
    recognize,
    reduce,
    scale,
    side_by_side,
    softmax,
    solve,
    standardize,
    sums,
    trace,
    transposed,
    triangle,
    variance,
    vec,
)

RULES: tuple[Rule, ...] = (
    recognize.RULE,  # softmax and its like, by their names
    sums.RULE,  # each term gets the whole of G
    scale.RULE,  # constants first
    reduce.RULE,  # a product with ones that sums
    broadcast.RULE,  # a product with ones that repeats
    solve.RULE,  # an inverse times something
    product.RULE,  # any other product
    hadamard.RULE,  # a product entry by entry
    norm.RULE,  # before powers, since a norm is one
    elementwise.RULE,  # a function of each entry
    transposed.RULE,
    trace.RULE,
    diagonal.RULE,
    inverse.RULE,
    determinant.RULE,
    log_determinant.RULE,
    softmax.RULE,
    log_sum_exp.RULE,
    kronecker.RULE,
    vec.RULE,
    eigenvalue.RULE,
    cholesky.RULE,
    triangle.RULE,
    mask.RULE,
    standardize.RULE,
    variance.RULE,
    columns.RULE,
    side_by_side.RULE,
    identify.IDENTIFY_GRADIENT,  # what stands beside dX
    identify.IDENTIFY_JACOBIAN,
)
CONCEPTS: tuple[Law, ...] = (*RULES, identify.IDENTIFY_HESSIAN, *CONCLUSIONS, CHANGE_LAYOUT)

__all__ = ["CONCEPTS", "RULES", "other_layout"]
