"""Densities, and what is integrated from them: probability, expectation, variance, distribution function."""

from calcref.probability.bernoulli import Bernoulli
from calcref.probability.beta import Beta
from calcref.probability.binomial import Binomial
from calcref.probability.categorical import Categorical
from calcref.probability.cauchy import Cauchy
from calcref.probability.check import check_density
from calcref.probability.chi_squared import ChiSquared
from calcref.probability.discrete import Discrete
from calcref.probability.expectations import distribution_function, expectation, total, variance
from calcref.probability.exponential import Exponential
from calcref.probability.gamma import Gamma
from calcref.probability.given import Given, density
from calcref.probability.gumbel import Gumbel
from calcref.probability.interface import Density, Named
from calcref.probability.laplace import Laplace
from calcref.probability.log_normal import LogNormal
from calcref.probability.logistic import Logistic
from calcref.probability.mixture import Mixture
from calcref.probability.multivariate_normal import MultivariateNormal
from calcref.probability.normal import Normal
from calcref.probability.pareto import Pareto
from calcref.probability.poisson import Poisson
from calcref.probability.rayleigh import Rayleigh
from calcref.probability.student_t import StudentT
from calcref.probability.transform import Transformed, transformed
from calcref.probability.triangular import Triangular
from calcref.probability.uniform import Uniform
from calcref.probability.weibull import Weibull

DENSITIES = (
    Uniform(),  # the flat one, where everything can be seen
    Exponential(),  # one infinite end
    Normal(),  # two
    Logistic(),  # the slope of the sigmoid
    Laplace(),  # two exponentials back to back
    StudentT(),  # tails that are powers
    Cauchy(),  # so heavy that there is no mean
    Gumbel(),  # the largest of many
    Gamma(),  # several waits
    ChiSquared(),  # squares of normal values
    Rayleigh(),  # the root of two of them
    Weibull(),  # a wait with memory
    LogNormal(),  # products of many factors
    Pareto(),  # a power from a least value on
    Beta(),  # a probability that is not known
    Triangular(),  # the sum of two uniform values
    Bernoulli(),  # one try
    Binomial(),  # several
    Categorical(),  # one of several classes
    Poisson(),  # rare events
    MultivariateNormal([0.0, 0.0], [[1.0, 0.0], [0.0, 1.0]]),  # several variables
)

__all__ = [
    "DENSITIES",
    "Bernoulli",
    "Beta",
    "Binomial",
    "Categorical",
    "Cauchy",
    "ChiSquared",
    "Density",
    "Discrete",
    "Exponential",
    "Gamma",
    "Given",
    "Gumbel",
    "Laplace",
    "LogNormal",
    "Logistic",
    "Mixture",
    "MultivariateNormal",
    "Named",
    "Normal",
    "Pareto",
    "Poisson",
    "Rayleigh",
    "StudentT",
    "Transformed",
    "Triangular",
    "Uniform",
    "Weibull",
    "check_density",
    "density",
    "distribution_function",
    "expectation",
    "total",
    "transformed",
    "variance",
]
