"""Markdown that GitHub, Jupyter and the site read alike."""

import re

import markdown
import pytest

from calcref.render import to_latex, to_markdown
from calcref.render.notes import link
from tests.render.derivations import LARGE, SMALL


def on_the_site(written):
    return markdown.markdown(
        written,
        extensions=["md_in_html", "pymdownx.arithmatex"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )


@pytest.mark.parametrize("name", SMALL)
def test_the_chain_comes_first_and_every_step_is_linked(name):
    derivation = SMALL[name]()
    written = to_markdown(derivation)
    assert written.startswith(f"$$\n{to_latex(derivation)}\n$$\n\n<details")
    assert all(f"[{step.rule.name}]({link(step.rule)})" in written for step in derivation.steps)


@pytest.mark.parametrize("name", SMALL)
def test_display_maths_stands_alone(name):
    lines = to_markdown(SMALL[name]()).splitlines()
    marks = [k for k, line in enumerate(lines) if "$$" in line]
    assert all(lines[k] == "$$" for k in marks)
    assert all(k == 0 or lines[k - 1] == "" for k in marks[::2])
    assert all(lines[k + 1] == "" for k in marks[1::2])


@pytest.mark.parametrize("make", [*SMALL.values(), *LARGE.values()])
def test_folds_close(make):
    written = to_markdown(make())
    depth = 0
    for found in re.findall(r"</?details", written):
        depth += 1 if found == "<details" else -1
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("name", SMALL)
def test_the_site_reads_it_whole(name):
    derivation = SMALL[name]()
    made = on_the_site(to_markdown(derivation))
    assert "$" not in made
    assert made.count("<details") == made.count("</details>")
    assert made.count("<a href") == len(derivation.nodes)
    assert "markdown=" not in made


def test_letters_and_conditions_are_those_of_the_step():
    assert "with $f = x$, $g = x^{2} + 1$, valid for $x^{2} + 1 \\neq 0$" in to_markdown(SMALL["quotient"]())


@pytest.mark.parametrize("name", LARGE)
def test_a_large_derivation_is_a_list_of_steps_over_parts(name):
    derivation = LARGE[name]()
    written = to_markdown(derivation)
    assert "What the letters stand for" in written
    assert len(re.findall(r"^\*\*\d+\.\*\*", written, re.MULTILINE)) == len(derivation.nodes)
