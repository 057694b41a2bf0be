"""The backward passes of layers, derived from the code of their values, and beside those derived by hand."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from calcref import backward_pass
from calcref.core.array_records import BackwardPass
from calcref.core.errors import CheckFailed
from calcref.core.shown import SITE
from calcref.layers import (
    AFFINE,
    ATTENTION,
    BATCH_NORM,
    GRU,
    LAYER_NORM,
    LOG_SUM_EXP,
    LSTM,
    MULTI_HEAD,
    RMS_NORM,
    SOFTMAX,
    SOFTMAX_CROSS_ENTROPY,
    Layer,
    affine,
    attention,
    gru,
    layer_norm,
    logsumexp,
    lstm,
    multi_head,
    softmax,
    softmax_cross_entropy,
)
from calcref.render.backward_formulas import formulas_html

RTOL, ATOL = 1e-10, 1e-12
SIZES = {"a": 5, "b": 4, "c": 6, "d": 2, "e": 3, "k": 2, "l": 3, "m": 2, "n": 3, "s": 4}
EPSILON = 0.25
MOST_STEPS = 18  # of what is typeset; longer formulas are text, since a page that is slow to load helps nobody


class Derived(NamedTuple):
    """A layer, its forward code as a function of arrays that have a shape, these, and the options of the layer."""

    layer: Layer
    function: Callable[..., Any]
    shapes: str
    options: Mapping[str, Any] = {}


def normalized(layer: Layer) -> Callable[..., Any]:
    """The value of a normalization, with epsilon as an argument."""
    return lambda x, gain, shift, epsilon: layer.rule.value(x, gain, shift, epsilon)


def scaled(x: Any, gain: Any, epsilon: Any) -> Any:
    """The value of RMS normalization, with epsilon as an argument."""
    return RMS_NORM.rule.value(x, gain, epsilon)


def masked(q: Any, k: Any, v: Any, mask: Any) -> Any:
    """The value of attention, with the mask as an argument."""
    return ATTENTION.rule.value(q, k, v, mask)


def heads(q: Any, k: Any, v: Any, w_q: Any, w_k: Any, w_v: Any, w_o: Any) -> Any:
    """Attention with two heads."""
    return multi_head(q, k, v, w_q, w_k, w_v, w_o, heads=2)


def masked_heads(q: Any, k: Any, v: Any, w_q: Any, w_k: Any, w_v: Any, w_o: Any, mask: Any) -> Any:
    """The value of attention with two heads, with the mask as an argument."""
    return MULTI_HEAD.rule.value(q, k, v, w_q, w_k, w_v, w_o, heads=2, mask=mask)


_HEADS = "q: l a, k: s b, v: s c, w_q: a 2*d, w_k: b 2*d, w_v: c 2*e, w_o: 2*e n"
CASES: Mapping[str, Derived] = {
    "affine": Derived(AFFINE, affine, "x: k n, w: n m, b: m"),
    "softmax": Derived(SOFTMAX, softmax, "x: m n"),
    "softmax of one": Derived(SOFTMAX, softmax, "x: n"),
    "log-sum-exp": Derived(LOG_SUM_EXP, logsumexp, "x: m n"),
    "log-sum-exp of one": Derived(LOG_SUM_EXP, logsumexp, "x: n"),
    "cross-entropy": Derived(SOFTMAX_CROSS_ENTROPY, softmax_cross_entropy, "x: m n, target: m n"),
    "cross-entropy of one": Derived(SOFTMAX_CROSS_ENTROPY, softmax_cross_entropy, "x: n, target: n"),
    "layer norm": Derived(LAYER_NORM, normalized(LAYER_NORM), "x: l n, gain: n, shift: n, epsilon:"),
    "layer norm of one": Derived(LAYER_NORM, normalized(LAYER_NORM), "x: n, gain: n, shift: n, epsilon:"),
    "layer norm as it is": Derived(LAYER_NORM, layer_norm, "x: l n, gain: n, shift: n", {"epsilon": 1e-5}),
    "batch norm": Derived(BATCH_NORM, normalized(BATCH_NORM), "x: l n, gain: n, shift: n, epsilon:"),
    "RMS norm": Derived(RMS_NORM, scaled, "x: l n, gain: n, epsilon:"),
    "RMS norm of one": Derived(RMS_NORM, scaled, "x: n, gain: n, epsilon:"),
    "attention": Derived(ATTENTION, attention, "q: l d, k: s d, v: s e", {"mask": None}),
    "masked attention": Derived(ATTENTION, masked, "q: l d, k: s d, v: s e, mask: l s boolean"),
    "heads": Derived(MULTI_HEAD, heads, _HEADS, {"heads": 2, "mask": None}),
    "masked heads": Derived(MULTI_HEAD, masked_heads, f"{_HEADS}, mask: l s boolean", {"heads": 2}),
    "LSTM": Derived(LSTM, lstm, "x: k n, h: k m, c: k m, w_x: n 4*m, w_h: m 4*m, b: 4*m"),
    "GRU": Derived(GRU, gru, "x: k n, h: k m, w_x: n 3*m, w_h: m 3*m, b: 3*m"),
}
SHOWN = {  # how each is introduced on the page
    "affine": "Affine layer, for a batch",
    "softmax of one": "Softmax, for one example",
    "log-sum-exp of one": "Log-sum-exp, for one example",
    "cross-entropy of one": "Softmax cross-entropy, for one example",
    "layer norm of one": "Layer normalization, for one example",
    "batch norm": "Batch normalization",
    "RMS norm of one": "RMS normalization, for one example",
    "masked attention": "Attention with a mask",
    "heads": "Attention with two heads",
    "LSTM": "LSTM cell",
    "GRU": "GRU cell",
}


def arguments_of(case: Derived) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Random values by name, the options of the layer, and the names of the variables."""
    rng = np.random.default_rng(4)
    values: dict[str, Any] = {}
    for part in case.shapes.split(","):
        name, dims = (it.strip() for it in part.split(":"))
        words = [word for word in dims.split() if word != "boolean"]
        sizes = [int(np.prod([SIZES.get(it) or int(it) for it in word.split("*")])) for word in words]
        values[name] = np.tri(*sizes, dtype=bool) if "boolean" in dims else rng.normal(size=sizes)
    if "epsilon" in values:
        values["epsilon"] = EPSILON
    given: dict[str, Any] = {name: values[name] for name in ("epsilon", "mask") if name in values}
    options = {**case.options, **given}
    return values, options, [name for name in values if name not in options]


