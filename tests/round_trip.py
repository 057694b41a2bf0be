"""What a derivation is after it was written as JSON and read again: the same, but for what a check may have said."""

import json

from calcref import Derivation


def comes_back(derivation):
    """The derivation that is read from the JSON of `derivation`, which it equals in everything that is written."""
    written = derivation.to_json()
    found = Derivation.from_json(written)
    assert without_evidence(found.to_json()) == without_evidence(written)
    assert [step.rule.name for step in found.steps] == [step.rule.name for step in derivation.steps]
    return found


def without_evidence(written):
    return json.loads(written) | {"evidence": None}
