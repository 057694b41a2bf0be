"""Penalties that keep weights small, few, or smooth."""

from calcref.core.kinks import Kink
from calcref.regularizers.check import check_penalty
from calcref.regularizers.elastic_net import elastic_net
from calcref.regularizers.l1 import l1
from calcref.regularizers.l2 import l2
from calcref.regularizers.penalty import Penalty
from calcref.regularizers.smoothing import roughness_matrix, smooth, smoothing

PENALTIES = (
    l2(),  # small weights
    l1(),  # few weights
    elastic_net(),  # both
)

__all__ = [
    "PENALTIES",
    "Kink",
    "Penalty",
    "check_penalty",
    "elastic_net",
    "l1",
    "l2",
    "roughness_matrix",
    "smooth",
    "smoothing",
]
