"""Densities of the catalogue with any parameters that leave floating point some room."""

from hypothesis import strategies as st

from calcref.probability import Exponential, Logistic, Normal, Uniform

places = st.floats(-100, 100)
sizes = st.floats(0.01, 100)

densities = st.one_of(
    st.builds(Normal, mu=places, sigma=sizes),
    st.builds(Exponential, rate=sizes),
    st.builds(lambda a, width: Uniform(a, a + width), places, sizes),
    st.builds(Logistic, mu=places, s=sizes),
)
