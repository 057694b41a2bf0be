"""What was checked while blocks ran is remembered with them, and counted on the page that reads the tally."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from calcref.site.blocks.tally import tally, tally_table
from calcref.site.markdown.seen import TALLY, seeing
from calcref.site.markdown.sessions import Block, BlockError, Session
from tests.site.conftest import Small

DERIVATION = 'from calcref import differentiate\nd = differentiate("{}")\nprint(len(d.to_html()))'
WRONG = 'from dataclasses import replace\nfrom calcref import differentiate\nd = differentiate("sin(x)")\n'
COUNTED = (
    '# Counted\n\n```python exec="1" session="counted" id="counted all" reads=".cache/site/tally.json"\n'
    "from calcref.site.blocks.tally import tally, tally_table\nprint(tally_table(tally()))\n```\n"
)


def page(name: str, code: str) -> str:
    return f'# Page\n\n```python exec="1" session="{name}" id="{name} a"\n{code}\n```\n'


def checked(folder: Path, *codes: str) -> list[dict[str, object]]:
    """What is remembered of blocks, in their order, beside their outputs."""
    for session in (Session(folder), Session(folder)):
        blocks = [Block(f"block {k}", code) for k, code in enumerate(codes)]
        found = [(session.output(block), session) for block in blocks]
    assert found
    again = Session(folder)
    known = [again.remembered(block) for block in blocks]
    return [dict(it.checked) for it in known if it is not None]


def test_a_derivation_that_is_shown_is_remembered_with_its_steps(tmp_path: Path) -> None:
    (shown,) = checked(tmp_path, DERIVATION.format("x^2 sin(x)"))
    ((verdict, steps),) = shown["derivations"]
    assert verdict == "proved"
    assert steps == {"proved": 3}


def test_it_counts_once_in_a_block_and_again_in_the_next(tmp_path: Path) -> None:
    code = DERIVATION.format("sin(x)") + "\nprint(d.to_text())"
    first, second = checked(tmp_path, code, "print(d.to_latex())")
    assert len(first["derivations"]) == len(second["derivations"]) == 1


def test_what_is_not_shown_is_not_counted(tmp_path: Path) -> None:
    (shown,) = checked(tmp_path, 'from calcref import differentiate\nprint(differentiate("x^2").answer)')
    assert shown == {"rules": {}, "compared": [], "derivations": []}


def test_a_refuted_derivation_that_is_shown_stops_the_block(tmp_path: Path) -> None:
    Session(tmp_path).output(Block("judged", WRONG + "print(replace(d, answer=-d.answer).check().verdict)"))
    with pytest.raises(BlockError, match="a derivation that is shown is refuted"):
        Session(tmp_path).output(Block("shown", WRONG + "print(replace(d, answer=-d.answer).to_html())"))


def test_rules_answers_and_evidence_are_remembered(tmp_path: Path) -> None:
    card = "from calcref import catalogue, differentiate\nfrom calcref.site import card, evidence, exercise\n"
    card += 'print(card(catalogue["sine"]))\n'
    asked = 'd = differentiate("x^2")\nprint(exercise("Differentiate {}.", "2x", d, hint="Lower."))\n'
    (shown,) = checked(tmp_path, card + asked + "print(evidence(d.check()))")
    assert shown["rules"] == {"sine": {"statement": "agrees", "proof": "agrees"}}
    assert shown["compared"] == [["answers", "agrees"], ["other results", "proved"]]
    assert len(shown["derivations"]) == 1


def test_outside_of_a_block_nothing_is_noted() -> None:
    from calcref import differentiate

    with seeing() as seen:
        pass
    differentiate("x^2").to_text()
    assert seen.derivations == {}


def test_a_rule_counts_once_and_a_derivation_wherever_it_stands(tmp_path: Path) -> None:
    sine = {"sine": {"statement": "agrees", "proof": "unknown"}, "relu-layer": {"card": "agrees"}}
    block = {
        "rules": sine,
        "compared": [["answers", "agrees"]],
        "derivations": [["agrees", {"agrees": 1, "proved": 3}]],
    }
    told = tmp_path / "tally.json"
    told.write_text(json.dumps({"a.md": [block, block], "b.md": [block]}), "utf-8")
    found = tally(told)
    assert found["statements"] == Counter(agrees=1)
    assert found["conditions"] == Counter()
    assert found["proofs"] == Counter(unknown=1)
    assert found["other cards"] == Counter(agrees=1)
    assert found["derivations"] == Counter(agrees=3)
    assert found["steps"] == Counter(agrees=3, proved=9)
    assert "| 12 steps | 9 | 3 | 0 | 0 |" in tally_table(found)


def test_a_builder_that_does_not_count_says_so(tmp_path: Path) -> None:
    (tmp_path / "tally.json").write_text("{}", "utf-8")
    assert tally_table(tally(tmp_path / "tally.json")) == "The builder of this site does not count."


def counts(small: Small, *options: str) -> dict[str, str]:
    done = small.build("--strict", *options)
    assert done.returncode == 0, done.stderr
    return {name: count for count, name in re.findall(r"<td[^>]*>([\d,]+) ([a-z ]+)</td>", small.html("counted"))}


def test_the_page_counts_all_others_and_is_built_again_when_they_change(small: Small) -> None:
    small.write(counted=COUNTED, one=page("one", DERIVATION.format("x^2 sin(x)")))
    assert counts(small)["derivations"] == "1"
    assert counts(small)["steps"] == "3"
    small.write(two=page("two", DERIVATION.format("sin(x)")))
    assert counts(small)["derivations"] == "2"
    text = (small.root / TALLY).read_text("utf-8")
    assert counts(small)["derivations"] == "2"
    assert (small.root / TALLY).read_text("utf-8") == text
    small.write(one="# Page\n\nNothing.\n")
    assert counts(small)["derivations"] == "1"


def test_without_the_hooks_nothing_is_counted(small: Small) -> None:
    config = small.root / "mkdocs.yml"
    config.write_text(re.sub("hooks: .*", "hooks: []", config.read_text("utf-8")), "utf-8")
    small.write(counted=COUNTED)
    done = small.build("--strict")
    assert done.returncode == 0, done.stderr
    assert "does not count" in small.html("counted")
