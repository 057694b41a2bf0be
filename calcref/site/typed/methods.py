"""What the letters on the cards of first-order methods stand for: parameters, iterates and gradients of a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import mpmath
import numpy as np

from calcref.optimization import (
    SGD,
    Adadelta,
    AdaGrad,
    Adam,
    Adamax,
    AdamW,
    AMSGrad,
    GradientDescent,
    Lion,
    Momentum,
    NAdam,
    Nesterov,
    RAdam,
    RMSProp,
    minimize,
)
from calcref.optimization.first_order import FirstOrder
from calcref.site.typed.claims import Case
from calcref.site.typed.layers import exact

STEPS = 8
METHODS: dict[type[FirstOrder], Any] = {
    GradientDescent: (GradientDescent(0.125), lambda it: {"eta": it.learning_rate}),
    SGD: (SGD(0.125, 0.75), lambda it: {"eta": it.learning_rate, "mu": it.momentum}),
    Momentum: (Momentum(0.125, 0.75), lambda it: {"eta": it.learning_rate, "mu": it.momentum}),
    Nesterov: (Nesterov(0.125, 0.75), lambda it: {"eta": it.learning_rate, "mu": it.momentum}),
    AdaGrad: (AdaGrad(0.125, 0.0625), lambda it: {"eta": it.learning_rate, "varepsilon": it.epsilon}),
    RMSProp: (
        RMSProp(0.125, 0.75, 0.0625),
        lambda it: {"eta": it.learning_rate, "alpha": it.alpha, "varepsilon": it.epsilon},
    ),
    Adadelta: (
        Adadelta(0.125, 0.75, 0.0625),
        lambda it: {"eta": it.learning_rate, "rho": it.rho, "varepsilon": it.epsilon},
    ),
    **{
        kind: (
            kind(0.125, 0.75, 0.875, 0.0625),
            lambda it: {"eta": it.learning_rate, "beta_1": it.beta1, "beta_2": it.beta2, "varepsilon": it.epsilon},
        )
        for kind in (Adam, AMSGrad, Adamax)
    },
    AdamW: (
        AdamW(0.125, 0.75, 0.875, 0.0625, 0.25),
        lambda it: {
            **{"eta": it.learning_rate, "beta_1": it.beta1, "beta_2": it.beta2, "varepsilon": it.epsilon},
            "lambda": it.weight_decay,
        },
    ),
    Lion: (
        Lion(0.4375, 0.75, 0.875, 0.25),
        lambda it: {
            **{"eta": it.learning_rate, "beta_1": it.beta1, "beta_2": it.beta2},
            "lambda": it.weight_decay,
        },
    ),
    NAdam: (
        NAdam(0.125, 0.75, 0.875, 0.0625, 0.25),
        lambda it: {
            **{"eta": it.learning_rate, "beta_1": it.beta1, "beta_2": it.beta2, "varepsilon": it.epsilon},
            "psi": it.momentum_decay,
        },
    ),
    RAdam: (
        RAdam(0.125, 0.75, 0.875, 0.0625),
        lambda it: {"eta": it.learning_rate, "beta_1": it.beta1, "beta_2": it.beta2, "varepsilon": it.epsilon},
    ),
}
FROM_ONE = (AdaGrad, RMSProp, Adadelta, Adam, AMSGrad, Adamax, AdamW, NAdam, RAdam)


def methods(kind: type[FirstOrder]) -> Iterator[Case]:
    """A few steps down a quartic from 2: iterates x, and the gradients g that were read on the way to the next."""
    method, parameters = METHODS[kind]
    trace = minimize(lambda x: x**4 / 4 - x, 2.0, method, steps=STEPS, grad=lambda x: x**3 - 1)
    x = exact(np.array([float(it) for it in trace.iterates]))
    slopes = x[:-1] ** 3 - 1
    from_one = kind in FROM_ONE  # these number the gradient by the step that it leads to
    letters = {name: mpmath.mpf(value) for name, value in parameters(method).items()}
    letters |= {"x": x, "g": np.concatenate([[mpmath.nan], slopes]) if from_one else slopes}
    zero = mpmath.mpf(0)
    yield Case(
        letters,
        {"x": "k", "g": "k"},
        {"k": range(STEPS), "t": range(1, STEPS + 1)},
        {"nabla_f": lambda at: at**3 - 1},
        start=dict.fromkeys(("v", "m", "s", "u", "w"), zero) | {"p": mpmath.mpf(1)},
    )
