"""What a page is about to show is checked first: a false statement stops the build, and the record's place is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from calcref.core.about import about
from calcref.core.errors import CheckFailed
from calcref.core.evidence import Evidence
from calcref.core.places import place
from calcref.core.records import Law
from calcref.site.markdown.seen import see_rule
from calcref.site.typed.records import wrong
from calcref.site.typed.words import wrong_words
from calcref.verify.statement import check_conditions, check_proof, check_statement


def believe(subject: Any) -> None:
    """Stop a page that would show a false statement, formula or word, or a condition that nothing needs.

    Raises:
        CheckFailed: the message begins with the file and the line of the record.
    """
    told = about(subject)
    if told is not None:
        see_rule(told.id, _verdicts(subject, told.id))


@cache  # a card, the cheat sheet and a table may show the same one
def _verdicts(subject: Any, name: str) -> dict[str, str]:
    checked = {what: check(subject) for what, check in _checks(subject)}
    for evidence in (*checked.values(), *(Evidence("refuted", fault) for fault in _faults(subject))):
        if evidence.verdict == "refuted":
            at = place(name) or place(name.removesuffix("-read-backwards"))
            raise CheckFailed(f"{at}: {name}: {evidence.how}", evidence)
    return {what: evidence.verdict for what, evidence in checked.items()} or {"card": "agrees"}


def _checks(subject: Any) -> Iterator[tuple[str, Callable[[Law], Evidence]]]:
    if isinstance(subject, Law):
        yield "statement", check_statement
        if subject.conditions:
            yield "conditions", check_conditions
        yield "proof", check_proof


def _faults(subject: Any) -> Iterator[str]:
    return wrong_words(subject) if isinstance(subject, Law) else wrong(subject)
