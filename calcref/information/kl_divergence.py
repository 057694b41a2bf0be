"""The Kullback-Leibler divergence: what it costs to take one distribution for another."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import DidNotConverge, OutsideDomain, ShapeMismatch
from calcref.information.asked import distribution, pair
from calcref.information.closed_forms import closed_form
from calcref.probability import Density, Mixture, MultivariateNormal, Named
from calcref.probability.expectations import expectation_of_array

KL_DIVERGENCE = Stated(
    id="kl-divergence",
    name="Kullback–Leibler divergence",
    page="information/kl-divergence/",
    statement="integral of p(x)*ln(p(x)/q(x)) over all x; a sum for probabilities",
    statement_latex=r"\int p(x)\ln\frac{p(x)}{q(x)}\,dx",
    given=(
        "$q > 0$ wherever $p > 0$; elsewhere it is infinite",
        "a sum in place of the integral where single values have probability",
    ),
    source=Source("Kullback and Leibler, On Information and Sufficiency (1951)", "section 2"),
    ml_use="The price of a wrong model: maximum likelihood makes it small one way round, a VAE the other.",
)


def kl_divergence(p: Any, q: Any) -> float:
    """Return the expectation of ln p - ln q under `p`, in nats; infinite where `q` is 0 and `p` is not.

    By a formula where both are of one family and one is known, else by a sum or an integral, whose error is up to
    1e-8 of the expectation of |ln p - ln q|.

    Args:
        p: the distribution that values come from: a density, or a row of probabilities.
        q: the one that is taken for it, of the same kind.

    Raises:
        OutsideDomain: one is no distribution, or one has atoms and the other a density; or a density of one's own is
            0 inside its support, where float64 may just have no room for it.
        ShapeMismatch: rows of probabilities, or densities in several variables, do not fit.
        DidNotConverge: the integral does not settle; it may be infinite.

    >>> from calcref.probability import Normal, Uniform
    >>> kl_divergence(Normal(0, 1), Normal(1, 1)), kl_divergence(Uniform(0, 2), Uniform(0, 1))
    (0.5, inf)
    """
    one, other = distribution(p, "p"), distribution(q, "q")
    if isinstance(one, MultivariateNormal) and isinstance(other, MultivariateNormal):
        if one.mean.shape != other.mean.shape:
            raise ShapeMismatch(f"as many variables in both; found {len(one.mean)} and {len(other.mean)}")
        found = closed_form(one, other)
        assert found is not None
        return max(found, 0.0)
    if isinstance(one, MultivariateNormal) or isinstance(other, MultivariateNormal):
        raise OutsideDomain(f"two densities in several variables, or none; found {p!r:.60} and {q!r:.60}")
    return _on_the_line(*pair(p, q))


def _on_the_line(p: Density, q: Density) -> float:
    if not _fits(p, q):
        return np.inf
    if (found := closed_form(p, q)) is None:
        try:
            found = expectation_of_array(p, lambda x: p.log_pdf(x) - log_of(q, x), _ends(q))
        except _Outside:
            return np.inf
        except DidNotConverge as error:
            raise DidNotConverge(f"the divergence of {q!r:.60} from {p!r:.60} may be infinite: {error}") from error
    return max(float(found), 0.0)


class _Outside(Exception):
    """A value that `p` has and `q` has not."""


def log_of(q: Density, x: Any) -> Any:
    """The logarithm of `q` at values that another distribution has.

    Raises:
        _Outside: `q` has not all of them.
        OutsideDomain: it cannot be told, for `q` knows its heights alone, and float64 has no room for small ones.
    """
    found = q.log_pdf(x)
    missing = np.isneginf(found)
    if not np.any(missing):
        return found
    at = x[missing][0]
    if not _knows_logs(q) and q.support[0] <= at <= q.support[1]:
        raise OutsideDomain(
            f"{q!r:.60} is 0 at x = {at:.6g}, inside its support, or less than float64 has room for: take a density "
            "of the catalogue, whose logarithm is known, or cut the support"
        )
    raise _Outside


def _knows_logs(q: Density) -> bool:
    return isinstance(q, Named) or (isinstance(q, Mixture) and all(map(_knows_logs, q.parts)))


def _fits(p: Density, q: Density) -> bool:
    """Whether the support of `p`, as far as its ends tell, is inside that of `q`."""
    (low, high), (least, most) = p.support, q.support
    if p.atoms is None:
        return least <= low and high <= most
    ends = np.array([end for end in (low, high) if np.isfinite(end)])
    ends = ends[p.log_pdf(ends) > -np.inf]
    far = (np.isinf(high) and not np.isinf(most)) or (np.isinf(low) and not np.isinf(least))
    return not far and bool(np.all(q.log_pdf(ends) > -np.inf))


def _ends(q: Density) -> tuple[float, ...]:
    return tuple(at for at in (*q.breaks, *q.support) if np.isfinite(at))
