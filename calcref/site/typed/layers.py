"""What the letters on the cards of layers stand for: arguments, outputs and cotangents, as the code gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import mpmath
import numpy as np

from calcref.autodiff import vjp
from calcref.layers import ATTENTION, LAYERS, Layer
from calcref.site.typed.claims import Case

View = Callable[[Any], Any]
Views = Mapping[str, View]
Arrays = tuple[Any, ...]
TRIES = 3  # random arguments of both signs


def exact(array: Any) -> Any:
    """The same array of mpmath's numbers; a number where it has no axes."""
    found = np.frompyfunc(lambda entry: mpmath.mpf(float(entry)), 1, 1)(array)
    return found if isinstance(found, np.ndarray) else mpmath.mpf(found)


def matrix(array: Any) -> Any:
    """As it is."""
    return array


def row(array: Any) -> Any:
    """A vector as a row."""
    return array[None, :]


def column(array: Any) -> Any:
    """A vector as a column."""
    return array[:, None]


def number(array: Any) -> Any:
    """The only entry."""
    return array.reshape(())


def columns(start: int, stop: int) -> View:
    """Some of the last axis, as rows."""
    return lambda array: np.atleast_2d(array)[:, start:stop]


@dataclass(frozen=True)
class Seen:
    """How a card sees a layer.

    Args:
        shapes: of the arguments.
        arguments: for each, the letters that show it or parts of it.
        outputs: for each, the letter that shows it.
        indexed: the index letters of those that have some; a cotangent has those of its letter.
        letters: further numbers, which the options hold.
        options: of the layer.
        low: a bound for the arguments, where they must not be negative.
        ranges: of further index letters.
        functions: that the TeX calls.
        first: the first index.
        by_example: whether the card is about one row of the first argument, and of the output.
        more: what else the letters stand for, from the arguments and the cotangents of the outputs.
    """

    shapes: tuple[tuple[int, ...], ...]
    arguments: tuple[Views, ...]
    outputs: tuple[Views, ...] = ({"y": matrix},)
    indexed: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, Any] = field(default_factory=dict)
    ranges: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    low: float = -1.5
    functions: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    first: int = 0
    by_example: bool = False
    more: Callable[[tuple[Any, ...], tuple[Any, ...]], tuple[dict[str, Any], dict[str, str]]] | None = None


def cases(layer: Layer) -> Iterator[Case]:
    """Random arguments, outputs and cotangents of `layer`, by the letters of its card."""
    seen = seen_layers()[layer.id]
    rng = np.random.default_rng(8)
    for _ in range(TRIES):
        args = tuple(rng.uniform(seen.low, 1.5, shape) for shape in seen.shapes)
        found, pullback = vjp(lambda *at: layer.rule(*at, **seen.options), tuple(range(len(args))))(*args)
        outputs = found if isinstance(found, tuple) else (found,)
        bars = tuple(rng.uniform(-1.5, 1.5, np.shape(output)) for output in outputs)
        back = tuple(pullback(bars if isinstance(found, tuple) else bars[0]))
        parts = (args, outputs, back, bars)
        first = tuple(part[:1] for part in parts)
        if seen.by_example:
            examples = [_letters(seen, *(tuple(it[at] for it in part) for part in first)) for at in range(len(args[0]))]
            shared = _letters(seen, args, (), back, ())
            yield from (_case(seen, shared | example, examples) for example in examples)
        else:
            more, indexed = seen.more(args, bars) if seen.more else ({}, {})
            yield _case(seen, _letters(seen, *parts) | _exact(more), (), indexed)


def _case(seen: Seen, letters: Mapping[str, Any], examples: Any = (), more: Mapping[str, str] | None = None) -> Case:
    given = {**letters, **_exact(seen.letters)}
    indexed = {**seen.indexed, **{f"bar_{name}": it for name, it in seen.indexed.items()}, **(more or {})}
    present = {name: it for name, it in indexed.items() if name in given}
    return Case(given, present, seen.ranges, seen.functions, examples=examples, first=seen.first)


def _letters(seen: Seen, args: Arrays, outputs: Arrays, back: Arrays, bars: Arrays) -> dict[str, Any]:
    """The letters for these arrays; a bar is over those of cotangents."""
    plain = [*zip(seen.arguments, args, strict=False), *zip(seen.outputs, outputs, strict=False)]
    barred = [*zip(seen.arguments, back, strict=False), *zip(seen.outputs, bars, strict=False)]
    shown = [("", *pair) for pair in plain] + [("bar_", *pair) for pair in barred]
    return _exact({mark + name: view(array) for mark, views, array in shown for name, view in views.items()})


def _exact(letters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: exact(value) for name, value in letters.items()}


def _entrywise() -> Seen:
    return Seen(((1,),), ({"x": number},), ({"y": number},))


def _normalized(options: Mapping[str, Any], *others: str) -> Seen:
    """One example of four features, and what is learned; b counts the examples, of which there is one."""
    return Seen(
        ((3, 4), *((4,) for _ in others)),
        ({"x": column}, *({name: column} for name in others)),
        ({"y": column},),
        {"x": "i"},
        {"n": 4, "ones": np.ones((4, 1)), "varepsilon": options["epsilon"]},
        options=options,
        by_example=True,
    )


HEADS = 2


