"""Integrals as sums, from Riemann's to adaptive ones and random samples, and differential equations step by step."""

from calcref.quadrature.adaptive import adaptive
from calcref.quadrature.adjoint import Sensitivity, adjoint
from calcref.quadrature.clenshaw_curtis import clenshaw_curtis
from calcref.quadrature.composite import Composite, Integral, refine
from calcref.quadrature.control_variate import control_variate
from calcref.quadrature.dormand_prince import DormandPrince
from calcref.quadrature.estimate import Estimate
from calcref.quadrature.eulers_method import euler
from calcref.quadrature.flow import solve
from calcref.quadrature.gauss_hermite import gauss_hermite
from calcref.quadrature.gauss_kronrod import gauss_kronrod
from calcref.quadrature.gauss_laguerre import gauss_laguerre
from calcref.quadrature.gauss_legendre import gauss_legendre
from calcref.quadrature.heuns_method import heun
from calcref.quadrature.importance_sampling import importance_sampling
from calcref.quadrature.monte_carlo import monte_carlo
from calcref.quadrature.order import MeasuredOrder, measured_order
from calcref.quadrature.quasi_monte_carlo import halton, quasi_monte_carlo
from calcref.quadrature.riemann import left, midpoint, right
from calcref.quadrature.rombergs_rule import romberg
from calcref.quadrature.runge_kutta_method import runge_kutta
from calcref.quadrature.simpsons_rule import simpson
from calcref.quadrature.tableau import RungeKutta
from calcref.quadrature.tanh_sinh import tanh_sinh
from calcref.quadrature.trapezoid_rule import trapezoid

RULES = (
    left,  # the height at the start of each panel
    right,  # the height at its end
    midpoint,  # the height in its middle: one order better for the same work
    trapezoid,  # a line through both ends
    simpson,  # a parabola through both ends and the middle
)
CONCEPTS = (
    *RULES,  # equal panels, one rule on each
    romberg,  # trapezoids, and the limit that they approach
    gauss_legendre,  # nodes where they are worth most
    gauss_hermite,  # on a bell curve
    gauss_laguerre,  # on exponential decay
    clenshaw_curtis,  # nodes that are cosines: nearly as good
    gauss_kronrod,  # two rules on one set of values, and so an error
    tanh_sinh,  # for ends that are singular
    monte_carlo,  # random points, in any dimension
    importance_sampling,  # drawn where it matters
    control_variate,  # against a function that is known
    quasi_monte_carlo,  # points that keep apart
    euler,  # an equation in steps along its slope
    heun,  # along the mean of two
    runge_kutta,  # of four
    DormandPrince,  # in steps as long as their error allows
)

__all__ = [
    "CONCEPTS",
    "RULES",
    "Composite",
    "DormandPrince",
    "Estimate",
    "Integral",
    "MeasuredOrder",
    "RungeKutta",
    "Sensitivity",
    "adaptive",
    "adjoint",
    "clenshaw_curtis",
    "control_variate",
    "euler",
    "gauss_hermite",
    "gauss_kronrod",
    "gauss_laguerre",
    "gauss_legendre",
    "halton",
    "heun",
    "importance_sampling",
    "left",
    "measured_order",
    "midpoint",
    "monte_carlo",
    "quasi_monte_carlo",
    "refine",
    "right",
    "romberg",
    "runge_kutta",
    "simpson",
    "solve",
    "tanh_sinh",
    "trapezoid",
]
