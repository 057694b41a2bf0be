"""The table of elementary functions: a row each.

A row gives a rule of differentiation, a link of the chain rule, a line of the cheat sheet and a test. To add a
function, add a row (and its head to `functions.py` if SymPy has none).
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from calcref.core.conditions import nonzero, positive, within
from calcref.core.expr import add, apply, divide, mul, negative, power, varies
from calcref.core.functions import LogBase, gelu, relu, sigmoid, silu, softplus, step
from calcref.core.hyperbolic import RECIPROCAL_AND_INVERSE
from calcref.core.letters import x
from calcref.core.records import Argument, Counterexample, FromDefinition, FromForm, Source
from calcref.core.row import Elementary, Parameters, of_head
from calcref.core.sources import dlmf, spivak

HALF, TWO = sp.S.Half, sp.Integer(2)

GOODFELLOW = "I. Goodfellow, Y. Bengio and A. Courville, Deep Learning"


def _read_exponential(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, Parameters] | None:
    return None if varies(expr.base, var) or not varies(expr.exp, var) else (expr.exp, {"a": expr.base})


def _read_square_root(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, Parameters] | None:
    return (expr.base, {}) if expr.exp is HALF else None


def _read_logarithm(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, Parameters] | None:
    return None if varies(expr.args[1], var) else (expr.args[0], {"b": expr.args[1]})


def _square(expr: sp.Expr) -> sp.Expr:
    return power(expr, TWO)


def _inverse_root(expr: sp.Expr) -> sp.Expr:
    return power(expr, -HALF)


def _bell(u: sp.Expr) -> sp.Expr:
    return apply(sp.exp, negative(mul(HALF, _square(u))))


def _open_unit(value: sp.Expr) -> Any:
    return (1 - value**2).is_positive


_DECAY = apply(sp.exp, negative(x))
_TABLE = dlmf("section 4.20")
_HYPERBOLIC = dlmf("section 4.34")
_INVERSE = dlmf("section 4.24")

ELEMENTARY: tuple[Elementary, ...] = (
    # The two that everything else leans on.
    Elementary(
        id="exponential",
        name="Exponential",
        head=sp.exp,
        of=of_head(sp.exp),
        slope=of_head(sp.exp),
        proof=FromDefinition(apply(sp.exp, x), x),
        source=dlmf("equation 4.7.4"),
        ml_use="Softmax, the normal density and every log-likelihood are built from it.",
    ),
    Elementary(
        id="natural-logarithm",
        name="Natural logarithm",
        head=sp.log,
        of=of_head(sp.log),
        slope=lambda u: power(u, sp.S.NegativeOne),
        conditions=(positive("u"),),
        proof=FromDefinition(apply(sp.log, x), x),
        source=dlmf("equation 4.7.1"),
        counterexample=Counterexample(
            "ln(x)", "-1", "u > 0", "the logarithm has no real value, so it has no slope, although 1/x does"
        ),
        ml_use="The loss of a probability is its negative logarithm, in nats.",
        reads_backwards=False,
    ),
    # Other bases.
    Elementary(
        id="general-exponential",
        name="Exponential to another base",
        head=sp.Pow,
        of=lambda u, a: power(a, u),
        slope=lambda u, a: mul(power(a, u), apply(sp.log, a)),
        conditions=(positive("a"),),
        proof=FromForm(apply(sp.exp, mul(x, apply(sp.log, sp.Symbol("a", positive=True)))), x),
        source=dlmf("equation 4.7.7"),
        counterexample=Counterexample(
            "(-2)^x", "1/2", "a > 0", "a power of a negative base is not real between the integers"
        ),
        ml_use="Learning rates that halve every epoch are of this form.",
        read=_read_exponential,
        parameters=("a",),
        reads_backwards=False,
    ),
    Elementary(
        id="logarithm",
        name="Logarithm to another base",
        head=LogBase,
        of=lambda u, b: apply(LogBase, u, b),
        slope=lambda u, b: power(mul(u, apply(sp.log, b)), sp.S.NegativeOne),
        conditions=(
            positive("u"),
            within("b", lambda value: value.is_positive and (value - 1).is_nonzero, "$b > 0$ and $b \\neq 1$"),
        ),
        proof=FromForm(divide(apply(sp.log, x), apply(sp.log, sp.Symbol("b", positive=True))), x),
        source=dlmf("section 4.2"),
        counterexample=Counterexample("log_2(x)", "0", "u > 0", "the logarithm falls without bound towards 0"),
        ml_use="Entropy in bits uses base 2; the same entropy in nats is a number ln 2 times as large.",
        read=_read_logarithm,
        parameters=("b",),
        reads_backwards=False,
    ),
    Elementary(
        id="square-root",
        name="Square root",
        head=sp.Pow,
        of=lambda u: power(u, HALF),
        slope=lambda u: power(mul(TWO, power(u, HALF)), sp.S.NegativeOne),
        conditions=(positive("u"),),
        proof=FromDefinition(power(x, HALF), x),
        source=spivak("chapter 9"),
        counterexample=Counterexample("sqrt(x)", "0", "u > 0", "the tangent at 0 is vertical: the slope is infinite"),
        ml_use="Norms and standard deviations are square roots; an ε under the root keeps the slope finite at 0.",
        read=_read_square_root,
        reads_backwards=False,
    ),
    # Circular functions, in radians.
    Elementary(
        id="sine",
        name="Sine",
        head=sp.sin,
        of=of_head(sp.sin),
        slope=of_head(sp.cos),
        proof=FromDefinition(apply(sp.sin, x), x),
        source=_TABLE,
        ml_use="Sinusoidal position encodings of transformers.",
    ),
    Elementary(
        id="cosine",
        name="Cosine",
        head=sp.cos,
        of=of_head(sp.cos),
        slope=lambda u: negative(apply(sp.sin, u)),
        proof=FromDefinition(apply(sp.cos, x), x),
        source=_TABLE,
        ml_use="Cosine annealing of the learning rate.",
    ),
    Elementary(
        id="tangent",
        name="Tangent",
        head=sp.tan,
        of=of_head(sp.tan),
        slope=lambda u: power(apply(sp.cos, u), -TWO),
        conditions=(within("u", lambda value: sp.cos(value).is_nonzero, "$\\cos u \\neq 0$"),),
        proof=FromForm(divide(apply(sp.sin, x), apply(sp.cos, x)), x),
        source=_TABLE,
        counterexample=Counterexample("tan(x)", "pi/2", "cos u ≠ 0", "the tangent has a pole there"),
        ml_use="Sampling a Cauchy distribution: the tangent of a uniform angle.",
    ),
    Elementary(
        id="secant",
        name="Secant",
        head=sp.sec,
        of=of_head(sp.sec),
        slope=lambda u: mul(apply(sp.sec, u), apply(sp.tan, u)),
        conditions=(within("u", lambda value: sp.cos(value).is_nonzero, "$\\cos u \\neq 0$"),),
        proof=FromForm(divide(sp.S.One, apply(sp.cos, x)), x),
        source=_TABLE,
        ml_use="Trigonometric substitutions in integrals of densities.",
    ),
    Elementary(
        id="cosecant",
        names=("csc", "cosec"),
        name="Cosecant",
        head=sp.csc,
        of=of_head(sp.csc),
        slope=lambda u: negative(mul(apply(sp.csc, u), apply(sp.cot, u))),
        conditions=(within("u", lambda value: sp.sin(value).is_nonzero, "$\\sin u \\neq 0$"),),
        proof=FromForm(divide(sp.S.One, apply(sp.sin, x)), x),
        source=_TABLE,
        ml_use="The reflection formula of the gamma function.",
    ),
    Elementary(
        id="cotangent",
        names=("cot", "cotan"),
        name="Cotangent",
        head=sp.cot,
        of=of_head(sp.cot),
        slope=lambda u: negative(power(apply(sp.sin, u), -TWO)),
        conditions=(within("u", lambda value: sp.sin(value).is_nonzero, "$\\sin u \\neq 0$"),),
        proof=FromForm(divide(apply(sp.cos, x), apply(sp.sin, x)), x),
        source=_TABLE,
        ml_use="The reflection formula of the digamma function.",
    ),
    # Inverse circular functions.
    Elementary(
        id="arcsine",
        name="Arcsine",
        head=sp.asin,
        of=of_head(sp.asin),
        slope=lambda u: _inverse_root(add(sp.S.One, negative(_square(u)))),
        conditions=(within("u", _open_unit, "$-1 < u < 1$"),),
        proof=Argument(
            "Differentiate $\\sin y = u$: $\\cos y\\,y' = 1$, and $\\cos y = \\sqrt{1-u^2} > 0$ inside.", _INVERSE
        ),
        source=_INVERSE,
        counterexample=Counterexample(
            "asin(x)", "1", "−1 < u < 1", "the tangent at the end of the interval is vertical"
        ),
        ml_use="The arcsine kernel of an infinitely wide network.",
    ),
    Elementary(
        id="arccosine",
        name="Arccosine",
        head=sp.acos,
        of=of_head(sp.acos),
        slope=lambda u: negative(_inverse_root(add(sp.S.One, negative(_square(u))))),
        conditions=(within("u", _open_unit, "$-1 < u < 1$"),),
        proof=Argument("$\\arccos u = \\pi/2 - \\arcsin u$.", _INVERSE),
        source=_INVERSE,
        counterexample=Counterexample(
            "acos(x)", "1", "−1 < u < 1", "the tangent at the end of the interval is vertical"
        ),
        ml_use="The angle between two embeddings; its slope in the cosine is infinite for parallel ones.",
        reads_backwards=False,
    ),
    Elementary(
        id="arctangent",
        name="Arctangent",
        head=sp.atan,
        of=of_head(sp.atan),
        slope=lambda u: power(add(_square(u), sp.S.One), sp.S.NegativeOne),
        proof=FromDefinition(apply(sp.atan, x), x),
        source=_INVERSE,
        ml_use="The distribution function of the Cauchy distribution.",
    ),
    # Hyperbolic functions.
    Elementary(
        id="hyperbolic-sine",
        name="Hyperbolic sine",
        head=sp.sinh,
        of=of_head(sp.sinh),
        slope=of_head(sp.cosh),
        proof=FromForm(mul(HALF, add(apply(sp.exp, x), negative(_DECAY))), x),
        source=_HYPERBOLIC,
        ml_use="Its inverse compresses heavy-tailed features that may be negative.",
    ),
    Elementary(
        id="hyperbolic-cosine",
        name="Hyperbolic cosine",
        head=sp.cosh,
        of=of_head(sp.cosh),
        slope=of_head(sp.sinh),
        proof=FromForm(mul(HALF, add(apply(sp.exp, x), _DECAY)), x),
        source=_HYPERBOLIC,
        ml_use="The log-cosh loss: quadratic near 0, linear far out.",
    ),
    Elementary(
        id="hyperbolic-tangent",
        name="Hyperbolic tangent",
        head=sp.tanh,
        of=of_head(sp.tanh),
        slope=lambda u: add(sp.S.One, negative(_square(apply(sp.tanh, u)))),
        proof=FromDefinition(apply(sp.tanh, x), x),
        source=_HYPERBOLIC,
        ml_use="The activation of recurrent cells; its slope is 1 at 0 and dies in both tails.",
    ),
    *RECIPROCAL_AND_INVERSE,
    # Kinks.
    Elementary(
        id="absolute-value",
        name="Absolute value",
        head=sp.Abs,
        of=of_head(sp.Abs),
        slope=of_head(sp.sign),
        conditions=(nonzero("u"),),
        proof=Argument("On each side of 0 the function is a straight line, of slope $1$ or $-1$.", spivak("chapter 9")),
        source=spivak("chapter 9"),
        counterexample=Counterexample("|x|", "0", "u ≠ 0", "the slope is −1 from the left and 1 from the right"),
        ml_use="The L1 penalty and the mean absolute error; optimizers use a subgradient at 0.",
    ),
    Elementary(
        id="sign",
        name="Sign",
        head=sp.sign,
        of=of_head(sp.sign),
        slope=lambda u: sp.S.Zero,
        conditions=(nonzero("u"),),
        proof=Argument("The function is constant on each side of 0.", spivak("chapter 9")),
        source=spivak("chapter 9"),
        counterexample=Counterexample("sign(x)", "0", "u ≠ 0", "the function jumps"),
        ml_use="Sign-based updates and binarized weights, whose true gradient is 0 wherever it exists.",
        reads_backwards=False,
    ),
    Elementary(
        id="relu",
        name="ReLU",
        head=relu,
        of=of_head(relu),
        slope=of_head(step),
        conditions=(nonzero("u"),),
        proof=Argument(
            "On each side of 0 the function is a straight line, of slope $0$ or $1$.",
            Source(GOODFELLOW, "section 6.3.1"),
        ),
        source=Source(GOODFELLOW, "section 6.3.1"),
        counterexample=Counterexample("relu(x)", "0", "u ≠ 0", "the slope is 0 from the left and 1 from the right"),
        ml_use="The plain activation of deep nets: a positive input passes its gradient on, a negative one does not.",
    ),
    Elementary(
        id="unit-step",
        name="Unit step",
        head=step,
        of=of_head(step),
        slope=lambda u: sp.S.Zero,
        conditions=(nonzero("u"),),
        proof=Argument("The function is constant on each side of 0.", spivak("chapter 9")),
        source=spivak("chapter 9"),
        ml_use="The derivative of ReLU.",
        reads_backwards=False,
    ),
    # Smooth activations.
    Elementary(
        id="sigmoid",
        name="Sigmoid",
        head=sigmoid,
        of=of_head(sigmoid),
        slope=lambda u: mul(apply(sigmoid, u), add(sp.S.One, negative(apply(sigmoid, u)))),
        proof=FromForm(divide(sp.S.One, add(sp.S.One, _DECAY)), x),
        source=Source(GOODFELLOW, "section 3.10"),
        ml_use="Turns a score into a probability; its slope is at most ¼.",
    ),
    Elementary(
        id="softplus",
        name="Softplus",
        head=softplus,
        of=of_head(softplus),
        slope=of_head(sigmoid),
        proof=FromForm(apply(sp.log, add(sp.S.One, apply(sp.exp, x))), x),
        source=Source(GOODFELLOW, "section 3.10"),
        ml_use="The logistic loss of a score, and a smooth ReLU that keeps variances positive.",
    ),
    Elementary(
        id="silu",
        name="SiLU (swish)",
        head=silu,
        of=of_head(silu),
        slope=lambda u: add(apply(sigmoid, u), mul(u, apply(sigmoid, u), add(sp.S.One, negative(apply(sigmoid, u))))),
        proof=FromForm(mul(x, apply(sigmoid, x)), x),
        source=Source(
            "S. Elfwing, E. Uchibe and K. Doya, Sigmoid-weighted linear units", "Neural Networks 107 (2018), section 2"
        ),
        ml_use="The activation of many vision networks and of the gated layers of language models.",
    ),
    Elementary(
        id="gelu",
        name="GELU",
        head=gelu,
        of=of_head(gelu),
        slope=lambda u: add(
            mul(HALF, add(apply(sp.erf, mul(u, power(TWO, -HALF))), sp.S.One)),
            mul(u, _bell(u), _inverse_root(mul(TWO, sp.pi))),
        ),
        proof=FromForm(mul(HALF, x, add(sp.S.One, apply(sp.erf, mul(x, power(TWO, -HALF))))), x),
        source=Source("D. Hendrycks and K. Gimpel, Gaussian error linear units", "arXiv 1606.08415, section 2"),
        ml_use="The activation of most transformers.",
    ),
    # Special functions.
    Elementary(
        id="error-function",
        name="Error function",
        head=sp.erf,
        of=of_head(sp.erf),
        slope=lambda u: mul(TWO, _inverse_root(sp.pi), apply(sp.exp, negative(_square(u)))),
        proof=FromDefinition(apply(sp.erf, x), x),
        source=dlmf("section 7.10"),
        ml_use="The distribution function of the normal distribution.",
    ),
    Elementary(
        id="gamma-function",
        name="Gamma function",
        head=sp.gamma,
        of=of_head(sp.gamma),
        slope=lambda u: mul(apply(sp.gamma, u), apply(sp.polygamma, sp.S.Zero, u)),
        conditions=(
            within("u", lambda value: not (value.is_integer and value.is_nonpositive), "$u \\neq 0, -1, -2, \\dots$"),
        ),
        proof=Argument("The digamma function $\\psi$ is defined as $\\Gamma'/\\Gamma$.", dlmf("equation 5.2.2")),
        source=dlmf("equation 5.2.2"),
        counterexample=Counterexample("gamma(x)", "0", "u ≠ 0, −1, −2, …", "the function has a pole there"),
        ml_use="The normalizing constants of the gamma, beta and Dirichlet distributions.",
    ),
)

_BY_HEAD: dict[type[sp.Basic], tuple[Elementary, ...]] = {
    head: tuple(row for row in ELEMENTARY if row.head is head) for head in {row.head for row in ELEMENTARY}
}


def find(expr: sp.Expr, var: sp.Symbol) -> tuple[Elementary, sp.Expr, Parameters] | None:
    """The row that `expr` belongs to, its argument and its parameters; None where it belongs to none.

    >>> row, argument, parameters = find(2 ** (3 * x), x)
    >>> row.id, argument, parameters
    ('general-exponential', 3*x, {'a': 2})
    """
    for row in _BY_HEAD.get(type(expr), ()):
        found = row.read(expr, var)
        if found is not None:
            return row, *found
    return None
