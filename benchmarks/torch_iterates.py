"""`python -m benchmarks.torch_iterates`: where PyTorch's optimizers stand after some steps; writes torch_iterates.json.

Run it with a Python that has PyTorch. Its Muon rounds to bfloat16 where it makes a matrix orthogonal; that cast is left
out here, so that the iterates say whether the method is the same. `pytest tests/optimization/test_pytorch.py` holds
calcref's methods to the file, so that PyTorch is no dependency of the tests.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.record import write

RESULTS = Path(__file__).with_name("torch_iterates.json")
STEPS = (1, 2, 3, 5, 10, 20, 50)


def valley(x: Any) -> Any:
    """A bent valley in two dimensions."""
    return 2 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2


def bowl(x: Any) -> Any:
    """Four curvatures between 0.05 and 50."""
    return 0.025 * x[0] ** 2 + 0.25 * x[1] ** 2 + 2.5 * (x[2] - 1) ** 2 + 25 * (x[3] + x[0]) ** 2


def quartic(x: Any) -> Any:
    """Gradients that grow and fall by orders of magnitude."""
    return (x[0] - 2) ** 4 + x[1] ** 4 / 10 + x[0] * x[1]


def matrix(x: Any) -> Any:
    """A valley in the entries of a matrix, each as curved as its place says, with neighbors that pull."""
    return sum((k + 1) * (x[k // 3, k % 3] - k / 4) ** 2 for k in range(6)) / 4 + (x[0, 0] * x[1, 2] - 1) ** 2 / 2


PROBLEMS: dict[str, tuple[Callable[[Any], Any], list[Any]]] = {
    "valley": (valley, [-1.2, 1.0]),
    "bowl": (bowl, [3.0, -2.0, 0.5, 1.0]),
    "quartic": (quartic, [-1.0, 3.0]),
}
MATRICES: dict[str, tuple[Callable[[Any], Any], list[Any]]] = {
    "matrix": (matrix, [[1.0, -1.0, 0.5], [2.0, 0.25, -0.5]]),
    "transposed": (lambda x: matrix(x.T), [[1.0, 2.0], [-1.0, 0.25], [0.5, -0.5]]),
}
BETAS = {"beta1": 0.8, "beta2": 0.95}
# calcref's method and options, and the optimizer of PyTorch; options are translated by `NAMES`.
CASES: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("GradientDescent", {"learning_rate": 0.004}, "SGD"),
    ("SGD", {"learning_rate": 0.004, "weight_decay": 0.1}, "SGD"),
    ("SGD", {"learning_rate": 0.004, "momentum": 0.9}, "SGD"),
    ("SGD", {"learning_rate": 0.004, "momentum": 0.9, "dampening": 0.5, "weight_decay": 0.1}, "SGD"),
    ("SGD", {"learning_rate": 0.004, "momentum": 0.9, "nesterov": True}, "SGD"),
    ("SGD", {"learning_rate": 0.004, "momentum": 0.9, "nesterov": True, "weight_decay": 0.1}, "SGD"),
    ("Momentum", {"learning_rate": 0.004, "momentum": 0.9}, "SGD"),
    ("Nesterov", {"learning_rate": 0.004, "momentum": 0.9}, "SGD"),
    ("AdaGrad", {}, "Adagrad"),
    ("AdaGrad", {"learning_rate": 0.3, "learning_rate_decay": 0.1, "weight_decay": 0.1}, "Adagrad"),
    ("AdaGrad", {"learning_rate": 0.3, "initial_accumulator": 0.5, "epsilon": 1e-3}, "Adagrad"),
    ("Adadelta", {}, "Adadelta"),
    ("Adadelta", {"learning_rate": 3.0, "rho": 0.8, "epsilon": 1e-3, "weight_decay": 0.1}, "Adadelta"),
    ("RMSProp", {}, "RMSprop"),
    ("RMSProp", {"learning_rate": 0.03, "alpha": 0.9, "epsilon": 1e-3, "weight_decay": 0.1}, "RMSprop"),
    ("RMSProp", {"learning_rate": 0.03, "momentum": 0.7}, "RMSprop"),
    ("RMSProp", {"learning_rate": 0.01, "centered": True, "epsilon": 1e-2}, "RMSprop"),
    ("RMSProp", {"learning_rate": 0.01, "momentum": 0.7, "centered": True, "epsilon": 1e-2}, "RMSprop"),
    ("Adam", {}, "Adam"),
    ("Adam", {"learning_rate": 0.05, **BETAS, "epsilon": 1e-3, "weight_decay": 0.1}, "Adam"),
    ("AMSGrad", {"learning_rate": 0.05}, "Adam"),
    ("AMSGrad", {"learning_rate": 0.05, **BETAS, "epsilon": 1e-3, "weight_decay": 0.1}, "Adam"),
    ("AdamW", {}, "AdamW"),
    ("AdamW", {"learning_rate": 0.05, **BETAS, "epsilon": 1e-3, "weight_decay": 0.2}, "AdamW"),
    ("Adamax", {}, "Adamax"),
    ("Adamax", {"learning_rate": 0.05, **BETAS, "epsilon": 1e-3, "weight_decay": 0.1}, "Adamax"),
    ("NAdam", {}, "NAdam"),
    ("NAdam", {"learning_rate": 0.05, **BETAS, "epsilon": 1e-3, "weight_decay": 0.1, "momentum_decay": 0.1}, "NAdam"),
    ("NAdam", {"learning_rate": 0.05, "weight_decay": 0.1, "decoupled": True}, "NAdam"),
    ("RAdam", {}, "RAdam"),
    ("RAdam", {"learning_rate": 0.05, **BETAS, "epsilon": 1e-3, "weight_decay": 0.1}, "RAdam"),
    ("RAdam", {"learning_rate": 0.05, "weight_decay": 0.1, "decoupled": True}, "RAdam"),
)
OF_MATRICES: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("Muon", {}, "Muon"),
    ("Muon", {"learning_rate": 0.02, "weight_decay": 0.2, "nesterov": False}, "Muon"),
    ("Muon", {"learning_rate": 0.02, "momentum": 0.8, "scale": "match_rms_adamw", "epsilon": 0.5}, "Muon"),
    ("Muon", {"learning_rate": 0.02, "iterations": 3, "coefficients": [1.5, -0.5, 0.0]}, "Muon"),
)
NAMES = {
    "learning_rate": "lr",
    "epsilon": "eps",
    "learning_rate_decay": "lr_decay",
    "initial_accumulator": "initial_accumulator_value",
    "decoupled": "decoupled_weight_decay",
    "scale": "adjust_lr_fn",
    "iterations": "ns_steps",
    "coefficients": "ns_coefficients",
}
EXTRA = {"AMSGrad": {"amsgrad": True}, "Nesterov": {"nesterov": True}}


def iterates(optimizer: str, options: dict[str, Any], problem: str) -> list[list[float]]:
    """Where it stands after each of `STEPS`, in double precision."""
    import torch

    f, start = (PROBLEMS | MATRICES)[problem]
    x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    method, found = getattr(torch.optim, optimizer)([x], **options), []
    for step in range(1, STEPS[-1] + 1):
        method.zero_grad()
        f(x).backward()
        method.step()
        if step in STEPS:
            found.append(x.detach().tolist())
    return found


def translated(method: str, options: dict[str, Any]) -> dict[str, Any]:
    """The options in PyTorch's words."""
    found = {NAMES.get(name, name): value for name, value in options.items() if not name.startswith("beta")}
    if "beta1" in options:
        found["betas"] = (options["beta1"], options["beta2"])
    return found | EXTRA.get(method, {})


