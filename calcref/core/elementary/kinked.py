"""Rows of the table: functions with a kink or a jump."""

from __future__ import annotations

import sympy as sp

from calcref.core.conditions import nonzero, within
from calcref.core.functions import relu, step
from calcref.core.proofs import Argument, Counterexample
from calcref.core.ranges import CLOSED_UNIT, CLOSED_ZERO_TO_ONE, NONNEGATIVE
from calcref.core.row import Elementary, Places, at_zero, nowhere, of_head
from calcref.core.sources import goodfellow, spivak


def _at_whole_numbers(u: sp.Expr) -> Places:
    return (sp.sin(sp.pi * u),)


def _is_not_whole(value: sp.Expr) -> bool | None:
    return None if value.is_integer is None else not value.is_integer


_NOT_WHOLE = within("u", _is_not_whole, "$u$ not whole")

KINKED: tuple[Elementary, ...] = (
    Elementary(
        id="absolute-value",
        name="Absolute value",
        head=sp.Abs,
        of=of_head(sp.Abs),
        names=("abs",),
        latex=r"\left|#\right|",
        at=lambda mp, x: abs(x),
        gaps=nowhere,
        kinks=at_zero,
        range=NONNEGATIVE,
        inverse=lambda value: (-value, value),
        slope=of_head(sp.sign),
        conditions=(nonzero("u"),),
        kinked=True,
        proof=Argument("On each side of 0 the function is a straight line, of slope $1$ or $-1$.", spivak("chapter 9")),
        source=spivak("chapter 9"),
        counterexample=Counterexample(
            "|x|", "0", "$u \\neq 0$", "the slope is $-1$ from the left and $1$ from the right"
        ),
        ml_use="The L1 penalty and the mean absolute error; optimizers use a subgradient at $0$.",
    ),
    Elementary(
        id="sign",
        name="Sign",
        head=sp.sign,
        of=of_head(sp.sign),
        names=("sign",),
        gaps=at_zero,
        range=CLOSED_UNIT,
        slope=lambda u: sp.S.Zero,
        conditions=(nonzero("u"),),
        kinked=True,
        proof=Argument("The function is constant on each side of 0.", spivak("chapter 9")),
        source=spivak("chapter 9"),
        counterexample=Counterexample("sign(x)", "0", "$u \\neq 0$", "the function jumps"),
        ml_use="Sign-based updates and binarized weights, whose true gradient is $0$ wherever it exists.",
        reads_backwards=False,
    ),
    Elementary(
        id="relu",
        name="ReLU",
        head=relu,
        of=of_head(relu),
        names=("relu",),
        at=lambda mp, x: max(x, mp.zero),
        gaps=nowhere,
        kinks=at_zero,
        range=NONNEGATIVE,
        inverse=lambda value: (value,) if value.is_positive else None,  # 0 is taken on a half-line
        slope=of_head(step),
        conditions=(nonzero("u"),),
        proof=Argument(
            "On each side of 0 the function is a straight line, of slope $0$ or $1$.",
            goodfellow("section 6.3.1"),
        ),
        source=goodfellow("section 6.3.1"),
        counterexample=Counterexample(
            "relu(x)", "0", "$u \\neq 0$", "the slope is $0$ from the left and $1$ from the right"
        ),
        ml_use="The plain activation of deep nets: a positive input passes its gradient on, a negative one does not.",
    ),
    Elementary(
        id="unit-step",
        name="Unit step",
        head=step,
        of=of_head(step),
        names=("step", "heaviside", "Heaviside"),
        at=lambda mp, x: (1 + x / abs(x)) / 2,
        gaps=at_zero,
        range=CLOSED_ZERO_TO_ONE,
        slope=lambda u: sp.S.Zero,
        conditions=(nonzero("u"),),
        kinked=True,
        proof=Argument("The function is constant on each side of 0.", spivak("chapter 9")),
        source=spivak("chapter 9"),
        ml_use="The derivative of ReLU.",
        reads_backwards=False,
    ),
    Elementary(
        id="floor",
        name="Floor",
        head=sp.floor,
        of=of_head(sp.floor),
        names=("floor",),
        latex=r"\left\lfloor{#}\right\rfloor",
        gaps=_at_whole_numbers,
        slope=lambda u: sp.S.Zero,
        conditions=(_NOT_WHOLE,),
        kinked=True,
        proof=Argument("The function is constant between two whole numbers.", spivak("chapter 4, problem 17")),
        source=spivak("chapter 4, problem 17"),
        counterexample=Counterexample("floor(x)", "1", "$u$ not whole", "the function jumps"),
        ml_use="Quantized weights: the true gradient is $0$ wherever it exists, and training passes by it.",
        reads_backwards=False,
    ),
    Elementary(
        id="ceiling",
        name="Ceiling",
        head=sp.ceiling,
        of=of_head(sp.ceiling),
        names=("ceil", "ceiling"),
        latex=r"\left\lceil{#}\right\rceil",
        gaps=_at_whole_numbers,
        slope=lambda u: sp.S.Zero,
        conditions=(_NOT_WHOLE,),
        kinked=True,
        proof=Argument("$\\lceil u \\rceil = -\\lfloor -u \\rfloor$.", spivak("chapter 4, problem 17")),
        source=spivak("chapter 4, problem 17"),
        counterexample=Counterexample("ceil(x)", "1", "$u$ not whole", "the function jumps"),
        ml_use="The number of batches in an epoch.",
        reads_backwards=False,
    ),
)
