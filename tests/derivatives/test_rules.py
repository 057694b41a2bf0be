"""Every rule of differentiation is true where it fits, stands aside elsewhere, and has its proof."""

from dataclasses import replace

import pytest
import sympy as sp

from calcref.catalogue import catalogue
from calcref.core.engine import derive
from calcref.core.expr import raw
from calcref.core.functions import LogBase, logsumexp, softmax
from calcref.core.indexed import IndexedProduct, IndexedSum
from calcref.core.inverse import InverseSlope
from calcref.core.letters import x
from calcref.core.proofs import Argument, FromDefinition, FromForm, FromInverse
from calcref.core.questions import Accumulation, Antideriv, Diff
from calcref.core.simplify import SIMPLIFY
from calcref.derivatives import RULES
from calcref.verbs.from_definition import from_definition
from calcref.verify import check
from calcref.verify.statement import check_proof

GIVEN = [rule for rule in RULES if isinstance(rule.proof, FromDefinition)]
FORMS = [rule for rule in RULES if isinstance(rule.proof, FromForm) and not rule.proof.form.has(sp.Function("f"))]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_is(rule):
    assert rule.source is not None
    assert rule.proof is not None
    assert rule.ml_use.endswith(".")
    assert rule.page.startswith(("derivatives/", "integrals/fundamental-theorem/"))
    assert catalogue[rule.id].subject is rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_stands_aside_for_other_questions(rule):
    for expr in (sp.Integer(3), x, x**2, x * sp.sin(x), sp.sin(x), 2**x, x + 1):
        assert not rule.is_about(Antideriv(expr, x))


@pytest.mark.parametrize("rule", GIVEN, ids=lambda rule: rule.id)
def test_the_proof_from_the_definition_holds(rule):
    proof = from_definition(rule.proof)
    found = check(proof)
    assert found.verdict in ("proved", "agrees"), found
    by_rule = derive(Diff(rule.proof.expr, rule.proof.var), RULES)
    assert sp.simplify((proof.answer - by_rule.answer).doit()) == 0


@pytest.mark.parametrize("rule", FORMS, ids=lambda rule: rule.id)
def test_the_proof_from_another_form_holds(rule):
    others = [other for other in RULES if other is not rule]
    proof = derive(Diff(rule.proof.form, rule.proof.var), others)
    found = check(proof)
    assert found.verdict in ("proved", "agrees"), found


@pytest.mark.parametrize("rule", [it for it in RULES if isinstance(it.proof, FromInverse)], ids=lambda rule: rule.id)
def test_the_proof_as_an_inverse_holds(rule):
    proof = derive(InverseSlope(rule.proof.expr, rule.proof.var), RULES)
    assert check(proof).verdict in ("proved", "agrees")
    found = check_proof(rule)
    assert found.verdict == "agrees", found
    assert check_proof(replace(rule, proof=FromInverse(sp.sinh(x), x))).verdict != "agrees"


def test_logarithmic_differentiation_holds_for_unknown_functions():
    f, g = sp.Function("f", positive=True)(x), sp.Function("g", real=True)(x)
    claimed = f**g * sp.diff(g * sp.log(f), x)
    assert sp.simplify(sp.diff(f**g, x) - claimed) == 0


@pytest.mark.parametrize("rule", [rule for rule in RULES if isinstance(rule.proof, Argument)], ids=lambda rule: rule.id)
def test_an_argument_has_words_and_a_source(rule):
    assert rule.proof.text.endswith(".")
    assert rule.proof.source.where


k, n = sp.Symbol("k", integer=True, positive=True), sp.Symbol("n", real=True)
t = sp.Symbol("t", real=True)


def twice(expr):
    return Diff(Diff(expr, x), x)


