"""Every numeric record of the catalogue: the TeX that its card shows, and whether it is what the code computes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calcref.activations import Activation, Initialization, JointActivation
from calcref.layers import Layer
from calcref.losses import Loss
from calcref.metrics import Metric
from calcref.optimization.first_order import FirstOrder
from calcref.probability import Discrete, MultivariateNormal, Named
from calcref.quadrature import Composite, DormandPrince
from calcref.regularizers import Penalty
from calcref.site.typed import (
    activations,
    composed,
    duals,
    information,
    layers,
    methods,
    metrics,
    numeric,
    steps,
    sums,
    theorems,
)
from calcref.site.typed.claims import Case, Claims
from calcref.site.typed.facts import wrong_facts
from calcref.site.typed.given import wrong_given


def wrong(subject: Any) -> Iterator[str]:
    """What is wrong with the TeX and the facts of a record; of anything else nothing.

    >>> from calcref.losses import mse
    >>> list(wrong(mse))
    []
    """
    texts, cases = shown(subject)
    found = (list(Claims(texts, case).wrong()) for case in cases)
    yield from next(filter(None, found), [])
    yield from wrong_facts(subject)
    yield from wrong_given(subject)


def shown(subject: Any) -> tuple[tuple[str, ...], Iterator[Case]]:
    kind: Any = subject if isinstance(subject, type) else type(subject)
    if kind in composed.CASES:
        return (kind.about.statement_latex,), composed.CASES[kind]()
    if issubclass(kind, FirstOrder):
        return (kind.about.statement_latex,), methods.methods(kind)
    if issubclass(kind, tuple(steps.STEPS)):
        return (kind.about.statement_latex,), steps.cases(kind)
    if issubclass(kind, Discrete):
        return (kind.about.statement_latex,), numeric.counts(kind)
    if issubclass(kind, MultivariateNormal):
        return (kind.about.statement_latex,), numeric.several_variables()
    if issubclass(kind, Named):
        return (kind.about.statement_latex,), numeric.densities(kind)
    if getattr(subject, "id", "") in sums.CASES:
        return (subject.statement_latex,), sums.CASES[subject.id]()
    if getattr(subject, "id", "") in theorems.CASES:
        return (subject.statement_latex,), theorems.CASES[subject.id]()
    if getattr(subject, "id", "") in information.CASES:
        return (subject.statement_latex,), information.CASES[subject.id]()
    if getattr(subject, "id", "") in duals.CASES:
        return (subject.statement_latex,), duals.CASES[subject.id]()
    if issubclass(kind, DormandPrince):
        return (kind.about.statement_latex,), sums.dormand_prince()
    match subject:
        case Activation():
            return (subject.statement_latex,), activations.of_one(subject)
        case JointActivation():
            return (subject.statement_latex, subject.backward_latex), activations.of_several(subject)
        case Initialization():
            return (subject.statement_latex,), activations.initializations(subject)
        case Loss():
            return (subject.statement_latex,), numeric.losses(subject)
        case Penalty():
            return (subject.statement_latex,), numeric.penalties(subject)
        case Composite():
            return (subject.statement_latex,), numeric.sums(subject)
        case Metric():
            return (subject.statement_latex,), metrics.CASES[subject.id]()
        case Layer():
            return (subject.statement_latex, subject.backward_latex), layers.cases(subject)
    return (), iter(())
