"""Every density of the catalogue: closed forms against integrals, wrong ones refuted, bad parameters refused."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref import differences
from calcref.core.errors import OutsideDomain
from calcref.probability import DENSITIES, Exponential, Logistic, Named, Normal, Uniform, check_density
from tests.probability.strategies import densities

LINE = [density for density in DENSITIES if isinstance(density, Named)]


@given(densities)
def test_closed_forms_agree_with_integrals(density):
    evidence = check_density(density)
    assert evidence.verdict == "agrees", str(evidence)
    assert len(evidence.parts) == 4


@given(densities, st.floats(-4, 4))
def test_the_distribution_function_has_the_density_as_its_slope(density, z):
    at = density.mean + z * np.sqrt(density.variance)
    if min(abs(at - end) for end in density.support) > 0.01 * density.scale:
        slope = differences.gradient(lambda t: density.cdf(at + t * density.scale), 0.0) / density.scale
        assert slope == pytest.approx(density.pdf(at), rel=1e-6, abs=1e-8 / density.scale)


@given(densities, st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=6))
def test_the_distribution_function_climbs_from_0_to_1(density, points):
    found = density.cdf(np.array([-np.inf, *sorted(points), np.inf]))
    assert found[0] == 0
    assert found[-1] == 1
    assert np.all(np.diff(found) >= 0)


@pytest.mark.parametrize("density", LINE, ids=lambda density: density.about.id)
def test_shapes_are_kept_and_what_is_not_a_number_stays_so(density):
    for function in (density.pdf, density.log_pdf, density.cdf, density.sf):
        assert np.shape(function(0.5)) == ()
        assert function([[0.1, 0.2]]).shape == (1, 2)
        assert function([]).shape == (0,)
        assert np.isnan(function([0.3, np.nan])).tolist() == [False, True]
        with pytest.raises(OutsideDomain, match="read at real numbers"):
            function("one")
        with pytest.raises(OutsideDomain, match="complex"):
            function([1j])


@pytest.mark.parametrize("density", LINE, ids=lambda density: density.about.id)
def test_every_density_says_what_it_is(density):
    said = density.about
    assert said.page.endswith(f"#{said.id}")
    assert all((said.name, said.statement, said.statement_latex, said.given, said.source, said.ml_use))
    assert all(isinstance(value, float) for value in density.letters.values())


@dataclass(frozen=True)
class Altered:
    """A density with one of its parts made wrong."""

    atoms = None

    base: Normal
    wrong: str

    support = property(lambda self: self.base.support)
    breaks = property(lambda self: self.base.breaks)
    scale = property(lambda self: self.base.scale)
    mean = property(lambda self: self.base.mean + (self.wrong == "mean"))
    variance = property(lambda self: self.base.variance * (2 if self.wrong == "variance" else 1))

    def pdf(self, x):
        return self.base.pdf(x) * (1.001 if self.wrong == "constant" else 1)

    def cdf(self, x):
        found = self.base.cdf(x)
        return {"cdf": 1 - found, "cdf shifted": found + 1e-6}.get(self.wrong, found)


@pytest.mark.parametrize("wrong", ["mean", "variance", "constant", "cdf", "cdf shifted"])
def test_a_wrong_part_is_refuted(wrong):
    assert check_density(Altered(Normal(1, 2), "nothing")).verdict == "agrees"
    assert check_density(Altered(Normal(1, 2), wrong)).verdict == "refuted"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Normal(sigma=0), "sigma must be a positive"),
        (lambda: Normal(sigma=-1.0), "found -1.0"),
        (lambda: Normal(mu=np.nan), "mu must be a finite"),
        (lambda: Normal(mu="0"), "found '0'"),
        (lambda: Exponential(rate=np.inf), "rate must be a positive finite"),
        (lambda: Exponential(rate=0), "rate"),
        (lambda: Uniform(1, 1), "a must be less than b"),
        (lambda: Uniform(2, 1), "a = 2 and b = 1"),
        (lambda: Uniform(0, np.inf), "b must be a finite"),
        (lambda: Uniform(-1.5e308, 1.5e308), "less than b"),
        (lambda: Logistic(s=True), "s must be a positive"),
    ],
)
def test_bad_parameters(make, says):
    with pytest.raises(OutsideDomain, match=says):
        make()
