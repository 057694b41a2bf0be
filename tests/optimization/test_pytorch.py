"""With equal hyper-parameters the iterates are PyTorch's; run where it is installed."""

import numpy as np
import pytest

from calcref.optimization import SGD, Adam, minimize

torch = pytest.importorskip("torch", reason="PyTorch is a peer of the benchmarks and no dependency")

CASES = [
    (Adam(), "Adam", {}),
    (Adam(0.05, 0.8, 0.95, 1e-4), "Adam", {"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-4}),
    (SGD(1e-3), "SGD", {}),
    (SGD(0.002, momentum=0.9), "SGD", {"lr": 0.002, "momentum": 0.9}),
    (SGD(0.002, momentum=0.9, nesterov=True), "SGD", {"lr": 0.002, "momentum": 0.9, "nesterov": True}),
]


@pytest.mark.parametrize(("method", "name", "options"), CASES)
def test_iterates_are_pytorchs(method, name, options):
    x0, steps = np.array([-1.2, 1.0]), 200
    trace = minimize(
        lambda x: 100 * (x[1] - x[0] ** 2) ** 2 / 50 + (1 - x[0]) ** 2, x0, method, steps=steps, grad="autodiff"
    )
    x = torch.tensor(x0, requires_grad=True)
    theirs = getattr(torch.optim, name)([x], **options)
    for ours in trace.iterates:
        assert np.max(np.abs(ours - x.detach().numpy())) < 1e-6
        theirs.zero_grad()
        (100 * (x[1] - x[0] ** 2) ** 2 / 50 + (1 - x[0]) ** 2).backward()
        theirs.step()
