import numpy as np

from calcref.autodiff import grad
from calcref.layers import max_pool


def test_where_elements_tie_they_share_the_derivative_as_the_maximum_of_the_tape_does():
    x = np.array([2.0, 2.0, 1.0, 3.0])
    gradient = grad(lambda x: np.sum(max_pool(x, (2,))))(x)
    assert gradient.tolist() == [0.5, 0.5, 0.0, 1.0]
    assert gradient[:2].tolist() == grad(np.max)(x[:2]).tolist()


def test_an_element_that_wins_in_two_windows_is_counted_twice():
    gradient = grad(lambda x: np.sum(max_pool(x, (2,), stride=1)))(np.array([1.0, 5.0, 2.0]))
    assert gradient.tolist() == [0.0, 2.0, 0.0]
