"""Penalties that keep weights small, few, or smooth."""

from calcref.core.kinks import Kink
from calcref.regularizers.check import check_penalty
from calcref.regularizers.elastic_net_penalty import ELASTIC_NET, elastic_net
from calcref.regularizers.l1_penalty import L1, l1
from calcref.regularizers.l2_penalty import L2, l2
from calcref.regularizers.natural_spline import natural_spline
from calcref.regularizers.penalty import Penalty
from calcref.regularizers.smoothing_penalty import SMOOTHING, roughness_matrix, smooth, smoothing

PENALTIES = (
    L2,  # small weights
    L1,  # few weights
    ELASTIC_NET,  # both
)
CONCEPTS = (*PENALTIES, SMOOTHING)  # and weights that change slowly from one to the next

__all__ = [
    "CONCEPTS",
    "ELASTIC_NET",
    "L1",
    "L2",
    "PENALTIES",
    "SMOOTHING",
    "Kink",
    "Penalty",
    "check_penalty",
    "elastic_net",
    "l1",
    "l2",
    "natural_spline",
    "roughness_matrix",
    "smooth",
    "smoothing",
]
