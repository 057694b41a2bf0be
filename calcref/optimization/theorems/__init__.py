"""What is proved of methods: rates as records, which hold a run to their bounds."""

from calcref.optimization.theorems.accelerated_rate import ACCELERATED_RATE
from calcref.optimization.theorems.convex_function import CONVEX_FUNCTION
from calcref.optimization.theorems.convex_rate import CONVEX_RATE
from calcref.optimization.theorems.descent_lemma import DESCENT_LEMMA
from calcref.optimization.theorems.heavy_ball_rate import HEAVY_BALL_RATE, best_momentum, momentum_factor
from calcref.optimization.theorems.pl_rate import PL_RATE
from calcref.optimization.theorems.strongly_convex_rate import STRONGLY_CONVEX_RATE
from calcref.optimization.theorems.theorem import Problem, Theorem

THEOREMS = (
    CONVEX_FUNCTION,  # what most of them suppose
    DESCENT_LEMMA,  # one step
    CONVEX_RATE,  # many steps, with nothing but convexity
    STRONGLY_CONVEX_RATE,  # with a least curvature
    PL_RATE,  # with less than convexity
    ACCELERATED_RATE,  # the best that gradients can do
    HEAVY_BALL_RATE,  # and what momentum does to a quadratic
)

__all__ = [
    "ACCELERATED_RATE",
    "CONVEX_FUNCTION",
    "CONVEX_RATE",
    "DESCENT_LEMMA",
    "HEAVY_BALL_RATE",
    "PL_RATE",
    "STRONGLY_CONVEX_RATE",
    "THEOREMS",
    "Problem",
    "Theorem",
    "best_momentum",
    "momentum_factor",
]
