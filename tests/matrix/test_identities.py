"""Every identity of the literature comes out right, with steps, and is confirmed by its check."""

import inspect

import numpy as np
import pytest

import calcref
from calcref.matrix.reading.shapes import arrays_of
from tests.matrix.identities import IDENTITIES

SIZES = {"n": 3, "m": 4, "k": 2, "l": 5, "d": 3}
VERBS = {kind: getattr(calcref, f"matrix_{kind}") for kind in ("gradient", "jacobian", "hessian", "vjp")}


def sized(dim):
    return int(dim.subs({symbol: SIZES[symbol.name] for symbol in dim.free_symbols}))


def values_of(identity, seed=0):
    rng = np.random.default_rng(seed)
    made = {}
    for name, array in arrays_of(identity.shapes).items():
        shape = tuple(sized(dim) for dim in array.dims)
        value = rng.normal(size=shape)
        if "positive-definite" in array.properties:
            value = value @ value.T + np.eye(len(value))
        elif "symmetric" in array.properties:
            value = value + value.T
        elif "diagonal" in array.properties:
            value = np.diag(np.diag(value))
        elif "positive" in array.properties:
            value = rng.uniform(0.5, 1.5, size=shape)
        elif "one-hot" in array.properties:
            value = np.eye(shape[0])[1]
        made[name] = value
    return made


def computed(derivation, values):
    space = {}
    exec(derivation.to_numpy(), space)
    function = next(it for name, it in space.items() if name in ("gradient", "vjp", "jacobian", "hessian"))
    return np.asarray(function(*(values[name] for name in inspect.signature(function).parameters)))


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda it: f"{it.kind}: {it.id}")
def test_an_identity_holds(identity):
    derivation = VERBS[identity.kind](identity.function, identity.wrt, identity.shapes)
    values = values_of(identity)
    given = dict(values)
    if identity.kind == "vjp":
        free = derivation.question.args[2]
        shape = tuple(sized(dim) for dim in free.dims)
        values[free.name] = given["cotangent"] = np.random.default_rng(5).normal(size=shape)
    expected = np.asarray(identity.expected(*given.values()), float)
    found = computed(derivation, values)
    assert found.shape == expected.shape
    assert np.abs(found - expected).max() <= 1e-9 * (1 + np.abs(expected).max()), str(derivation.answer)
    assert derivation.check().verdict == "agrees", derivation.check()
    assert len(derivation.steps) >= 1


def test_there_are_enough_identities_and_no_two_alike():
    assert len(IDENTITIES) >= 150
    assert len({(it.id, it.kind) for it in IDENTITIES}) == len(IDENTITIES)
