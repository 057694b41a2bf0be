"""Every concept of the catalogue has a card."""

from __future__ import annotations

import re

import numpy as np
import pytest

from calcref import Rule, catalogue
from calcref.catalogue import Concept
from calcref.core.elementary import ELEMENTARY
from calcref.losses import hinge
from calcref.site import card, cards


@pytest.fixture(autouse=True)
def believing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cards say is checked elsewhere: of rules in `tests/verify/test_statement.py`, of records beside this."""
    monkeypatch.setattr("calcref.site.blocks.cards.believe", lambda subject: None)


@pytest.mark.parametrize("concept", catalogue.values(), ids=lambda concept: concept.id)
def test_every_concept_has_a_card(concept: Concept) -> None:
    shown = card(concept)
    assert shown.startswith('<div class="cr-card" markdown="1">')
    assert re.search(r"\$\$ \S.* \$\$", shown)
    assert str(concept.about.source or "") in shown
    assert concept.about.ml_use in shown
    assert shown == card(concept.subject)


@pytest.mark.parametrize("rule", catalogue.rules, ids=lambda rule: rule.id)
def test_the_card_of_a_rule_has_its_conditions(rule: Rule) -> None:
    stated = rule.holds_for
    letters = {
        "higher-derivative": 1,
        "total-derivative": 2,
        "jacobian-of-a-composition": 2,
        "lagrange-multipliers": 1,
    }  # that it says more of
    letters |= {"taylor-polynomial-in-several-variables": 5, "second-order-test": 3}
    assert len(stated) == len(rule.conditions) + letters.get(rule.id, 0)
    assert all(condition in card(rule) for condition in stated)
    if rule.id in {row.id for row in ELEMENTARY}:
        assert not re.search(r"\bu\b", " ".join(stated))  # the statement is in x


@pytest.mark.parametrize("rule", catalogue.rules, ids=lambda rule: rule.id)
def test_the_words_of_a_card_are_typeset_and_in_the_letters_of_the_statement(rule: Rule) -> None:
    shown = card(rule)
    assert all(f":   {text}" in shown for text in rule.hypotheses)
    if rule.counterexample:
        dropped, *_, found = rule.counterexample.words(str)
        untypeset = re.sub(r"\$[^$]*\$", "", f"{dropped} {found}")
        assert not re.search(r"[≠≥≤−∞|<>=]|\b[b-z]\b|\d", untypeset), untypeset
        assert rule.id not in {row.id for row in ELEMENTARY} or not re.search(r"\bu\b", shown.split("Fails")[1])


@pytest.mark.parametrize("concept", catalogue.values(), ids=lambda concept: concept.id)
def test_what_a_concept_is_for_is_typeset(concept: Concept) -> None:
    words = re.sub(r"\$[^$]*\$", "", concept.about.ml_use)
    named = r"\b(?:alpha|beta|delta|epsilon|eta|lambda|mu|sigma|tau)(?! and Dirichlet)\b"
    assert not re.search(rf"{named}|\b[b-z]\b(?!')|[α-ω½¼∞≤≥≠−²*=]|(?<!L)\b[01]\b", words.replace("'s", "")), words


def test_the_card_of_a_loss_has_its_slope_and_what_stands_at_its_kink() -> None:
    shown = card(hinge)
    assert r"\frac{d}{dz}" in shown
    assert "every number of $[-1, 0]$ at $z = 1$" in shown
    assert "divided by $n$" in shown
    assert np.allclose(hinge.gradient([0.0, 0.0], [1, 0]), np.array([-1, 1]) / 2)


@pytest.mark.parametrize("concept", catalogue.values(), ids=lambda concept: concept.id)
def test_a_card_says_first_where_its_statement_holds_and_folds_only_grounds_and_source(concept: Concept) -> None:
    open_, _, folded = card(concept).partition('<details class="cr-more"')
    assert re.search(r"\$\$\n\n\S[^\n]*\n\nHolds for\n:   \S", open_)  # the formula, one sentence, then this
    assert all(f":   {text}" in open_ for text in concept.about.domain)
    terms = re.findall(r"\n\n([^\n]+)\n:   ", folded)
    assert set(terms) <= {"Proof", "Fails without", "Source"}
    told = concept.about.source is not None or "Source" in dict(concept.about.grounds)
    assert ("Source" in terms) is told


@pytest.mark.parametrize("concept", catalogue.values(), ids=lambda concept: concept.id)
def test_a_card_in_a_notebook_says_where_its_statement_holds(concept: Concept) -> None:
    assert f"**Holds for** {'; '.join(concept.about.domain)}" in concept._repr_markdown_()


def test_what_holds_everywhere_says_so() -> None:
    assert ":   every real $x$\n" in card(catalogue["sine"])
    assert ":   every real $x$, $c$\n" in card(catalogue["constant"])


def test_cards_of_one_kind_are_one_table_that_leaves_nothing_out() -> None:
    kinds = [catalogue[key] for key in ("left-riemann-sum", "midpoint-rule")]
    shown = cards(*kinds)
    assert shown.count("Holds for") == 1
    for concept in kinds:
        told = concept.about
        said = [told.name, told.ml_use, str(told.source), *told.domain]
        assert all(text in shown for text in said)
        assert all(text in shown for _, entries in told.facts for (text,) in entries)
        assert len([line for line in shown.splitlines() if told.name in line]) == 1


def test_a_card_is_for_concepts() -> None:
    with pytest.raises(ValueError, match="a card shows a concept"):
        card(len)