def derived(case: Derived) -> BackwardPass:
    """The backward pass that comes out of the forward code."""
    return backward_pass(case.function, case.shapes, arguments_of(case)[2])


def compared(case: Derived, found: BackwardPass) -> list[tuple[str, Any, Any, Any]]:
    """For each variable its name and its cotangent: by the derived code, by the rule by hand, and the value itself."""
    values, options, names = arguments_of(case)
    args = [values[name] for name in names]
    y = case.layer.rule.value(*args, **options)
    rng = np.random.default_rng(5)
    bars = tuple(rng.normal(size=np.shape(part)) for part in _parts(y))
    space: dict[str, Any] = {}
    exec(found.to_numpy(), space)
    free = [it for it in inspect.signature(space["backward"]).parameters if it not in values]
    computed = _parts(space["backward"](**values, **dict(zip(free, bars, strict=True))))
    rule: Any = case.layer.rule.vjp
    by_hand = _parts(rule(bars if isinstance(y, tuple) else bars[0], y, *args, **options))
    return list(zip(names, computed, by_hand, args, strict=True))


def _parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def derived_layers() -> str:
    """The derived formulas of every layer, folded, each with how many steps it took.

    Raises:
        CheckFailed: a derivation is not confirmed, or the rule by hand says something else.
    """
    return "\n".join(_shown(title, CASES[name], not k) for k, (name, title) in enumerate(SHOWN.items()))


def _shown(title: str, case: Derived, style: bool) -> str:
    found = derived(case)
    evidence = found.check()
    if evidence.verdict != "agrees":
        raise CheckFailed(f"the derived backward pass of {title} is not confirmed: {evidence.how}", evidence)
    for name, one, other, _ in compared(case, found):
        if not np.allclose(one, other, rtol=RTOL, atol=ATOL):
            raise CheckFailed(f"the rule by hand of {title} differs from the derived one in {name}", evidence)
    steps = sum(len(it.steps) for it in found.derivations)
    page = f"[{case.layer.name}]({SITE}{case.layer.page})"
    count = len(found.derivations)
    variables = f"{count} variables" if count > 1 else "one variable"
    said = f"{steps} steps for {variables}; the same as by hand: {page}."
    formulas = formulas_html(found.derivations, style) if steps <= MOST_STEPS else f"```text\n{found.to_text()}\n```"
    return f'<details markdown="1">\n<summary>{title} ✓</summary>\n\n{said}\n\n{formulas}\n\n</details>\n'