FITS = {
    "leibniz-product-formula": (twice(x**2 * sp.exp(x)), twice((x**2 + 1) * sp.cos(3 * x)), twice(-sp.log(2 * x))),
    "nth-derivative-of-the-exponential": (twice(sp.exp(-2 * x)), twice(sp.exp(x))),
    "nth-derivative-of-the-sine": (twice(sp.sin(3 * x + 1)), Diff(twice(sp.sin(x)), x)),
    "nth-derivative-of-the-cosine": (twice(sp.cos(2 - x)),),
    "nth-derivative-of-a-power": (twice(1 / (2 * x + 1)), twice(sp.sqrt(x)), twice(x**2)),
    "nth-derivative-of-the-logarithm": (twice(sp.log(2 * x + 3)),),
    "leibniz-integral-rule": (Accumulation(sp.sin(x * t), t, 0, x), Accumulation(sp.exp(-x * t), t, 1, 2)),
    "sum-with-an-index": (IndexedSum(x**k / k, k, 1, n), IndexedSum(sp.sin(k * x), k, -2, n)),
    "product-with-an-index": (IndexedProduct(x + k, k, 1, n), IndexedProduct(sp.sin(k * x), k, 1, 3)),
    "constant": (sp.Integer(3), sp.pi, sp.Symbol("a", real=True)),
    "identity": (x,),
    "sum": (x + 1, x + sp.sin(x) + sp.exp(x)),
    "constant-multiple": (2 * x, sp.pi * sp.sin(x), raw(sp.Mul, sp.Symbol("a", real=True), sp.Integer(2), x)),
    "product-rule": (x * sp.sin(x), x * sp.sin(x) * sp.exp(x), sp.Mul(*(sp.sin(k * x) for k in range(1, 8)))),
    "quotient-rule": (sp.sin(x) / x, x / (1 + x**2), x / ((1 + x) * (2 + sp.cos(x)))),
    "power-rule": (x**2, x**-3, sp.Pow(x, sp.pi), x ** sp.Symbol("n", real=True)),
    "chain-rule": (sp.sin(3 * x), sp.exp(-(x**2)), (1 + x**2) ** 5, sp.log(1 + sp.exp(x))),
    "general-power": (x**x, (1 + x**2) ** sp.sin(x)),
    "change-of-base": (LogBase(2, x), LogBase(x, 1 + x**2)),
    "maximum": (sp.Max(x, 2), sp.Min(x, 1, 2 - x)),
    "case-by-case": (sp.Piecewise((x**2, x < 1), (sp.sin(x), (x > 2) & (x < 3)), (1, True)),),
    "angle": (sp.atan2(x, x**2 - 2), sp.atan2(sp.sin(x), sp.cos(x)), sp.atan2(3, x)),
    "smooth-maximum": (logsumexp(x, 0), logsumexp(x**2, sp.sin(x), 1)),
    "softmax-entry": (softmax(1, x, 0), softmax(3, x, 1, x**2)),
    "beta-function": (sp.beta(x, 2, evaluate=False), sp.beta(1 + x**2, 3 + sp.sin(x), evaluate=False)),
    "higher-derivative": (Diff(sp.sin(x), x),),
}


@pytest.mark.parametrize(("rule", "expr"), [(rule, expr) for rule in FITS for expr in FITS[rule]], ids=str)
def test_a_rule_fits_and_its_derivation_holds(rule, expr):
    derivation = derive(Diff(expr, x), RULES)
    assert derivation.step.rule.id == rule
    assert check(derivation).verdict in ("proved", "agrees")


ASIDE = {
    "leibniz-product-formula": (x * sp.exp(x), twice(sp.sin(x) * sp.exp(x)), twice(x**12 * sp.exp(x))),
    "nth-derivative-of-the-exponential": (sp.exp(x), Diff(sp.exp(x), x), twice(sp.exp(x**2)), twice(sp.sin(x))),
    "nth-derivative-of-a-power": (twice(x**x), twice((1 + x**2) ** 3), twice(2**x)),
    "leibniz-integral-rule": (Accumulation(sp.sin(t), t, 0, x), Accumulation(sp.floor(x * t), t, 0, 1)),
    "sum-with-an-index": (IndexedSum(x, k, 1, x),),
    "product-with-an-index": (IndexedProduct(x, k, x, 3),),
    "constant": (x, x + 1),
    "identity": (sp.Integer(2), sp.Symbol("y", real=True)),
    "constant-multiple": (x * sp.sin(x),),
    "quotient-rule": (x * sp.sin(x), 2 * x),
    "power-rule": (2**x, x**x, (1 + x) ** 2),
    "chain-rule": (sp.sin(x), x**2, sp.zeta(2 * x), 2**x),
    "general-power": (2**x, x**2),
    "change-of-base": (LogBase(x, 2),),
    "sine": (sp.sin(2 * x), sp.sin(2)),
    "general-exponential": (x**2, x**x),
    "square-root": (x**2, sp.sqrt(1 + x)),
}


@pytest.mark.parametrize(("rule", "expr"), [(rule, expr) for rule in ASIDE for expr in ASIDE[rule]], ids=str)
def test_a_rule_stands_aside(rule, expr):
    assert not list(catalogue[rule].subject.rewrite(Diff(expr, x), lambda question: None))


def test_simplify_belongs_to_the_catalogue():
    assert catalogue["simplify"].subject is SIMPLIFY
