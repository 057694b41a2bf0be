"""Densities, and what is integrated from them: probability, expectation, variance, distribution function."""

from calcref.probability.check import check_density
from calcref.probability.expectations import distribution_function, expectation, total, variance
from calcref.probability.exponential import Exponential
from calcref.probability.given import Given, density
from calcref.probability.interface import Density, Named
from calcref.probability.logistic import Logistic
from calcref.probability.normal import Normal
from calcref.probability.uniform import Uniform

DENSITIES = (
    Uniform(),  # the flat one, where everything can be seen
    Exponential(),  # one infinite end
    Normal(),  # two
    Logistic(),  # the slope of the sigmoid
)

__all__ = [
    "DENSITIES",
    "Density",
    "Exponential",
    "Given",
    "Logistic",
    "Named",
    "Normal",
    "Uniform",
    "check_density",
    "density",
    "distribution_function",
    "expectation",
    "total",
    "variance",
]
