"""Layers of networks in plain NumPy, each with a backward pass that was derived by hand and is checked.

    >>> import numpy as np
    >>> from calcref.autodiff import grad
    >>> from calcref.layers import affine, relu, softmax_cross_entropy
    >>> x, target = np.array([[1.0, 2.0]]), np.array([[0.0, 1.0]])
    >>> loss = lambda w: np.sum(softmax_cross_entropy(relu(affine(x, w, np.zeros(2))), target))
    >>> grad(loss)(np.eye(2)).round(4)
    array([[ 0.2689, -0.2689],
           [ 0.5379, -0.5379]])

The functions take arrays, plain or traced by `calcref.autodiff`; options come as keywords and have no derivative. The
record of each, in capitals, holds its statement, its source and its rule; `check_layer` tries it.
"""

from calcref.layers.affine_layer import AFFINE, affine
from calcref.layers.average_pooling import AVERAGE_POOL, average_pool
from calcref.layers.batch_normalization import BATCH_NORM, batch_norm
from calcref.layers.check import check_layer
from calcref.layers.convolution import CONV1D, CONV2D, conv1d, conv2d
from calcref.layers.cross_entropy_layer import SOFTMAX_CROSS_ENTROPY, softmax_cross_entropy
from calcref.layers.dropout_layer import DROPOUT, dropout
from calcref.layers.embedding_layer import EMBEDDING, embedding
from calcref.layers.gelu_layer import GELU, gelu
from calcref.layers.gru_cell import GRU, gru
from calcref.layers.layer import Layer
from calcref.layers.layer_normalization import LAYER_NORM, layer_norm
from calcref.layers.log_sum_exp import LOG_SUM_EXP, logsumexp
from calcref.layers.lstm_cell import LSTM, lstm
from calcref.layers.max_pooling import MAX_POOL, max_pool
from calcref.layers.multi_head_attention import MULTI_HEAD, multi_head
from calcref.layers.relu_layer import RELU, relu
from calcref.layers.rms_normalization import RMS_NORM, rms_norm
from calcref.layers.scaled_dot_product_attention import ATTENTION, attention
from calcref.layers.silu_layer import SILU, silu
from calcref.layers.softmax_layer import SOFTMAX, softmax
from calcref.layers.tanh_layer import TANH, tanh

LAYERS = (
    AFFINE,  # a matrix product and a bias
    RELU,  # activations: a kink
    TANH,  # a slope that the output knows
    SILU,  # a gate
    GELU,  # the same by the normal distribution
    EMBEDDING,  # a matrix product by one-hot rows
    DROPOUT,  # a diagonal matrix of chance
    SOFTMAX,  # scores into probabilities
    LOG_SUM_EXP,  # what normalizes them
    SOFTMAX_CROSS_ENTROPY,  # and how surprised they are
    LAYER_NORM,  # each example by itself
    BATCH_NORM,  # each feature over the batch
    RMS_NORM,  # without the mean
    CONV1D,  # one affine map at every place
    CONV2D,  # of a picture
    MAX_POOL,  # the winner takes the cotangent
    AVERAGE_POOL,  # all take the same
    ATTENTION,  # softmax between two products
    MULTI_HEAD,  # several side by side
    LSTM,  # one step through time
    GRU,  # with fewer gates
)

__all__ = [
    "AFFINE",
    "ATTENTION",
    "AVERAGE_POOL",
    "BATCH_NORM",
    "CONV1D",
    "CONV2D",
    "DROPOUT",
    "EMBEDDING",
    "GELU",
    "GRU",
    "LAYERS",
    "LAYER_NORM",
    "LOG_SUM_EXP",
    "LSTM",
    "MAX_POOL",
    "MULTI_HEAD",
    "RELU",
    "RMS_NORM",
    "SILU",
    "SOFTMAX",
    "SOFTMAX_CROSS_ENTROPY",
    "TANH",
    "Layer",
    "affine",
    "attention",
    "average_pool",
    "batch_norm",
    "check_layer",
    "conv1d",
    "conv2d",
    "dropout",
    "embedding",
    "gelu",
    "gru",
    "layer_norm",
    "logsumexp",
    "lstm",
    "max_pool",
    "multi_head",
    "relu",
    "rms_norm",
    "silu",
    "softmax",
    "softmax_cross_entropy",
    "tanh",
]
