"""Every public object is short at a prompt, and shows itself in a notebook without help from elsewhere."""

import importlib
import inspect
import pkgutil
import re
from dataclasses import MISSING, fields, is_dataclass
from functools import cache

import numpy as np

import calcref
from calcref import catalogue, differentiate, information, integrate, judge, optimization, parse, plot, roots
from calcref.autodiff import check_grad, trace_graph
from calcref.core.elementary import ELEMENTARY
from calcref.core.shown import Brief
from calcref.exercises import exercise
from calcref.integrals.table import ROWS
from calcref.layers import ATTENTION
from calcref.losses import check_loss, mse
from calcref.metrics import (
    auc_interval,
    brier_decomposition,
    calibration_curve,
    kolmogorov_smirnov,
    mann_whitney,
    precision_recall_curve,
    roc_curve,
)
from calcref.optimization import (
    FISTA,
    ISTA,
    SGD,
    Adam,
    Armijo,
    GradientDescent,
    Momentum,
    Nesterov,
    StrongWolfe,
    minimize,
)
from calcref.optimization.constrained import Constrained
from calcref.parse import as_typed
from calcref.probability import Categorical, Mixture, Normal, density
from calcref.quadrature import DormandPrince, Integral, adaptive, measured_order, refine, simpson
from calcref.reals.breaks import breaks
from calcref.regularizers import l1

X = parse("x")
BIG = np.linspace(0.0, 1.0, 1000)
LONG = "sin(x) cos(x) tan(x) ln(x) e^x arctan(x) x^9"

PACKAGES = [
    module
    for found in pkgutil.iter_modules(calcref.__path__)
    if found.name not in ("cli", "site", "verbs", "__main__")
    for module in [importlib.import_module(f"calcref.{found.name}")]
]
NAMED = {
    f"{module.__name__}.{name}": getattr(module, name)
    for module in (calcref, *PACKAGES)
    for name in getattr(module, "__all__", ())
}


SCHEDULED = (
    optimization.Constant(),
    optimization.StepDecay(10),
    optimization.Cosine(10),
    optimization.WarmUp(10),
    optimization.OneCycle(10),
)


@cache
def made():
    """One of everything that the verbs return, long where it can be."""
    derivation = differentiate(LONG)
    return {
        "derivation": derivation,
        "integral": integrate("1/x", lower=1, upper=2),
        "evidence": derivation.check(),
        "check of a loss": check_loss(mse, BIG, BIG + 1),
        "check of a gradient": check_grad(lambda x: np.sum(x**2), BIG[:9]),
        "long trace": minimize(lambda x: np.sum(x**2), BIG, Adam(learning_rate=0.1), steps=50, grad="autodiff"),
        "trace of a tree": minimize(
            lambda p: np.sum(p["w"] ** 2) + p["b"] ** 2,
            {"w": BIG, "b": 1.0},
            GradientDescent(0.1),
            steps=2,
            grad="autodiff",
        ),
        "trace of quadrature": refine(simpson, np.exp, 0, 1, steps=5),
        "graph": trace_graph(lambda w, x: np.sum(np.tanh(w * x + 2)), BIG, BIG),
        "graph of a formula": plot.computational_graph("(w*x - y)^2/2", {"w": 1.5, "x": 2.0, "y": 1.0}),
        "roc": roc_curve(np.arange(500) % 2, BIG[:500]),
        "precision and recall": precision_recall_curve(np.arange(500) % 2, BIG[:500]),
        "calibration": calibration_curve(np.arange(500) % 2, np.linspace(0, 1, 500), n_bins=100),
        "an area and its interval": auc_interval(np.arange(500) % 2, np.arange(500) % 7),
        "ranks": mann_whitney(np.arange(500) % 2, BIG[:500]),
        "a Brier score in parts": brier_decomposition(np.arange(500) % 2, np.linspace(0, 1, 500)),
        "a gap": kolmogorov_smirnov(BIG[:50], BIG[50:90]),
        "order": measured_order(simpson, np.exp, 0, 1, exact=np.e - 1),
        "density": density(lambda x: 1 - np.abs(x), -1, 1, breaks=(0.0,)),
        "normal": Normal(0, 2),
        "information": (information.sample_mean(BIG), information.EXPONENTIAL_FAMILIES),
        "mixture": (Mixture([0.3, 0.7], [Normal(), Normal(2)]), Categorical(np.full(500, 1 / 500))),
        "integral to be estimated": Integral(lambda x: x, 0, 1),
        "estimate": adaptive(np.exp, 0, 1),
        "steps of an equation": DormandPrince(),
        "adam": Adam(),
        "sgd": SGD(learning_rate=0.1),
        "gradient descent": GradientDescent(learning_rate=0.1),
        "judgement": judge("let f = x^2\nd/dx x^2 sin(x) = 2x cos(x)"),
        "exercise": exercise("product-rule", 1),
        "methods": (
            *(
                it()
                for it in optimization.METHODS
                if all(own.default is not MISSING for own in fields(it)) and not issubclass(it, Constrained)
            ),
            *(Momentum(0.1), Nesterov(0.1), ISTA(0.1, l1()), FISTA(0.1, l1()), Armijo(), StrongWolfe()),
        ),
        "around a method": (
            optimization.Averaged(Adam()),
            optimization.Clipped(Adam(), norm=1.0),
            optimization.Projected(Adam(), optimization.Simplex()),
            *(optimization.Scheduled(Adam(), it) for it in SCHEDULED),
            *(optimization.Ball(1.0), optimization.Box(0.0, 1.0)),
            *(kind(equal=np.sum) for kind in (optimization.QuadraticPenalty, optimization.AugmentedLagrangian)),
            *(optimization.MirrorDescent(0.1), optimization.NaturalGradient(0.1, np.diag)),
            *(optimization.Last(2), optimization.Every(3), optimization.Multipliers(1.0, None, 10.0, 0.0)),
            *(kind() for kind in roots.METHODS),
        ),
        "typed": as_typed("(x+1)²/2"),
        "breaks": breaks(parse("1/(x-1)+1/sin(x)"), X),
        "functions": ELEMENTARY,
        "integrals": ROWS,
        "figure": plot.tape_graph(lambda w, x: np.tanh(w * x), {"w": 0.5, "x": 2.0}),
        "concepts": tuple(catalogue.values()),
        "subjects": tuple(concept.subject for concept in catalogue.values()),
    }


