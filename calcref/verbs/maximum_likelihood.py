"""The public verb `maximum_likelihood`: which parameters make a sample most likely, derived from the density."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.errors import CalcrefError, CheckFailed, OutsideDomain, Undecided
from calcref.core.evidence import Evidence, together
from calcref.core.expr import tree_size
from calcref.core.records import Derivation
from calcref.core.shown import Brief
from calcref.render import latex
from calcref.verbs.differentiate import differentiate
from calcref.verbs.guard import guarded
from calcref.verbs.reading import expression, letter, shown
from calcref.verify.likelihood import check_likelihood

DIGITS = 50  # in which means are taken, for a variance is a small difference of them


@dataclass(frozen=True, slots=True, repr=False)
class MaximumLikelihood(Brief):
    """The estimate, and the derivations that it rests on.

    Args:
        density: of one value, in the variable and the parameters.
        variable: the letter of a value.
        statistics: what the sample is needed for: letters, each the mean over the sample of a function of the variable.
        log_likelihood: its mean over the sample, in these letters, without what holds no parameter.
        scores: the derivations of its slope in each parameter.
        curvatures: those of the slope of each score in its own parameter.
        estimate: where all scores are 0, in the letters of the statistics.
    """

    density: sp.Expr
    variable: sp.Symbol
    statistics: Mapping[sp.Symbol, sp.Expr]
    log_likelihood: sp.Expr
    scores: tuple[Derivation, ...]
    curvatures: tuple[Derivation, ...]
    estimate: Mapping[sp.Symbol, sp.Expr]

    def at(self, values: Iterable[float]) -> dict[str, float]:
        """The estimate from a sample.

        Raises:
            OutsideDomain: there is no value, one is not finite, or the estimate holds another letter or is not real.

        >>> maximum_likelihood("lambda*e^(-lambda*x)", "lambda").at([1.0, 3.0])
        {'lambda': 0.5}
        """
        sample = _numbers(values)
        with mp.workdps(DIGITS):
            means = {}
            for name, of in self.statistics.items():
                function = sp.lambdify(self.variable, of, "mpmath")
                means[name] = sp.Float(str(mp.fsum(map(function, sample)) / len(sample)), DIGITS)
            found = {it: sp.sympify(value).subs(means).evalf(DIGITS) for it, value in self.estimate.items()}
            if bad := [it for it, value in found.items() if not (value.is_Float or value.is_Integer)]:
                raise OutsideDomain(f"from this sample {bad[0]} would be {found[bad[0]]}, which is no real number")
            height = self.density.subs({self.variable: sp.Float(str(sample[0]), DIGITS), **found}).evalf(DIGITS)
        if not (height.is_positive and height.is_finite):
            raise OutsideDomain(
                f"from this sample the estimate is {found}, where the density has no value: give more values"
            )
        return {it.name: float(value) for it, value in found.items()}

    def check(self) -> Evidence:
        """Every derivation, and that no parameters near the estimate or far from it make a sample likelier."""
        own = [it.check() for it in (*self.scores, *self.curvatures)]
        likeliest = check_likelihood(self.density, self.variable, self.statistics, self.estimate)
        return together([*own, likeliest], "claims of the derivation")

    def to_markdown(self, brief: bool = False) -> str:
        """The mean log-likelihood, the derivation of each score, where all are 0, and how it bends there.

        In `brief` a derivation is the chain of equalities and its rules, as HTML.
        """
        means = ", ".join(f"${latex(t)}$ the mean of ${latex(of)}$" for t, of in self.statistics.items())
        lines = [
            "**The mean log-likelihood of a sample**, without what holds no parameter:",
            f"$$ \\ell = {latex(self.log_likelihood)}, $$",
            f"with {means}.",
        ]
        for parameter, score, bend in zip(self.estimate, self.scores, self.curvatures, strict=True):
            lines += [
                f"**Its slope in ${latex(parameter)}$:**",
                score.to_html(brief=True) if brief else score.to_markdown(),
                f"It is $0$ at $\\hat{{{latex(parameter)}}} = {latex(self.estimate[parameter])}$.",
                f"Its own slope is ${latex(bend.answer)}$, at the estimate ${latex(self.bend(bend))}$.",
            ]
        return "\n\n".join(lines)

    def bend(self, curvature: Derivation) -> sp.Expr:
        """The second slope at the estimate, where it is negative."""
        return sp.simplify(sp.sympify(curvature.answer).subs(self.estimate))

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def _numbers(values: Iterable[float]) -> list[Any]:
    try:
        listed = list(values)
        sample = [mp.mpf(float(it)) for it in listed if isinstance(it, Real)]
    except (TypeError, ValueError, OverflowError) as error:
        raise OutsideDomain(f"a sample is a row of numbers; found {str(values)[:60]}") from error
    if len(sample) < len(listed):
        raise OutsideDomain(f"a sample is a row of real numbers; found {str(listed)[:60]}")
    if not sample or not all(map(mp.isfinite, sample)):
        raise OutsideDomain("an estimate needs finite values, one at least; found none, or NaN or infinity among them")
    return sample


def maximum_likelihood(
    density: sp.Expr | str, parameters: str | sp.Symbol | Sequence[sp.Symbol | str], variable: sp.Symbol | str = "x"
) -> MaximumLikelihood:
    """Derive the parameters under which independent values are most likely.

    The logarithm of the density is a sum of functions of the parameters times functions of the value, so that the
    likelihood depends on the sample by some means alone; its slopes are derived, and set to 0. A parameter of which the
    square is found is taken to be positive. The answer is checked by the density itself before it is returned.

    Args:
        density: that of one value, as text or an expression, such as the `about.statement` of a density.
        parameters: the letters that are looked for, as text such as "mu, sigma"; other letters are known numbers.
        variable: the letter of a value.

    Raises:
        ParseError: a text is not one formula.
        CalcrefError: the density does not hold a parameter, or not the variable.
        CheckFailed: at the place that was found, a sample is less likely than elsewhere.
        Undecided: no finite number of means is enough, as for a Cauchy density, or the equations are not solved, or the
            likelihood is largest at an end, as for the uniform density on [0, theta].

    >>> found = maximum_likelihood("p^x*(1-p)^(1-x)", "p")
    >>> found.estimate, found.check().verdict
    ({p: t_1}, 'agrees')
    """
    given = expression(density)
    letters = frozenset(given.free_symbols)
    var, names = letter(variable, letters), tuple(_names(parameters, letters))
    if missing := [it.name for it in names if it not in letters]:
        raise CalcrefError(f"the density {shown(given)} does not hold {missing[0]}; name a letter that it holds")
    if var in names:
        raise CalcrefError(
            f"{var.name} is the letter of a value, and cannot be a parameter, too: name another variable"
        )
    if tree_size(given) > WALKABLE:
        raise Undecided("the density is too long for its logarithm to be taken apart; try a shorter one")
    with guarded(f"the likelihood of {shown(given)}"):
        statistics, mean = _means(given, var, names)
        scores = tuple(differentiate(mean, it) for it in names)
        estimate = _solved(scores, names, given)
        curvatures = tuple(differentiate(score.answer, it) for score, it in zip(scores, names, strict=True))
    found = MaximumLikelihood(given, var, statistics, mean, scores, curvatures, estimate)
    likeliest = check_likelihood(given, var, statistics, estimate)
    if likeliest.verdict == "refuted":
        raise CheckFailed(f"where the scores of {shown(given)} are 0, the likelihood is not largest", likeliest)
    return found


def _names(parameters: str | sp.Symbol | Sequence[sp.Symbol | str], letters: frozenset[sp.Symbol]) -> list[sp.Symbol]:
    if not isinstance(parameters, str | sp.Symbol | list | tuple):
        raise CalcrefError(f'parameters are named, as in "mu, sigma"; found {type(parameters).__name__}')
    listed = parameters.replace(",", " ").split() if isinstance(parameters, str) else parameters
    listed = [listed] if isinstance(listed, sp.Symbol) else list(listed)
    found = [letter(it, letters) for it in listed]
    if not found or len(set(found)) != len(found):
        raise CalcrefError(f'name each parameter once, as in "mu, sigma"; found {parameters!r}')
    return found


def _means(density: sp.Expr, var: sp.Symbol, names: tuple[sp.Symbol, ...]) -> tuple[dict[sp.Symbol, sp.Expr], sp.Expr]:
    """The functions of the value whose means are needed, by their letters, and the mean of the log-likelihood.

    Raises:
        Undecided: a term holds a parameter and the value, and is no product of both.
    """
    logarithm = sp.expand(sp.expand_log(sp.log(density), force=True))
    terms = []
    for term in sp.Add.make_args(logarithm):
        weight, function = term.as_independent(var, as_Add=False)
        if not term.free_symbols & set(names):
            continue
        if function.free_symbols & set(names):
            raise Undecided(
                f"the term {shown(function)} of the log-likelihood joins a value and a parameter, and no mean over the "
                "sample replaces it; try calcref.minimize on the negative log-likelihood"
            )
        terms.append((weight, function))
    needed = sorted({function for _, function in terms} - {sp.S.One}, key=lambda it: (it.count_ops(), str(it)))
    of = {function: sp.Symbol(f"t_{k}", real=True) for k, function in enumerate(needed, 1)} | {sp.S.One: sp.S.One}
    return {of[it]: it for it in needed}, sp.Add(*(weight * of[function] for weight, function in terms))


def _solved(scores: tuple[Derivation, ...], names: tuple[sp.Symbol, ...], density: sp.Expr) -> dict[sp.Symbol, sp.Expr]:
    """Where all scores are 0: one after the other, by equations of the first degree, or of a square that has a value.

    Raises:
        Undecided: an equation is none of these, or has no solution.
    """
    known: dict[sp.Symbol, sp.Expr] = {}
    for score, name in zip(scores, names, strict=True):
        above = sp.numer(sp.together(sp.sympify(score.answer).subs(known)))
        if not (above.is_polynomial(name) and name in above.free_symbols):
            raise Undecided(
                f"the score of {name} of {shown(density)} is nowhere 0, or not by an equation that is solved here: the "
                "likelihood may be largest at an end; try calcref.minimize on the negative log-likelihood"
            )
        polynomial = sp.Poly(above, name)
        top, *rest = [sp.factor(it) for it in polynomial.all_coeffs()]
        if len(rest) == 1:
            root = sp.simplify(-rest[0] / top)
        elif len(rest) == 2 and rest[0] == 0:
            root = sp.sqrt(sp.simplify(-rest[1] / top))
        else:
            raise Undecided(f"the score of {name} is 0 where {shown(above)} is, an equation that is not solved here")
        known = {it: sp.simplify(value.subs(name, root)) for it, value in known.items()} | {name: root}
    return known
