"""The words of a law's conditions and of its counter-example say what its objects do, and no small edit passes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from calcref.catalogue import catalogue
from calcref.core.about import About, about
from calcref.core.errors import CheckFailed
from calcref.core.proofs import Argument
from calcref.core.records import Law
from calcref.integrals import read_backwards
from calcref.losses import hinge, huber, mse
from calcref.metrics import AREA
from calcref.probability import Exponential
from calcref.quadrature import simpson
from calcref.regularizers import ELASTIC_NET
from calcref.site import card
from calcref.site.blocks.believed import believe
from calcref.site.typed import by_reader
from calcref.site.typed.facts import wrong_facts
from calcref.site.typed.given import wrong_given
from calcref.site.typed.words import wrong_words

LAWS = [
    law
    for law in catalogue.rules
    if law.conditions or law.hypotheses or law.counterexample or isinstance(law.proof, Argument)
]
WITH_CONDITIONS = [law for law in LAWS if law.conditions]
EXAMPLES = [law for law in LAWS if law.counterexample]
EDITS = (
    (r"\\neq", "="),
    (r"(?<!\\)>", "<"),
    (r"(?<!\\)<", ">"),
    (r">", r"\\geq"),
    (r"\\le(?![a-z])", "<"),
    (r"\\ge(?![a-z])", ">"),
    (r"<", r"\\leq"),
    (r"\\geq", ">"),
    (r"\\leq", "<"),
    (r"\b0\b", "2"),
    (r"(?<=[ -])1\b", "3"),
    (r"\\cos", r"\\sin"),
    (r"\\sin", r"\\cos"),
    (r"odd", "even"),
    (r"closed", "open"),
    (r"positive", "negative"),
    (r" and ", " or "),
)
by_id = {"ids": lambda law: law.id}


@pytest.mark.parametrize("law", LAWS, **by_id)
def test_the_words_of_a_law_are_those_of_its_objects(law: Law) -> None:
    assert list(wrong_words(law)) == []


@pytest.mark.parametrize("row", read_backwards.RULES, **by_id)
def test_a_row_that_is_read_backwards_is_believed(row: Law) -> None:
    believe(row)


def test_a_row_that_is_read_backwards_stands_where_its_function_does() -> None:
    (row,) = (it for it in read_backwards.RULES if it.id == "tangent-read-backwards")
    with pytest.raises(CheckFailed, match=r"calcref/core/elementary/circular.py:\d+: tangent-read-backwards"):
        believe(replace(row, conditions=()))


def edited(text: str) -> Iterator[str]:
    for pattern, new in EDITS:
        for found in re.finditer(pattern, text):
            yield text[: found.start()] + found.expand(new) + text[found.end() :]


@pytest.mark.parametrize("law", WITH_CONDITIONS, **by_id)
def test_no_edit_of_a_condition_passes(law: Law) -> None:
    for place, condition in enumerate(law.conditions):
        for text in edited(condition.text):
            changed = (*law.conditions[:place], replace(condition, text=text), *law.conditions[place + 1 :])
            assert list(wrong_words(replace(law, conditions=changed, counterexample=None))), text


@pytest.mark.parametrize("law", EXAMPLES, **by_id)
def test_no_edit_of_a_counterexample_passes(law: Law) -> None:
    example = law.counterexample
    assert example
    for old, new in (("-1", "1"), (r"\b0\b", "3"), (r"\b1\b", "0"), ("left", "right"), ("no ", "a "), ("pole", "zero")):
        found = re.sub(old, new, example.found)
        if found != example.found:
            assert list(wrong_words(replace(law, counterexample=replace(example, found=found)))), found
    for old, new in (
        (">", "<"),
        (r"\neq", "="),
        ("<", r"\leq"),
        ("continuous", "bounded"),
        ("differentiable", "continuous"),
    ):
        dropped = example.dropped.replace(old, new)
        if dropped != example.dropped:
            assert list(wrong_words(replace(law, counterexample=replace(example, dropped=dropped)))), dropped


def test_a_false_formula_in_a_proof_is_told() -> None:
    law = catalogue["quotient-rule"].subject
    wrong = Argument("The chain rule gives $(g^{-1})' = g'/g^2$.", law.proof.source)
    assert any("in the proof" in said for said in wrong_words(replace(law, proof=wrong)))


def test_what_a_reader_has_judged_is_still_there() -> None:
    proofs = " ".join(law.proof.text for law in LAWS if isinstance(law.proof, Argument))
    assert all(f"${tex}$" in proofs for tex in by_reader.ARGUMENTS)
    assert set(by_reader.EXAMPLES) <= {law.counterexample.found for law in EXAMPLES if law.counterexample}
    assert {law.id: law.hypotheses for law in LAWS if law.hypotheses} == by_reader.HYPOTHESES


def test_an_edit_of_what_is_taken_for_granted_is_told() -> None:
    law = catalogue["product-rule"].subject
    assert any("for granted" in said for said in wrong_words(replace(law, hypotheses=("$f$ continuous at $x$",))))


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (replace(mse, derivative="r"), "slope"),
        (replace(hinge, expression="max(0, 1+z)"), "value"),
        (replace(huber(0.5), derivative="max(-delta, min(r, 2*delta))"), "slope"),
        (replace(ELASTIC_NET, derivative="alpha*sign(w) - beta*w"), "slope"),
        (replace(simpson, order=5), "order"),
        (replace(simpson, condition="$f$ has a continuous second derivative on $[a, b]$"), "order"),
    ],
)
def test_a_false_fact_on_a_card_is_told(record: object, said: str) -> None:
    assert said in next(wrong_facts(record))


NUMERIC = [concept.subject for concept in catalogue.values() if concept.rule is None]


@pytest.mark.parametrize("subject", NUMERIC, ids=lambda subject: about(subject).id)
def test_what_must_hold_for_a_numeric_record_is_what_it_refuses_and_no_edit_passes(subject: object) -> None:
    assert list(wrong_given(subject)) == []
    told = about(subject)
    for place, text in enumerate(told.given):
        if not text.startswith("every real"):
            for edit in edited(text):
                given = (*told.given[:place], edit, *told.given[place + 1 :])
                assert list(wrong_given(_telling(subject, given))), edit


def _telling(subject: object, given: tuple[str, ...]) -> object:
    if isinstance(subject, About):
        return replace(subject, given=given)
    kind = subject if isinstance(subject, type) else type(subject)
    return type(kind.__name__, (kind,), {"about": replace(kind.about, given=given)})


def test_a_false_moment_on_a_card_stops_it() -> None:
    class Wrong(Exponential):
        about = replace(Exponential.about, variance="1/lambda")

    with pytest.raises(CheckFailed, match=r"calcref/probability/exponential.py:\d+: exponential-density: variance"):
        card(Wrong)
    assert list(wrong_facts(AREA)) == []
