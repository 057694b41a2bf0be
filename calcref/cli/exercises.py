"""The verb that makes exercises; the library is imported when it runs."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from calcref.cli.colors import RULE, Paint
from calcref.cli.verb import BadArguments, Shown, add_format

if TYPE_CHECKING:
    from calcref.exercises import Exercise

EXPORTS = ("moodle", "anki", "csv")
MOST = 1_000


def exercises_arguments(command: ArgumentParser) -> None:
    """A family, which of its exercises, and where they go."""
    command.add_argument("family", nargs="?", type=str.strip, help="such as product-rule; without it, all are listed")
    command.add_argument("--seed", type=int, default=0, metavar="k", help="which exercise (default: 0)")
    command.add_argument("--level", type=int, default=1, metavar="n", help="1 to 3 (default: 1)")
    command.add_argument("--count", type=int, default=1, metavar="n", help="how many, from that seed on (default: 1)")
    command.add_argument("--export", choices=EXPORTS, help="write them for another program")
    command.add_argument("--output", metavar="file", help="where an export goes (default: it is printed)")
    add_format(command, ("text", "json"))


def exercises(options: Namespace, paint: Paint) -> Shown:
    """Exercises of a family: question, hints, answer and the mistakes to expect, or an export of them."""
    if options.family is None:
        return _listed(options, paint)
    from calcref.exercises import exercise

    if options.count < 1:
        raise BadArguments(f"--count is 1 or more; found {options.count}")
    if options.count > MOST:
        raise BadArguments(f"--count is at most {MOST}; found {options.count}")
    seeds = range(options.seed, options.seed + options.count)
    made = [exercise(options.family, seed, options.level) for seed in seeds]
    if options.export:
        return _exported(made, options)
    if options.output:
        raise BadArguments(f"--output is for an export; add --export {EXPORTS[0]}, or one of {', '.join(EXPORTS[1:])}")
    if options.format == "json":
        return Shown(json.dumps([_data(it) for it in made], ensure_ascii=False))
    return Shown("\n\n".join(_told(it) for it in made))


def _listed(options: Namespace, paint: Paint) -> Shown:
    from calcref.exercises import FAMILIES

    if options.export:
        raise BadArguments("an export is of one family; name it, as in calcref exercises product-rule --export moodle")
    if options.format == "json":
        return Shown(json.dumps([{"id": it.id, "name": it.name, "page": it.page} for it in FAMILIES]))
    wide = max(len(it.id) for it in FAMILIES)
    return Shown("\n".join(f"{paint(it.id.ljust(wide), RULE)}  {it.name}" for it in FAMILIES))


def _exported(made: list[Exercise], options: Namespace) -> Shown:
    from calcref.exercises import to_anki, to_csv, to_moodle

    if options.export == "anki":
        if not options.output:
            raise BadArguments("a deck for Anki is no text; say where it goes, as in --output cards.apkg")
        data = to_anki(made, f"calcref: {made[0].family.name}")
    else:
        data = (to_moodle if options.export == "moodle" else to_csv)(made).encode()
    if not options.output:
        return Shown(data.decode().rstrip("\n"))
    with open(options.output, "wb") as file:
        file.write(data)
    return Shown(f"{len(made)} {'exercise' if len(made) == 1 else 'exercises'} in {options.output}")


def _data(it: Exercise) -> dict[str, object]:
    return {
        "family": it.family.id,
        "level": it.level,
        "seed": it.seed,
        "prompt": it.prompt,
        "question": it.question,
        "question_latex": it.latex,
        "answer": it.answer,
        "answer_latex": it.answer_latex,
        "hints": it.hints,
        "mistakes": [{"id": one.id, "said": one.said, "answer": one.answer} for one in it.mistakes],
    }


def _told(it: Exercise) -> str:
    mistakes = (f"  {one.answer}: {one.said}" for one in it.mistakes)
    lines = (it.prompt, *(f"  {hint}" for hint in it.hints), "Mistakes to expect:", *mistakes)
    return "\n".join(lines)
