"""The verb that lists the rules."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence

from calcref.cli.colors import RULE, Paint
from calcref.cli.verb import Shown

COLUMNS = ("id", "name", "statement")
Row = tuple[str, str, str]


def rules(options: Namespace, paint: Paint) -> Shown:
    """Every rule of the catalogue: id, name, statement."""
    from calcref import catalogue
    from calcref.render import latex, text

    write = latex if options.format in ("latex", "markdown") else text
    statements = [(rule, rule.statement) for rule in catalogue.rules]
    rows = [(rule.id, rule.name, f"{write(said.left)} = {write(said.right)}") for rule, said in statements]
    match options.format:
        case "json":
            return Shown(json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows], ensure_ascii=False))
        case "latex":
            return Shown(_aligned(rows))
        case "markdown":
            return Shown(_table(rows))
        case _:
            return Shown(_columns(rows, paint))


def _aligned(rows: Sequence[Row]) -> str:
    lines = " \\\\\n".join(rf"\text{{{name}}} && {statement}" for _, name, statement in rows)
    return f"\\begin{{aligned}}\n{lines}\n\\end{{aligned}}"


def _table(rows: Sequence[Row]) -> str:
    from calcref.render.notes import in_cell

    told = [(f"`{id}`", name, "$" + in_cell(said) + "$") for id, name, said in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [("Id", "Name", "Statement"), ("---",) * 3, *told])


def _columns(rows: Sequence[Row], paint: Paint) -> str:
    wide, wider = (max(len(row[k]) for row in rows) for k in (0, 1))
    return "\n".join(f"{paint(id.ljust(wide), RULE)}  {name.ljust(wider)}  {said}" for id, name, said in rows)
