"""The duals of standard problems, each derived in lines that are compared with one another."""

from calcref.optimization.duals.dual import Dual
from calcref.optimization.duals.entropy_dual import ENTROPY_DUAL
from calcref.optimization.duals.lasso_dual import LASSO_DUAL
from calcref.optimization.duals.least_norm_dual import LEAST_NORM_DUAL
from calcref.optimization.duals.linear_program_dual import LINEAR_PROGRAM_DUAL
from calcref.optimization.duals.ridge_dual import RIDGE_DUAL
from calcref.optimization.duals.support_vector_dual import SUPPORT_VECTOR_DUAL

DUALS = (
    LEAST_NORM_DUAL,  # equations
    RIDGE_DUAL,  # a penalty that is smooth
    LASSO_DUAL,  # and one with a corner
    SUPPORT_VECTOR_DUAL,  # inequalities
    LINEAR_PROGRAM_DUAL,  # nothing but them
    ENTROPY_DUAL,  # no quadratic at all
)

__all__ = [
    "DUALS",
    "ENTROPY_DUAL",
    "LASSO_DUAL",
    "LEAST_NORM_DUAL",
    "LINEAR_PROGRAM_DUAL",
    "RIDGE_DUAL",
    "SUPPORT_VECTOR_DUAL",
    "Dual",
]
