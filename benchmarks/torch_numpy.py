"""As much of NumPy's names on PyTorch's tensors as the programs use."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy
import torch


def namespace() -> Any:
    """A stand-in for `numpy`."""
    linalg = SimpleNamespace(cholesky=torch.linalg.cholesky, solve=torch.linalg.solve)
    return SimpleNamespace(
        asarray=torch.from_numpy,
        tanh=torch.tanh,
        exp=torch.exp,
        log=torch.log,
        sqrt=torch.sqrt,
        diag=torch.diagonal,
        sum=lambda x, axis=None, keepdims=False: x.sum() if axis is None else x.sum(axis, keepdims),
        mean=lambda x, axis=None, keepdims=False: x.mean() if axis is None else x.mean(axis, keepdims),
        max=lambda x, axis, keepdims: x.amax(axis, keepdims),
        reshape=torch.reshape,
        transpose=lambda x, axes: x.permute(axes),
        linalg=linalg,
    )


def tensors(tree: Any, flat: list[Any]) -> Any:
    """`tree` with tensors that need a gradient, which `flat` collects."""
    if isinstance(tree, dict):
        return {key: tensors(part, flat) for key, part in tree.items()}
    if isinstance(tree, list | tuple):
        return [tensors(part, flat) for part in tree]
    leaf = torch.tensor(numpy.asarray(tree), requires_grad=True)
    flat.append(leaf)
    return leaf