def _heads(args: tuple[Any, ...], bars: tuple[Any, ...]) -> tuple[dict[str, Any], dict[str, str]]:
    """Queries of each head and the cotangents of these, by the tape through the attention alone."""
    q, k, v, w_q, w_k, w_v, w_o = args
    inner = [list(np.split(a @ w, HEADS, axis=1)) for a, w in ((q, w_q), (k, w_k), (v, w_v))]
    z_bar = bars[0] @ w_o.T
    found: list[Any] = []
    for head, part in enumerate(np.split(z_bar, HEADS, axis=1)):
        at = [it[head] for it in inner]
        found.append(vjp(lambda a, b, c: ATTENTION.rule(a, b, c, mask=None), (0, 1, 2))(*at)[1](part)[0])
    letters = {"A": np.stack(inner[0]), "bar_A": np.stack(found), "bar_Z": z_bar, "h": HEADS}
    return letters, {"A": "i", "bar_A": "i"}


def _attention(q: Any, k: Any, v: Any) -> Any:
    plain = (np.asarray(it, dtype=float) for it in (q, k, v))
    return exact(ATTENTION.rule(*plain, mask=None))


def _stacked(array: Any) -> Any:
    return np.stack(np.split(array, HEADS, axis=1))


CHOSEN = np.array([0, 3, 3, 1, 2])


@cache
def seen_layers() -> Mapping[str, Seen]:
    eps = {"epsilon": 0.25}
    keep = np.array([[True, False, True, True]])
    table: dict[str, Seen] = {
        "affine-layer": Seen(
            ((4, 3), (3, 2), (2,)), ({"x": matrix}, {"W": matrix}, {"b": row}), letters={"ones": np.ones((4, 1))}
        ),
        **{name: _entrywise() for name in ("relu-layer", "tanh-layer", "silu-layer", "gelu-layer")},
        "embedding-layer": Seen(
            ((4, 2),),
            ({"E": matrix},),
            indexed={"E": "k", "y": "b", "k": "b"},
            letters={"k": CHOSEN}, options={"indices": CHOSEN},
        ),
        "dropout-layer": Seen(
            ((1, 4),), ({"x": matrix},), indexed={"k": "i"}, letters={"k": keep, "p": 0.25},
            options={"keep": keep, "rate": 0.25},
        ),
        "softmax-layer": Seen(
            ((4,),), ({"x": column},), ({"y": column},), {"x": "i", "y": "i"}, {"ones": np.ones((4, 1))},
            {"j": range(4)},
        ),
        "log-sum-exp": Seen(((4,),), ({"x": column},), ({"y": number},), {"x": "j"}),
        "cross-entropy-layer": Seen(
            ((4,), (4,)), ({"x": column}, {"t": column}), ({"L": number},), {"x": "j", "t": "i"}, low=0.1
        ),
        "layer-normalization": _normalized(eps, "g", "s"),
        "rms-normalization": _normalized(eps, "g"),
        "batch-normalization": Seen(
            ((5, 3), (3,), (3,)), ({"x": matrix}, {"g": row}, {"s": row}), indexed={"x": "b", "y": "b"},
            letters={"B": 5, "varepsilon": 0.25}, ranges={"c": range(5)}, options=eps,
        ),
        "convolution-1d": Seen(
            ((2, 2, 7), (3, 2, 3), (3,)), ({"x": matrix}, {"w": matrix}, {"b": matrix}),
            indexed={"x": "ncu", "w": "fci", "b": "f", "y": "nft"}, letters={"s": 2},
            options={"stride": (2,), "padding": (0,)},
        ),
        "convolution-2d": Seen(
            ((2, 2, 4, 5), (3, 2, 2, 3), (3,)), ({"x": matrix}, {"w": matrix}, {"b": matrix}),
            indexed={"x": "ncuv", "w": "fcij", "b": "f", "y": "nfst"}, letters={"r": 2},
            options={"stride": (2, 2), "padding": (0, 0)},
        ),
        "max-pooling": Seen(
            ((7,),), ({"x": matrix},), indexed={"x": "u", "y": "t"}, letters={"s": 2}, ranges={"i": range(3)},
            options={"size": (3,), "stride": (2,)},
        ),
        "average-pooling": Seen(
            ((7,),), ({"x": matrix},), indexed={"x": "u", "y": "t"}, letters={"s": 2, "k": 3},
            ranges={"i": range(3)}, options={"size": (3,), "stride": (2,)},
        ),
        "scaled-dot-product-attention": Seen(
            ((3, 2), (5, 2), (5, 4)), ({"Q": matrix}, {"K": matrix}, {"V": matrix}), ({"Y": matrix},),
            letters={"d": 2, "ones_e": np.ones((4, 1)), "ones_s": np.ones((5, 1))}, options={"mask": None},
        ),
        "multi-head-attention": Seen(
            ((3, 3), (5, 2), (5, 4), (3, 4), (2, 4), (4, 6), (6, 3)),
            (
                *({"Q": matrix}, {"K": matrix}, {"V": matrix}),
                *({"W^Q": _stacked}, {"W^K": _stacked}, {"W^V": _stacked}, {"W^O": matrix}),
            ),
            ({"Y": matrix},),
            {"W^Q": "i", "W^K": "i", "W^V": "i"},
            options={"heads": HEADS, "mask": None},
            functions={"attention": _attention},
            first=1,
            more=_heads,
        ),
        "lstm-cell": Seen(
            ((1, 3), (1, 2), (1, 2), (3, 8), (2, 8), (8,)),
            ({"x": matrix}, {"h": matrix}, {"c": matrix}, {"W": matrix}, {"U": matrix}, {"b": row}),
            ({"h'": matrix}, {"c'": matrix}),
        ),
        "gru-cell": Seen(
            ((1, 3), (1, 2), (3, 6), (2, 6), (6,)),
            (
                *({"x": matrix}, {"h": matrix}),
                *({f"{name}_rz": columns(0, 4), f"{name}_g": columns(4, 6)} for name in ("W", "U", "b")),
            ),
            ({"h'": matrix},),
        ),
    }  # fmt: skip
    assert set(table) <= {layer.id for layer in LAYERS}
    return table
