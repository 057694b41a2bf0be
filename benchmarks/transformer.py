"""`python -m benchmarks.transformer`: a block of a transformer learns a paragraph by heart; writes transformer.json.

Each character is to be told from at most 64 before it. Layers and gradients are calcref's, in single precision and on
one thread.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from threadpoolctl import threadpool_limits

from benchmarks.progress import progress
from benchmarks.record import write
from calcref.core.trees import leaves
from calcref.layers import affine, embedding, layer_norm, multi_head, relu, softmax_cross_entropy
from calcref.optimization import Adam, minibatches, train

RESULTS = Path(__file__).with_name("transformer.json")
PARAGRAPH = (
    "A derivative says how fast a value changes. Where a function is a chain of steps, the rates of the steps "
    "multiply, one after the other. Backpropagation is that rule read from the end: it begins at the loss, where the "
    "rate is one, and asks of every step what each of its inputs had to do with the change. No step needs to know the "
    "whole. It needs its own derivative, and the number that comes back to it. So a network with a million weights "
    "learns by a rule that fits on one line."
)
LETTERS = sorted(set(PARAGRAPH))
CODES = np.array([LETTERS.index(letter) for letter in PARAGRAPH])
CONTEXT, WIDTH, HEADS, INNER = 64, 48, 4, 128
METHOD = Adam(learning_rate=3e-3)
BATCH, STEPS, EVERY = 8, 1000, 20
CAUSAL = np.tri(CONTEXT, dtype=bool)

Parameters = dict[str, Any]


def start(rng: np.random.Generator) -> Parameters:
    """Weights with variance 1/inputs, gains 1, everything that is added 0."""

    def matrix(n: int, m: int) -> Any:
        return (rng.standard_normal((n, m)) / np.sqrt(n)).astype(np.float32)

    def both(n: int) -> dict[str, Any]:
        return {"gain": np.ones(n, np.float32), "shift": np.zeros(n, np.float32)}

    return {
        "letters": matrix(len(LETTERS), WIDTH),
        "places": matrix(CONTEXT, WIDTH),
        "before attention": both(WIDTH),
        "attention": {name: matrix(WIDTH, WIDTH) for name in ("w_q", "w_k", "w_v", "w_o")},
        "before network": both(WIDTH),
        "in": {"w": matrix(WIDTH, INNER), "b": np.zeros(INNER, np.float32)},
        "out": {"w": matrix(INNER, WIDTH), "b": np.zeros(WIDTH, np.float32)},
        "at the end": both(WIDTH),
        "scores": {"w": matrix(WIDTH, len(LETTERS)), "b": np.zeros(len(LETTERS), np.float32)},
    }


def scores(p: Parameters, codes: Any) -> Any:
    """A number for each letter that may come next, at each of the places; codes of shape (batch, places)."""
    places = codes.shape[1]
    x = embedding(p["letters"], codes) + p["places"][:places]
    z = layer_norm(x, **p["before attention"])
    x = x + multi_head(z, z, z, **p["attention"], heads=HEADS, mask=CAUSAL[:places, :places])
    z = layer_norm(x, **p["before network"])
    x = x + affine(relu(affine(z, **p["in"])), **p["out"])
    return affine(layer_norm(x, **p["at the end"]), **p["scores"])


def loss(p: Parameters, codes: Any, target: Any) -> Any:
    """The mean over all places of the surprise at the next letter, in nats."""
    return np.mean(softmax_cross_entropy(scores(p, codes), target))


def nats(p: Parameters) -> float:
    """The surprise at each letter of the paragraph after the first, from at most 64 letters before it, on average."""
    one_hot = np.eye(len(LETTERS), dtype=np.float32)[CODES]
    beginning = softmax_cross_entropy(scores(p, CODES[None, :CONTEXT]), one_hot[None, 1 : CONTEXT + 1])
    windows = sliding_window_view(CODES[:-1], CONTEXT)[1:]
    rest = softmax_cross_entropy(scores(p, windows)[:, -1], one_hot[CONTEXT + 1 :])
    return float(np.mean(np.concatenate([np.ravel(beginning), rest])))


def batches(rng: np.random.Generator, steps: int) -> Iterator[tuple[Any, Any]]:
    """Windows of the paragraph, and one-hot the letters that follow each letter."""
    one_hot = np.eye(len(LETTERS), dtype=np.float32)
    windows = sliding_window_view(CODES, CONTEXT + 1)
    epochs = -(-steps * BATCH // len(windows)) + 1
    drawn = minibatches(windows, size=BATCH, rng=rng, epochs=epochs)
    for _, (rows,) in zip(range(steps), drawn, strict=False):
        yield rows[:, :-1], one_hot[rows[:, 1:]]


def recite(p: Parameters, beginning: str) -> str:
    """The beginning and what follows it, always the likeliest letter, up to the length of the paragraph."""
    codes = [LETTERS.index(letter) for letter in beginning]
    while len(codes) < len(PARAGRAPH):
        codes.append(int(np.argmax(scores(p, np.array([codes[-CONTEXT:]]))[0, -1])))
    return "".join(LETTERS[code] for code in codes)


def run(seed: int = 0, steps: int = STEPS) -> dict[str, Any]:
    """Train once; the loss on the batch and the nats a character of the paragraph, both every 20 steps."""
    rng = np.random.default_rng(seed)
    began = time.perf_counter()
    states = train(loss, start(rng), batches(rng, steps), METHOD)
    shown = progress(states, steps + 1, lambda state: f"{state.value:.3f} nats a character")
    curves: dict[str, list[float]] = {"batch": [], "paragraph": []}
    for step, state in enumerate(shown):
        if step % EVERY == 0:
            curves["batch"].append(round(state.value, 5))
            curves["paragraph"].append(round(nats(state.x), 5))
    return {
        "seed": seed,
        "paragraph": PARAGRAPH,
        "letters": len(LETTERS),
        "layers": f"one block: context {CONTEXT}, width {WIDTH}, {HEADS} heads, inner width {INNER}, relu",
        "parameters": sum(np.size(leaf) for leaf in leaves(state.x)),
        "method": str(METHOD),
        "batch": BATCH,
        "steps": steps,
        "every": EVERY,
        "nats": curves,
        "nats_a_character": round(nats(state.x), 5),
        "recites": recite(state.x, PARAGRAPH[:CONTEXT]) == PARAGRAPH,
        "seconds": round(time.perf_counter() - began, 1),
    }


if __name__ == "__main__":
    with threadpool_limits(limits=1):
        found = run()
    write(RESULTS, found, ("transformer.py",))
    print(f"{found['nats_a_character']:.3f} nats a character, {found['seconds']} s")
