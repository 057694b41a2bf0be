"""The rules by which curvature is composed; each has an example that the tests try with numbers."""

from __future__ import annotations

from calcref.convex.records import CurvatureRule

CONSTANT = CurvatureRule("constant", "Constant", "A constant is convex and concave.", ("3", ""))
VARIABLE = CurvatureRule("variable", "Variable", "A variable is affine: convex and concave.", ("x", ""))
SUM = CurvatureRule(
    "convex-sum", "Sum", "A sum of convex functions is convex, and one of concave functions concave.", ("x^2 + e^x", "")
)
SCALING = CurvatureRule(
    "convex-scaling",
    "Constant multiple",
    "A constant that is at least $0$ keeps the curvature; a negative one turns it round.",
    ("3|x|", ""),
)
QUADRATIC = CurvatureRule(
    "convex-quadratic",
    "Quadratic form",
    "A polynomial of degree $2$ is convex exactly if its matrix of second derivatives is positive semidefinite.",
    ("x^2 + x y + y^2", ""),
)
COMPOSITION = CurvatureRule(
    "convex-composition",
    "Composition",
    "$h(u)$ is convex if $h$ is convex and $u$ is affine, or $h$ also rises and $u$ is convex, or $h$ also falls and "
    "$u$ is concave.",
    ("e^(x^2)", ""),
)
MAXIMUM = CurvatureRule(
    "convex-maximum", "Maximum", "The largest of convex functions is convex.", ("max(x, y, x^2)", "")
)
MINIMUM = CurvatureRule(
    "concave-minimum", "Minimum", "The least of concave functions is concave.", ("min(x, 1 - y)", "")
)
LOG_SUM_EXP = CurvatureRule(
    "convex-log-sum-exp",
    "Log-sum-exp",
    "$\\ln\\sum_i c_i\\,e^{u_i}$ with $c_i > 0$ is convex and rises in each $u_i$: it is convex where all $u_i$ are.",
    ("ln(1 + e^x + 2 e^(y - x))", ""),
)
NORM = CurvatureRule(
    "convex-norm",
    "Norm",
    "$\\left(\\sum_i c_i\\,|u_i|^p\\right)^{1/p}$ with $p \\ge 1$ and $c_i > 0$ is convex where all $u_i$ are affine.",
    ("sqrt(1 + (x - y)^2 + 3 y^2)", ""),
)
QUADRATIC_OVER_LINEAR = CurvatureRule(
    "convex-quadratic-over-linear",
    "Square over linear",
    "$u^2/v$ is convex where $u$ is affine and $v$ is affine and positive.",
    ("(x - y)^2/(x + y)", "x > 0, y > 0"),
)
ENTROPY = CurvatureRule(
    "convex-entropy", "Entropy", "$u\\ln u$ is convex where $u$ is affine and positive.", ("x ln(2x)", "x > 0")
)
RELATIVE_ENTROPY = CurvatureRule(
    "convex-relative-entropy",
    "Relative entropy",
    "$u\\ln(u/v)$ is convex in both where $u$ and $v$ are affine and positive.",
    ("x ln(x/y)", "x > 0, y > 0"),
)
GEOMETRIC_MEAN = CurvatureRule(
    "concave-geometric-mean",
    "Geometric mean",
    "$\\prod_i u_i^{a_i}$ with $a_i > 0$ and $\\sum_i a_i \\le 1$ is concave where all $u_i$ are affine and "
    "nowhere negative.",
    ("sqrt(x) sqrt(y)", "x > 0, y > 0"),
)
NEGATIVE_POWERS = CurvatureRule(
    "convex-negative-powers",
    "Product of negative powers",
    "$\\prod_i u_i^{-a_i}$ with $a_i > 0$ is convex where all $u_i$ are concave and positive.",
    ("1/(x sqrt(y))", "x > 0, y > 0"),
)
UNKNOWN = CurvatureRule("curvature-unknown", "No rule", "No rule says.", ("sin(x)", ""))

RULES = (
    CONSTANT,  # the leaves
    VARIABLE,
    SUM,  # what keeps curvature
    SCALING,
    MAXIMUM,
    MINIMUM,
    COMPOSITION,  # one function after another
    QUADRATIC,  # functions of several variables that are convex at once
    NORM,
    LOG_SUM_EXP,
    QUADRATIC_OVER_LINEAR,
    ENTROPY,
    RELATIVE_ENTROPY,
    GEOMETRIC_MEAN,
    NEGATIVE_POWERS,
)
