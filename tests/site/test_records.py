"""The TeX on the card of every numeric record is what the code computes, and no small edit of it passes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from calcref.catalogue import Concept, catalogue
from calcref.core.errors import CheckFailed
from calcref.layers import AFFINE
from calcref.losses import mse
from calcref.probability import Normal
from calcref.site import card
from calcref.site.typed import records
from calcref.site.typed.claims import Case, Claims
from calcref.site.typed.facts import wrong_facts

NUMERIC = [concept for concept in catalogue.values() if concept.rule is None]
EDITS = (
    (r"(?<![a-zA-Z_{^,=])-|(?<=[)}\w]) ?- ?", "+"),
    (r"\+", "-"),
    (r"(?<![a-zA-Z])1(?![0-9])", "2"),
    (r"[46]", "3"),
    (r"\^2", ""),
    (r"\^2", "^3"),
    (r"\\top", "{1}"),
    (r"\\odot", "+"),
    (r"\\t?frac1[nB]|\\t?frac12|\\sqrt", ""),
    (r"\\max", r"\\min"),
    (r"\\tanh|\\sigma(?=\()", r"\\sinh"),
    (r"\\ln", r"\\exp"),
    (r"\\le(?![a-z])|<", r"\\ge"),
    (r"\\ge(?![a-z])|>", r"\\le"),
    (r"\\(?:mu|varepsilon)(?!\w)", "0"),
    (r"\\beta_1", r"\\beta_2"),
    (r"\\lambda", "2"),
    (r"_i\b", "_j"),
    (r"_b\b", "_c"),
    (r"i=1", "i=0"),
    (r"\{n\}", "{n-1}"),
    (r"k\+1", "k"),
    (r"ij|ci|nf", "fi"),
    (r"\\bar y|\\hat x", "x"),
    (r"[WQ](?!\^)", "K"),
)
TRUE = {r"m = \min_j x_j", r"\max(0, x),"}  # any number m will do in the logarithm of a sum
TRUE |= {r"\frac{a+b}2 - \frac{b-a}2", "c - h x_"}  # nodes on both sides alike may be read from either end


def edited(tex: str) -> Iterator[str]:
    for pattern, new in EDITS:
        for found in re.finditer(pattern, tex):
            yield tex[: found.start()] + found.expand(new) + tex[found.end() :]


@pytest.mark.parametrize("concept", NUMERIC, ids=lambda concept: concept.id)
def test_a_card_says_what_the_code_computes(concept: Concept) -> None:
    texts, cases = records.shown(concept.subject)
    assert texts
    assert [wrong for case in cases for wrong in Claims(texts, case).wrong()] == []
    assert list(wrong_facts(concept.subject)) == []


@pytest.mark.parametrize("concept", NUMERIC, ids=lambda concept: concept.id)
def test_no_edit_of_it_passes(concept: Concept) -> None:
    texts, found = records.shown(concept.subject)
    cases = list(found)
    for place, tex in enumerate(texts):
        for edit in edited(tex):
            changed = (*texts[:place], edit, *texts[place + 1 :])
            refuted = any(list(Claims(changed, case).wrong()) for case in cases)
            assert refuted or any(true in edit for true in TRUE), edit


def test_a_false_card_is_not_shown_and_its_place_is_named() -> None:
    with pytest.raises(CheckFailed, match=r"calcref/losses/mean_squared_error.py:\d+: mean-squared-error"):
        card(replace(mse, statement_latex=r"\frac1n\sum_{i=1}^{n}(p_i+y_i)^2"))
    with pytest.raises(CheckFailed, match=r"calcref/layers/affine_layer.py:\d+: affine-layer"):
        card(replace(AFFINE, backward_latex=r"\bar x = \bar y\,W"))

    class Wrong(Normal):
        about = replace(Normal.about, statement_latex=Normal.about.statement_latex.replace("2\\pi", "\\pi"))

    with pytest.raises(CheckFailed, match=r"calcref/probability/normal.py:\d+: normal-density"):
        card(Wrong)


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        ("c = 2a", "is 4"),  # false
        ("c = 3a", ""),
        ("c = 3d", "nothing says what d is"),
        (r"c = \oint a", "oint"),  # not to be read
        (r"c = 3a,\quad d = a", "nothing uses it"),  # says nothing of what the code gives
        ("c = c", "by itself"),
        ("c = k(2),\\quad k(u) = 3a", "does not hold it"),
    ],
)
def test_what_is_wrong_is_said(tex: str, said: str) -> None:
    found = list(Claims((tex,), Case({"a": 2, "c": 6})).wrong())
    assert [said in wrong for wrong in found] == ([True] if said else [])
