"""What a page is about to show is checked first: a false statement stops the build, and the record's place is named."""

from __future__ import annotations

from typing import Any

from calcref.core.errors import CheckFailed
from calcref.core.places import place
from calcref.core.records import Law
from calcref.verify.statement import check_conditions, check_proof, check_statement


def believe(subject: Any) -> None:
    """Stop a page that would show a false statement, a proof of another function, or a condition that is not needed.

    Raises:
        CheckFailed: the message begins with the file and the line of the record.
    """
    checks = (check_statement, check_conditions, check_proof) if isinstance(subject, Law) else ()
    for check in checks:
        found = check(subject)
        if found.verdict == "refuted":
            raise CheckFailed(f"{place(subject.id)}: {subject.id}: {found.how}", found)
