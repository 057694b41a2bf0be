"""`python -m benchmarks.digits`: a small network learns to read scikit-learn's handwritten digits; writes digits.json.

8 x 8 pixels, 10 classes, 1,437 pictures to learn from and 360 to test on. Layers and gradients are calcref's.
It runs on one thread: matrices as small as these are not worth sharing out.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.datasets import load_digits
from threadpoolctl import threadpool_limits

from benchmarks.progress import progress
from benchmarks.record import write
from calcref.layers import affine, conv2d, dropout, max_pool, relu, softmax_cross_entropy
from calcref.optimization import SGD, minibatches, train

RESULTS = Path(__file__).with_name("digits.json")
KERNELS, FEATURES = 32, 32 * 4 * 4  # 3 x 3 kernels; what is left of 8 x 8 places after pooling
METHOD = SGD(learning_rate=0.05, momentum=0.9)
RATE, BATCH, EPOCHS = 0.5, 64, 20

Parameters = dict[str, Any]


def start(rng: np.random.Generator) -> Parameters:
    """Weights with variance 2/inputs (He et al. 2015, equation 10), which suit relu; biases 0."""
    return {
        "kernels": rng.standard_normal((KERNELS, 1, 3, 3)) * np.sqrt(2 / 9),
        "kernel bias": np.zeros(KERNELS),
        "weights": rng.standard_normal((FEATURES, 10)) * np.sqrt(2 / FEATURES),
        "bias": np.zeros(10),
    }


def scores(p: Parameters, x: Any, keep: Any = None) -> Any:
    """A number for each class; `keep` is the mask of dropout, in training."""
    x = relu(conv2d(np.reshape(x, (-1, 1, 8, 8)), p["kernels"], p["kernel bias"], padding=1))
    x = np.reshape(max_pool(x, (2, 2)), (-1, FEATURES))
    return affine(x if keep is None else dropout(x, keep, RATE), p["weights"], p["bias"])


def loss(p: Parameters, x: Any, target: Any, keep: Any = None) -> Any:
    """The mean cross-entropy, in nats."""
    return np.mean(softmax_cross_entropy(scores(p, x, keep), target))


def accuracy(p: Parameters, x: Any, target: Any) -> float:
    """The share of pictures whose digit has the highest score."""
    return float(np.mean(np.argmax(scores(p, x), axis=-1) == np.argmax(target, axis=-1)))


def data(rng: np.random.Generator) -> tuple[Any, Any]:
    """Pictures and one-hot digits to learn from, and to test on: one in five, drawn at random."""
    found = load_digits()
    x, target = found.data / 16.0, np.eye(10)[found.target]
    order = rng.permutation(len(x))
    test, learn = order[: len(x) // 5 + 1], order[len(x) // 5 + 1 :]
    return (x[learn], target[learn]), (x[test], target[test])


def batches(learn: tuple[Any, Any], rng: np.random.Generator, epochs: int) -> Iterator[tuple[Any, ...]]:
    """Minibatches, with a mask of dropout for each."""
    for x, target in minibatches(*learn, size=BATCH, rng=rng, epochs=epochs):
        yield x, target, rng.random((len(x), FEATURES)) >= RATE


def run(seed: int = 0, epochs: int = EPOCHS) -> dict[str, Any]:
    """Train once; the losses before the first epoch and after each, without dropout, and the accuracy at the end."""
    rng = np.random.default_rng(seed)
    learn, test = data(rng)
    began = time.perf_counter()
    an_epoch = -(-len(learn[0]) // BATCH)
    states = train(loss, start(rng), batches(learn, rng, epochs), METHOD)
    shown = progress(states, epochs * an_epoch + 1, lambda state: f"loss {state.value:.4f}")
    curves: dict[str, list[float]] = {"training": [], "test": []}
    for step, state in enumerate(shown):
        if step % an_epoch == 0:
            curves["training"].append(round(float(loss(state.x, *learn)), 5))
            curves["test"].append(round(float(loss(state.x, *test)), 5))
    return {
        "seed": seed,
        "layers": f"conv2d 3 x 3 to {KERNELS}, relu, max_pool 2 x 2, dropout {RATE}, affine to 10",
        "parameters": sum(part.size for part in state.x.values()),
        "method": str(METHOD),
        "batch": BATCH,
        "epochs": epochs,
        "pictures": {"training": len(learn[0]), "test": len(test[0])},
        "loss": curves,
        "accuracy": {"training": round(accuracy(state.x, *learn), 4), "test": round(accuracy(state.x, *test), 4)},
        "seconds": round(time.perf_counter() - began, 1),
    }


if __name__ == "__main__":
    with threadpool_limits(limits=1):
        found = run()
    write(RESULTS, found, ("digits.py",))
    print(f"{found['accuracy']['test']:.1%} of {found['pictures']['test']} test pictures, {found['seconds']} s")
