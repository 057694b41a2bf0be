"""Maximum likelihood: the parameters under which the data are least surprising."""

from __future__ import annotations

from calcref.core.about import Source, Stated

MAXIMUM_LIKELIHOOD = Stated(
    id="maximum-likelihood",
    name="Maximum likelihood",
    page="information/score-and-fisher-information/#maximum-likelihood",
    statement="at the estimate theta: sum(s(x[i]), i = 1..n) = 0, s the score",
    statement_latex=r"\sum_{i=1}^{n} s(x_i) = 0,\quad s(x) = \frac{d}{d\theta}\ln p(x, \theta)",
    given=(
        "independent $x_i$; a largest likelihood inside the set of parameters, and a slope there",
        "not at an end, such as the largest $x_i$ where the support ends at $\\theta$",
    ),
    source=Source("Casella and Berger, Statistical Inference (2nd ed.)", "section 7.2.2"),
    ml_use="Training with a negative log-likelihood is it; squares and cross-entropy are two of them.",
)