def schedules() -> list[dict[str, Any]]:
    """By what PyTorch's schedulers multiply a rate of 1 at each of the first steps."""
    import torch

    at = torch.optim.lr_scheduler
    made = (
        ("StepDecay", {"every": 7, "by": 0.5}, lambda it: at.StepLR(it, 7, 0.5)),
        ("Cosine", {"steps": 50, "least": 0.1}, lambda it: at.CosineAnnealingLR(it, 50, 0.1)),
        ("WarmUp", {"steps": 20}, lambda it: at.LinearLR(it, 1 / 20, 1.0, 19)),
        ("OneCycle", {"steps": 50}, lambda it: at.OneCycleLR(it, 1.0, 50, cycle_momentum=False)),
        (
            "OneCycle",
            {"steps": 50, "rise": 0.5, "first": 0.1, "last": 0.001},
            lambda it: at.OneCycleLR(
                it, 1.0, 50, pct_start=0.5, div_factor=10, final_div_factor=100, cycle_momentum=False
            ),
        ),
    )
    rows = []
    for name, options, make in made:
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        scheduler, factors = make(optimizer), []
        for _ in range(STEPS[-1]):
            factors.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step()
        rows.append({"schedule": name, "options": options, "factors": factors})
    return rows


def main() -> None:
    """Every case on every problem of its kind."""
    import torch

    rows = []
    tried = [*itertools.product(CASES, PROBLEMS), *itertools.product(OF_MATRICES, MATRICES)]
    torch.Tensor.bfloat16 = lambda it: it.clone()  # it divides what it is given in place
    for (method, options, optimizer), problem in tried:
        theirs = iterates(optimizer, translated(method, options), problem)
        rows.append({"method": method, "options": options, "problem": problem, "iterates": theirs})
    write(
        RESULTS,
        {"torch": version("torch"), "steps": list(STEPS), "rows": rows, "schedules": schedules()},
        [Path(__file__).name],
    )


if __name__ == "__main__":
    main()
