"""Every verb of the command line, in the order of its help; a new one is one function and one entry here."""

from calcref.cli.arrays import matrix, matrix_arguments
from calcref.cli.constrained import lagrange, lagrange_arguments
from calcref.cli.derivations import (
    ask,
    ask_arguments,
    check,
    check_arguments,
    differentiate,
    differentiate_arguments,
    implicit,
    implicit_arguments,
    integrate,
    integrate_arguments,
    inverse,
    inverse_arguments,
    limit,
    limit_arguments,
    parametric,
    parametric_arguments,
    taylor,
    taylor_arguments,
)
from calcref.cli.double import double_integral, double_integral_arguments
from calcref.cli.exercises import exercises, exercises_arguments
from calcref.cli.judge import judge, judge_arguments
from calcref.cli.mcp import mcp, mcp_arguments
from calcref.cli.rules import rules
from calcref.cli.several import (
    critical_points,
    critical_points_arguments,
    directional,
    directional_arguments,
    gradient,
    gradient_arguments,
    hessian,
    hessian_arguments,
    jacobian,
    jacobian_arguments,
    total_derivative,
    total_derivative_arguments,
)
from calcref.cli.verb import Verb, add_format

VERBS = (
    Verb(
        "differentiate",
        "differentiate a formula, step by step",
        differentiate_arguments,
        differentiate,
        other=("diff", "derive", "derivative", "d/dx", "d", "slope"),
    ),
    Verb(
        "implicit",
        "differentiate what an equation says of a letter, step by step",
        implicit_arguments,
        implicit,
        other=("dy/dx", "implicitly", "curve"),
    ),
    Verb(
        "parametric",
        "find the slope of a path whose two coordinates follow a clock, step by step",
        parametric_arguments,
        parametric,
        other=("path", "parameter"),
    ),
    Verb(
        "inverse",
        "find the slope of the inverse of a formula, step by step",
        inverse_arguments,
        inverse,
        other=("inv", "arc", "undo"),
    ),
    Verb(
        "integrate",
        "integrate a formula, step by step, with or without bounds",
        integrate_arguments,
        integrate,
        other=("int", "integral", "antiderivative", "area"),
    ),
    Verb(
        "double-integral",
        "integrate a formula over a region of the plane, step by step",
        double_integral_arguments,
        double_integral,
        other=("double", "fubini", "volume", "iint"),
    ),
    Verb(
        "limit",
        "find what a formula tends to, step by step",
        limit_arguments,
        limit,
        other=("lim", "tends", "limes"),
    ),
    Verb(
        "taylor",
        "find the polynomial that fits a formula best at a place, and what it leaves out",
        taylor_arguments,
        taylor,
        other=("series", "expand", "polynomial"),
    ),
    Verb(
        "gradient",
        "find all partial derivatives of a formula, step by step",
        gradient_arguments,
        gradient,
        other=("grad", "nabla", "partial", "partials"),
    ),
    Verb(
        "jacobian",
        "find the partial derivatives of several formulas, a row for each, step by step",
        jacobian_arguments,
        jacobian,
        other=("jac",),
    ),
    Verb(
        "hessian",
        "find all second partial derivatives of a formula, step by step",
        hessian_arguments,
        hessian,
        other=("hess", "curvature"),
    ),
    Verb(
        "directional",
        "find the slope of a formula along a direction, step by step",
        directional_arguments,
        directional,
        other=("direction", "directional-derivative"),
    ),
    Verb(
        "total-derivative",
        "find the slope of a formula along a path by the chain rule, step by step",
        total_derivative_arguments,
        total_derivative,
        other=("total", "along"),
    ),
    Verb(
        "critical-points",
        "find where a formula is level, and what the second-order test says of each place",
        critical_points_arguments,
        critical_points,
        other=("critical", "extrema", "minima", "maxima", "saddles", "stationary"),
    ),
    Verb(
        "lagrange",
        "find the extrema of a formula whose variables are held by equations",
        lagrange_arguments,
        lagrange,
        other=("constrained", "multipliers", "optimize"),
    ),
    Verb(
        "matrix",
        "differentiate a function of vectors and matrices, step by step",
        matrix_arguments,
        matrix,
        other=("matrix-gradient", "matrices", "vector", "vjp", "tensor"),
    ),
    Verb(
        "ask",
        "answer a question as books write it: d/dx …, ∫ … dx, lim …, also in LaTeX",
        ask_arguments,
        ask,
        other=("question", "solve", "latex"),
    ),
    Verb(
        "check",
        "say whether an answer is right, or where it is wrong",
        check_arguments,
        check,
        other=("verify", "is"),
    ),
    Verb(
        "judge",
        "say which lines of a derivation are right, and which is the first wrong one",
        judge_arguments,
        judge,
        other=("lint", "proofread", "review"),
    ),
    Verb(
        "exercises",
        "make exercises with hints and the mistakes to expect, also for Moodle and Anki",
        exercises_arguments,
        exercises,
        other=("exercise", "drill", "practice", "quiz"),
    ),
    Verb(
        "mcp",
        "serve tools for agents by the Model Context Protocol, until the client leaves",
        mcp_arguments,
        mcp,
        other=("serve", "server", "agent"),
    ),
    Verb(
        "rules", "list every rule: id, name, statement", add_format, rules, other=("list", "catalogue", "cheat-sheet")
    ),
)
