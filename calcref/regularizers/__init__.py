"""Penalties that keep weights small, few, smooth, or spread."""

from calcref.core.kinks import Kink
from calcref.regularizers.check import check_penalty, check_prox
from calcref.regularizers.elastic_net_penalty import ELASTIC_NET, elastic_net
from calcref.regularizers.entropy_penalty import ENTROPY, entropy
from calcref.regularizers.gradient_penalty import gradient_penalty
from calcref.regularizers.group_lasso_penalty import GROUP_LASSO, group_lasso
from calcref.regularizers.l1_penalty import L1, l1
from calcref.regularizers.l2_penalty import L2, l2
from calcref.regularizers.natural_spline import natural_spline
from calcref.regularizers.nuclear_norm_penalty import NUCLEAR_NORM, nuclear_norm
from calcref.regularizers.penalty import Penalty
from calcref.regularizers.smoothing_penalty import SMOOTHING, roughness_matrix, smooth, smoothing
from calcref.regularizers.sobolev_penalty import SOBOLEV, sobolev
from calcref.regularizers.total_variation_penalty import TOTAL_VARIATION, taut_string, total_variation

PENALTIES = (
    L2,  # small weights
    L1,  # few weights
    ELASTIC_NET,  # both
)
CONCEPTS = (
    *PENALTIES,
    GROUP_LASSO,  # few groups of weights
    NUCLEAR_NORM,  # few factors of a matrix
    ENTROPY,  # weights that are spread
    SMOOTHING,  # weights that change slowly from one to the next: straight
    SOBOLEV,  # level
    TOTAL_VARIATION,  # level in pieces
)

__all__ = [
    "CONCEPTS",
    "ELASTIC_NET",
    "ENTROPY",
    "GROUP_LASSO",
    "L1",
    "L2",
    "NUCLEAR_NORM",
    "PENALTIES",
    "SMOOTHING",
    "SOBOLEV",
    "TOTAL_VARIATION",
    "Kink",
    "Penalty",
    "check_penalty",
    "check_prox",
    "elastic_net",
    "entropy",
    "gradient_penalty",
    "group_lasso",
    "l1",
    "l2",
    "natural_spline",
    "nuclear_norm",
    "roughness_matrix",
    "smooth",
    "smoothing",
    "sobolev",
    "taut_string",
    "total_variation",
]
