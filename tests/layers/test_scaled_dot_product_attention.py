import numpy as np

from calcref.autodiff import jacobian
from calcref.layers import attention, multi_head
from tests.layers.cases import real


def test_with_the_causal_mask_nothing_depends_on_what_comes_later():
    q, k, v = real(4, 3), real(4, 3), real(4, 2)
    j = jacobian(lambda v: attention(q, k, v, mask=np.tri(4, dtype=bool)))(v)
    for step, later in ((step, later) for step in range(4) for later in range(4)):
        assert np.any(j[step, :, later]) == (later <= step)


def test_every_output_is_an_average_of_values():
    v = real(5, 2)
    y = attention(100 * real(3, 4), 100 * real(5, 4), v)
    assert np.all(np.min(v, axis=0) - 1e-12 <= y)
    assert np.all(y <= np.max(v, axis=0) + 1e-12)


def test_one_head_without_projections_is_attention():
    x, eye = real(2, 4, 3), np.eye(3)
    assert np.allclose(multi_head(x, x, x, eye, eye, eye, eye, heads=1), attention(x, x, x), rtol=1e-13)


def test_a_mask_of_each_example_holds_for_all_its_heads():
    x, mask = real(2, 3, 4), np.stack([np.tri(3, dtype=bool), np.ones((3, 3), bool)])
    w = [real(4, 4) for _ in range(4)]
    whole = multi_head(x, x, x, *w, heads=2, mask=mask)
    for n in range(2):
        assert np.allclose(whole[n], multi_head(x[n], x[n], x[n], *w, heads=2, mask=mask[n]), rtol=1e-12)
