"""Many rules in little room: a line each, with an anchor of its own."""

from __future__ import annotations

from calcref.catalogue import catalogue
from calcref.core.records import Law
from calcref.render import latex
from calcref.site.blocks.believed import believe


def rows(*ids: str) -> str:
    """The rules called `ids` as a definition list: name, statement with its conditions, use; each name is an anchor.

    Raises:
        KeyError: the catalogue has no such concept.
        ValueError: the concept is not a rule.
        CheckFailed: what a rule says is false.

    >>> "Sinusoidal position encodings" in rows("sine", "cosine")
    True
    """
    listed = "\n\n".join(_row(catalogue[name].subject) for name in ids)
    return f'<div class="cr-rows" markdown="1">\n\n{listed}\n\n</div>\n'


def _row(rule: object) -> str:
    if not isinstance(rule, Law):
        raise ValueError(f"a row shows a rule; {rule!r} is not one")
    believe(rule)
    wanted = " and ".join(rule.holds_for)
    statement = rf"$\displaystyle {latex(rule.statement.left)} = {latex(rule.statement.right)}$"
    return (
        f'<span id="{rule.id}">{rule.name}</span>\n'
        f":   {statement}{f' for {wanted}' if wanted else ''}\n"
        f":   {rule.ml_use}"
    )