def own(value):
    """Whether calcref wrote the class of `value`; expressions are SymPy's to show."""
    return str(type(value).__module__).startswith("calcref") and not hasattr(value, "free_symbols")


def walk(values):
    """Everything that can be reached through fields, tuples and mappings, each object once."""
    seen, stack = {}, list(values)
    while stack:
        value = stack.pop()
        if id(value) in seen:
            continue
        seen[id(value)] = value
        if isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, (tuple, list)):
            stack.extend(value)
        elif is_dataclass(value) and not inspect.isclass(value):
            stack.extend(getattr(value, field.name) for field in fields(value))
    return [value for value in seen.values() if own(value) and not inspect.isclass(value)]


@cache
def everything():
    return walk([*NAMED.values(), *made().values()])


def test_every_record_is_short_at_a_prompt():
    for value in everything():
        said = repr(value)
        assert len(said) < 300, said
        assert said.count("\n") < 3, said
        assert " at 0x" not in said, said
        assert said.startswith(f"{type(value).__name__}("), said


def test_every_public_class_is_among_them():
    kinds = {kind for kind in NAMED.values() if inspect.isclass(kind) and not inspect.isabstract(kind)}
    kinds = {kind for kind in kinds if not getattr(kind, "_is_protocol", False)}
    missed = kinds - {type(value) for value in everything()}
    assert {kind for kind in missed if not issubclass(kind, (Exception, Brief))} == set()


@cache
def in_cells():
    """What a reader holds in a cell; the parts of a record (a source, a kink, a state) are read inside it."""
    parts = ("integral to be estimated", "breaks", "density")
    return {
        **{name: value for name, value in made().items() if own(value) and name not in parts},
        **{name: value for name, value in NAMED.items() if own(value) and not inspect.isclass(value)},
        **{concept.id: concept for concept in catalogue.values()},
        **{f"subject {it.id}": it.subject for it in catalogue.values() if not inspect.isclass(it.subject)},
        "step": made()["derivation"].steps[0],
    }


def rich(value):
    """What a notebook may choose from, by name."""
    found = {name: getattr(value, name)() for name in dir(value) if re.fullmatch("_repr_(html|markdown|latex)_", name)}
    return {name: text for name, text in found.items() if text}


def test_everything_shows_itself_in_a_notebook():
    for name, value in in_cells().items():
        found = rich(value)
        assert found, name
        for text in found.values():
            assert_self_contained(text)


def assert_self_contained(text):
    assert not re.search(r"<script|<link|<iframe|<img|src=|@import|url\((?!#)", text)
    assert text.count("$") % 2 == 0


def test_a_table_in_a_notebook_does_not_grow_with_the_trace():
    assert rich(made()["long trace"])["_repr_html_"].count("<tr>") == 14
    assert len(rich(made()["long trace"])["_repr_html_"]) < 5000


def test_methods_and_densities_keep_what_can_be_typed_again():
    assert repr(Normal(0, 2)) == "Normal(mu=0, sigma=2)"
    assert eval(repr(Adam()), {"Adam": Adam}) == Adam()


def test_an_open_question_is_typeset():
    derivation = integrate("x e^(x^2)")
    assert derivation.question._repr_latex_() == r"$\displaystyle \int x e^{x^{2}} \thinspace dx$"
    for step in derivation.steps:
        assert "operatorname" not in step.after._repr_latex_()


def test_a_card_says_name_statement_use_and_source():
    shown = ATTENTION._repr_markdown_()
    for part in (ATTENTION.name, ATTENTION.statement_latex, ATTENTION.ml_use, *ATTENTION.domain, str(ATTENTION.source)):
        assert part in shown
