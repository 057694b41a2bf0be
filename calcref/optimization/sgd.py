"""Stochastic gradient descent: the gradient of one batch at a time, with or without momentum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.core.trees import tree_map
from calcref.optimization.first_order import FirstOrder, decayed
from calcref.optimization.hyper_parameters import check


@final
@dataclass(frozen=True, slots=True)
class SGD(FirstOrder):
    """v = momentum * v + gradient, x - learning_rate * v; `nesterov` steps along gradient + momentum * v instead.

    As PyTorch's SGD: the rate multiplies the whole velocity. `Momentum` keeps the rate inside of it; the two part ways
    when the rate changes. Without momentum it is gradient descent; stochastic is what it is given.

    Args:
        learning_rate: eta.
        momentum: mu, how much of the velocity stays.
        nesterov: whether to step along what the velocity will be, in place of what it is.
        dampening: the share of each gradient but the first that is left out of the velocity.
        weight_decay: adds the gradient of weight_decay/2 |x|^2 to that of f.

    Raises:
        OutsideDomain: the learning rate is not a positive finite number, momentum or dampening is not at least 0 and
            less than 1, the weight decay is negative, or `nesterov` is asked for without momentum or with dampening.

    >>> from calcref.optimization import minimize
    >>> trace = minimize(lambda x: x**2, 1.0, SGD(0.25, momentum=0.5), steps=2, grad=lambda x: 2 * x)
    >>> [float(x) for x in trace.iterates]
    [1.0, 0.5, 0.0]
    """

    about: ClassVar[Stated] = Stated(
        id="stochastic-gradient-descent",
        name="Stochastic gradient descent",
        page="optimization/gradient-descent/#stochastic-gradient-descent",
        statement="v[k+1] = mu*v[k] + g[k], x[k+1] = x[k] - eta*v[k+1]",
        statement_latex=r"v_{k+1} = \mu v_k + g_k,\quad x_{k+1} = x_k - \eta\,v_{k+1}",
        given=(
            r"$\eta > 0$",
            r"$0 \le \mu < 1$",
        ),
        source=Source(
            "Polyak, Some methods of speeding up the convergence of iteration methods",
            "USSR Comput. Math. Math. Phys. 4 (1964) 1-17; written as in PyTorch's documentation of SGD",
        ),
        ml_use=("The workhorse: a batch's gradient is right on average, and costs a fraction of the full one."),
    )

    learning_rate: float
    momentum: float = 0.0
    nesterov: bool = False
    dampening: float = 0.0
    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        check(self)
        if self.nesterov and (self.momentum == 0 or self.dampening != 0):
            raise OutsideDomain(
                "nesterov looks ahead along the whole momentum, which needs momentum above 0 and dampening of 0; found "
                f"momentum={self.momentum!r}, dampening={self.dampening!r}: try momentum=0.9, dampening=0"
            )

    def start(self, x: Any) -> Any:
        """No velocity yet: the first gradient becomes it, undampened."""
        return None

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """One step along the velocity."""
        gradient = decayed(gradient, x, self.weight_decay)
        if not self.momentum:
            return tree_map(lambda at, g: at - self.learning_rate * g, x, gradient), None
        velocity = gradient if memory is None else self._faster(memory, gradient)
        ahead = tree_map(lambda v, g: g + self.momentum * v, velocity, gradient) if self.nesterov else velocity
        return tree_map(lambda at, v: at - self.learning_rate * v, x, ahead), velocity

    def _faster(self, velocity: Any, gradient: Any) -> Any:
        return tree_map(lambda v, g: self.momentum * v + (1 - self.dampening) * g, velocity, gradient)
