"""Labels of both classes with scores that often tie."""

from hypothesis import strategies as st


@st.composite
def labels_and_scores(draw):
    n = draw(st.integers(2, 30))
    y = draw(st.permutations([0, 1, *draw(st.lists(st.integers(0, 1), min_size=n - 2, max_size=n - 2))]))
    score = st.one_of(
        st.integers(-3, 3).map(float), st.floats(-1e6, 1e6), st.sampled_from([-float("inf"), float("inf")])
    )
    return list(y), draw(st.lists(score, min_size=n, max_size=n))
