"""Values and cotangents beside PyTorch's, where it is installed."""

import numpy as np
import pytest

from calcref import layers
from calcref.autodiff import vjp

torch = pytest.importorskip("torch", reason="PyTorch is a peer of the benchmarks and no dependency")
F = torch.nn.functional
CAUSAL = np.tri(5, dtype=bool)


def heads_of_pytorch(x, w_q, w_k, w_v, w_o):
    x = x.transpose(0, 1)
    projections = torch.cat([w_q.T, w_k.T, w_v.T])
    forbidden = torch.tensor(~CAUSAL)
    y, _ = F.multi_head_attention_forward(
        *(x, x, x, 6, 2, projections, None, None, None, False, 0.0, w_o.T, None),
        attn_mask=forbidden,
        need_weights=False,
    )
    return y.transpose(0, 1)


def lstm_of_pytorch(x, h, c, w_x, w_h, b):
    return torch._VF.lstm_cell(x, (h, c), w_x.T, w_h.T, b, torch.zeros_like(b))


CASES = {
    "affine": (layers.affine, lambda x, w, b: F.linear(x, w.T, b), [(3, 4), (4, 5), (5,)]),
    "relu": (layers.relu, F.relu, [(3, 4)]),
    "tanh": (layers.tanh, torch.tanh, [(3, 4)]),
    "silu": (layers.silu, F.silu, [(3, 4)]),
    "gelu": (layers.gelu, F.gelu, [(3, 4)]),
    "softmax": (layers.softmax, lambda x: F.softmax(x, -1), [(3, 4)]),
    "logsumexp": (layers.logsumexp, lambda x: torch.logsumexp(x, -1), [(3, 4)]),
    "cross-entropy": (
        lambda x: layers.softmax_cross_entropy(x, np.eye(4)[[0, 2, 3]]),
        lambda x: F.cross_entropy(x, torch.tensor([0, 2, 3]), reduction="none"),
        [(3, 4)],
    ),
    "layer_norm": (layers.layer_norm, lambda x, g, s: F.layer_norm(x, (4,), g, s, 1e-5), [(3, 4), (4,), (4,)]),
    "batch_norm": (
        layers.batch_norm,
        lambda x, g, s: F.batch_norm(x, None, None, g, s, True, 0.1, 1e-5),
        [(6, 4), (4,), (4,)],
    ),
    "rms_norm": (layers.rms_norm, lambda x, g: F.rms_norm(x, (4,), g, 1e-5), [(3, 4), (4,)]),
    "conv1d": (
        lambda x, w, b: layers.conv1d(x, w, b, 2, 1),
        lambda x, w, b: F.conv1d(x, w, b, 2, 1),
        [(2, 3, 9), (4, 3, 3), (4,)],
    ),
    "conv2d": (
        lambda x, w, b: layers.conv2d(x, w, b, (2, 1), (1, 2)),
        lambda x, w, b: F.conv2d(x, w, b, (2, 1), (1, 2)),
        [(2, 3, 9, 8), (4, 3, 3, 2), (4,)],
    ),
    "max_pool": (
        lambda x: layers.max_pool(x, (3, 2), (2, 1)),
        lambda x: F.max_pool2d(x, (3, 2), (2, 1)),
        [(2, 3, 9, 8)],
    ),
    "average_pool": (
        lambda x: layers.average_pool(x, (3, 2), (2, 1)),
        lambda x: F.avg_pool2d(x, (3, 2), (2, 1)),
        [(2, 3, 9, 8)],
    ),
    "attention": (
        lambda q, k, v: layers.attention(q, k, v, mask=CAUSAL),
        lambda q, k, v: F.scaled_dot_product_attention(q, k, v, torch.tensor(CAUSAL)),
        [(2, 5, 3), (2, 5, 3), (2, 5, 4)],
    ),
    "multi_head": (
        lambda x, *w: layers.multi_head(x, x, x, *w, heads=2, mask=CAUSAL),
        heads_of_pytorch,
        [(2, 5, 6), (6, 6), (6, 6), (6, 6), (6, 6)],
    ),
    "lstm": (layers.lstm, lstm_of_pytorch, [(3, 2), (3, 4), (3, 4), (2, 16), (4, 16), (16,)]),
}


def parts(y):
    return y if isinstance(y, tuple) else (y,)


@pytest.mark.parametrize(("ours", "theirs", "shapes"), CASES.values(), ids=list(CASES))
def test_values_and_cotangents_agree(ours, theirs, shapes):
    rng = np.random.default_rng(0)
    args = [rng.standard_normal(shape) for shape in shapes]
    tensors = [torch.tensor(arg, requires_grad=True) for arg in args]
    found, pullback = vjp(ours, tuple(range(len(args))))(*args)
    expected = parts(theirs(*tensors))
    bars = tuple(rng.standard_normal(np.shape(part)) for part in parts(found))
    cotangents = torch.autograd.grad(expected, tensors, [torch.tensor(bar) for bar in bars])
    mine = pullback(bars if isinstance(found, tuple) else bars[0])
    for a, b in zip((*parts(found), *mine), (*expected, *cotangents), strict=True):
        assert np.allclose(a, b.detach().numpy(), rtol=1e-11, atol=1e-12)
