"""Every concept in reading order, by explicit import: the source of the cheat sheet, the index and table-wide tests."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from calcref import derivatives, integrals, limits
from calcref.core.records import Law
from calcref.core.shown import SITE
from calcref.core.simplify import SIMPLIFY


@dataclass(frozen=True, slots=True, repr=False)
class Concept:
    """One entry of the catalogue.

    Args:
        id: the slug, the same everywhere.
        name: what a reader calls it.
        page: where it is explained, relative to the root of the site, with an anchor where it shares a page.
        family: the package that owns it.
        rule: the rule, where it is one.
        where: else the family and the name of its record, such as "calcref.losses:mse". It is imported when it
            is asked for: the numeric families need NumPy, which the catalogue does without.
    """

    id: str
    name: str
    page: str
    family: str
    rule: Law | None = None
    where: str = ""

    @property
    def subject(self) -> Any:
        """The rule, or the record of the loss, penalty, density or method.

        >>> catalogue["huber-loss"].subject.derivative
        'max(-delta, min(r, delta))'
        """
        if self.rule is not None:
            return self.rule
        family, _, name = self.where.partition(":")
        return getattr(import_module(family), name)

    def __repr__(self) -> str:
        return f"Concept({self.id}: {self.name}, explained at {self.page})"

    def _repr_markdown_(self) -> str:
        return f"[{self.name}]({SITE}{self.page}): `catalogue[{self.id!r}].subject` is\n\n{_shown(self.subject)}"


def _shown(subject: Any) -> str:
    """The card of a record; of a class, its first line."""
    if isinstance(subject, type):
        return f"`{str(inspect.getdoc(subject)).partition(chr(10))[0]}`"
    return str(subject._repr_markdown_())


def _of_rule(rule: Law, family: str) -> Concept:
    return Concept(rule.id, rule.name, rule.page, family, rule)


def _of_record(id: str, name: str, page: str, where: str) -> Concept:
    return Concept(id, name, page, where.partition(":")[0].removeprefix("calcref."), where=where)


_SUMS = "integrals/what-an-integral-is/"
_DENSITIES = "probability/probability-densities/"
_LOSSES = "losses/loss-functions/"
_PENALTIES = "regularization/regularization/"
_DESCENT = "optimization/gradient-descent/"
_AFFINE = "affine-and-broadcasting/"
_SOFTMAX = "softmax-cross-entropy/"
_NORMS = "normalization-layers/"
_CONVOLUTION = "convolution-and-pooling/"
_ATTENTION = "attention/"
_RECURRENT = "recurrent-networks/"

CONCEPTS: tuple[Concept, ...] = (
    _of_rule(derivatives.DEFINITION, "derivatives"),  # what a derivative is
    *(_of_rule(rule, "derivatives") for rule in derivatives.RULES),  # how one is found
    _of_rule(limits.by_sympy.RULE, "limits"),  # what is handed over to SymPy
    _of_rule(SIMPLIFY, "core"),  # how an answer is tidied
    *(_of_rule(rule, "integrals") for rule in integrals.CONCEPTS),  # how an integral is found, and what it may cost
    _of_rule(limits.infinite_limit.RULE, "limits"),  # why one diverges
    # Integrals as sums.
    _of_record("left-riemann-sum", "Left Riemann sum", f"{_SUMS}#riemann-sums", "calcref.quadrature:left"),
    _of_record("right-riemann-sum", "Right Riemann sum", f"{_SUMS}#riemann-sums", "calcref.quadrature:right"),
    _of_record("midpoint-rule", "Midpoint rule", f"{_SUMS}#riemann-sums", "calcref.quadrature:midpoint"),
    _of_record("trapezoid-rule", "Trapezoid rule", f"{_SUMS}#trapezoid-rule", "calcref.quadrature:trapezoid"),
    _of_record("simpsons-rule", "Simpson's rule", f"{_SUMS}#simpsons-rule", "calcref.quadrature:simpson"),
    # Probability as area.
    _of_record("uniform-density", "Uniform density", f"{_DENSITIES}#uniform-density", "calcref.probability:Uniform"),
    _of_record(
        "exponential-density",
        "Exponential density",
        f"{_DENSITIES}#exponential-density",
        "calcref.probability:Exponential",
    ),
    _of_record("normal-density", "Normal density", f"{_DENSITIES}#normal-density", "calcref.probability:Normal"),
    _of_record(
        "logistic-density", "Logistic density", f"{_DENSITIES}#logistic-density", "calcref.probability:Logistic"
    ),
    # How wrong a prediction is.
    _of_record("mean-squared-error", "Mean squared error", f"{_LOSSES}#mean-squared-error", "calcref.losses:mse"),
    _of_record("mean-absolute-error", "Mean absolute error", f"{_LOSSES}#mean-absolute-error", "calcref.losses:mae"),
    _of_record("huber-loss", "Huber loss", f"{_LOSSES}#huber-loss", "calcref.losses:HUBER"),
    _of_record("logistic-loss", "Logistic loss", f"{_LOSSES}#logistic-loss", "calcref.losses:logistic"),
    _of_record(
        "cross-entropy",
        "Cross-entropy with softmax",
        f"{_LOSSES}#cross-entropy",
        "calcref.losses:cross_entropy",
    ),
    _of_record("hinge-loss", "Hinge loss", f"{_LOSSES}#hinge-loss", "calcref.losses:hinge"),
    # What a weight costs.
    _of_record("l2-penalty", "L2 penalty", f"{_PENALTIES}#l2-penalty", "calcref.regularizers:L2"),
    _of_record("l1-penalty", "L1 penalty", f"{_PENALTIES}#l1-penalty", "calcref.regularizers:L1"),
    _of_record("elastic-net", "Elastic net", f"{_PENALTIES}#elastic-net", "calcref.regularizers:ELASTIC_NET"),
    _of_record(
        "smoothing-penalty",
        "Smoothing penalty",
        f"{_PENALTIES}#smoothing-penalty",
        "calcref.regularizers:SMOOTHING",
    ),
    # Which way is down.
    _of_record("gradient-descent", "Gradient descent", _DESCENT, "calcref.optimization:GradientDescent"),
    _of_record(
        "stochastic-gradient-descent",
        "Stochastic gradient descent",
        f"{_DESCENT}#stochastic-gradient-descent",
        "calcref.optimization:SGD",
    ),
    _of_record("adam", "Adam", f"{_DESCENT}#adam", "calcref.optimization:Adam"),
    # Layers of networks, and the way back through each.
    *(
        _of_record(id, name, f"autodiff/{page}", f"calcref.layers:{record}")
        for id, name, page, record in (
            ("affine-layer", "Affine layer", _AFFINE, "AFFINE"),
            ("relu-layer", "ReLU layer", f"{_AFFINE}#relu-layer", "RELU"),
            ("tanh-layer", "Tanh layer", f"{_AFFINE}#tanh-layer", "TANH"),
            ("silu-layer", "SiLU layer", f"{_AFFINE}#silu-layer", "SILU"),
            ("gelu-layer", "GELU layer", f"{_AFFINE}#gelu-layer", "GELU"),
            ("embedding-layer", "Embedding", f"{_AFFINE}#embedding-layer", "EMBEDDING"),
            ("dropout-layer", "Dropout", f"{_AFFINE}#dropout-layer", "DROPOUT"),
            ("softmax-layer", "Softmax", _SOFTMAX, "SOFTMAX"),
            ("log-sum-exp", "Log-sum-exp", f"{_SOFTMAX}#log-sum-exp", "LOG_SUM_EXP"),
            (
                "cross-entropy-layer",
                "Softmax cross-entropy",
                f"{_SOFTMAX}#softmax-cross-entropy",
                "SOFTMAX_CROSS_ENTROPY",
            ),
            ("layer-normalization", "Layer normalization", _NORMS, "LAYER_NORM"),
            ("batch-normalization", "Batch normalization", f"{_NORMS}#batch-normalization", "BATCH_NORM"),
            ("rms-normalization", "RMS normalization", f"{_NORMS}#rms-normalization", "RMS_NORM"),
            ("convolution-1d", "Convolution over one axis", _CONVOLUTION, "CONV1D"),
            ("convolution-2d", "Convolution over two axes", f"{_CONVOLUTION}#convolution-2d", "CONV2D"),
            ("max-pooling", "Max pooling", f"{_CONVOLUTION}#max-pooling", "MAX_POOL"),
            ("average-pooling", "Average pooling", f"{_CONVOLUTION}#average-pooling", "AVERAGE_POOL"),
            ("scaled-dot-product-attention", "Scaled dot-product attention", _ATTENTION, "ATTENTION"),
            ("multi-head-attention", "Multi-head attention", f"{_ATTENTION}#multi-head-attention", "MULTI_HEAD"),
            ("lstm-cell", "LSTM cell", _RECURRENT, "LSTM"),
            ("gru-cell", "GRU cell", f"{_RECURRENT}#gru-cell", "GRU"),
        )
    ),
    # How good a ranking is.
    _of_record("area-under-the-roc-curve", "Area under the ROC curve", "metrics/roc-auc/", "calcref.metrics:AREA"),
)


class Catalogue(Mapping[str, Concept]):
    """The concepts by id, in reading order.

    >>> catalogue["chain-rule"].name
    'Chain rule'
    """

    def __init__(self, concepts: tuple[Concept, ...]) -> None:
        self._by_id = {concept.id: concept for concept in concepts}

    def __getitem__(self, key: str) -> Concept:
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __repr__(self) -> str:
        return f"Catalogue({len(self)} concepts, from {next(iter(self))} to {next(reversed(self._by_id))})"

    def _repr_markdown_(self) -> str:
        lines = [f"| `{concept.id}` | [{concept.name}]({SITE}{concept.page}) |" for concept in self.values()]
        return "\n".join(["| Id | Concept |", "| --- | --- |", *lines])

    @property
    def rules(self) -> tuple[Law, ...]:
        """The concepts that are rules, in reading order."""
        return tuple(concept.rule for concept in self.values() if concept.rule is not None)


catalogue = Catalogue(CONCEPTS)
