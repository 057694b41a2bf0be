"""AdamW: Adam, with weights that shrink by a rate of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.optimization.adam import Adam
from calcref.optimization.first_order import FirstOrder, shrunk


@final
@dataclass(frozen=True, slots=True)
class AdamW(FirstOrder):
    """x * (1 - learning_rate * weight_decay), then Adam's step; as PyTorch's.

    Adam's own weight decay goes through the gradient and is divided by its recent size, too: weights with large
    gradients then hardly decay. Here all decay alike.

    Raises:
        OutsideDomain: the learning rate or epsilon is not a positive finite number, a beta is not at least 0 and
            less than 1, or the weight decay is negative.

    >>> from calcref.optimization import minimize
    >>> method = AdamW(learning_rate=0.1, weight_decay=0.5)
    >>> trace = minimize(lambda x: x**2, 1.0, method, steps=1, grad=lambda x: 2 * x)
    >>> round(float(trace.x), 6)
    0.85
    """

    about: ClassVar[Stated] = Stated(
        id="adamw",
        name="AdamW",
        page="optimization/adaptive-methods/#adamw",
        statement=(
            "m[t] = beta1*m[t-1] + (1-beta1)*g[t], v[t] = beta2*v[t-1] + (1-beta2)*g[t]^2, "
            "x[t] = (1-eta*lambda)*x[t-1] - eta*(m[t]/(1-beta1^t))/(sqrt(v[t]/(1-beta2^t)) + epsilon)"
        ),
        statement_latex=(
            r"m_t = \beta_1 m_{t-1} + (1-\beta_1)g_t,\quad v_t = \beta_2 v_{t-1} + (1-\beta_2)g_t^2,\quad "
            r"x_t = (1 - \eta\lambda)\,x_{t-1} - \eta\,\frac{m_t/(1-\beta_1^t)}{\sqrt{v_t/(1-\beta_2^t)}+\varepsilon}"
        ),
        given=(r"$\eta > 0$", r"$0 \le \beta_1 < 1$", r"$0 \le \beta_2 < 1$", r"$\varepsilon > 0$", r"$\lambda \ge 0$"),
        source=Source("Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019)", "algorithm 2"),
        ml_use="How language models are trained, nearly all of them.",
    )

    learning_rate: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    weight_decay: float = 1e-2

    def start(self, x: Any) -> Any:
        """What Adam starts with."""
        return self._adam().start(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """The weights shrink, and take Adam's step."""
        return self._adam().move(shrunk(self, x), gradient, memory)

    def _adam(self) -> Adam:
        return Adam(self.learning_rate, self.beta1, self.beta2, self.epsilon)
