"""All formulas of a page in one batch."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from calcref.site.markdown import formulas
from calcref.site.markdown.formulas import typeset
from calcref.site.markdown.page import Options, Page

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "site"


def page(cache: Path) -> Page:
    md = SimpleNamespace(treeprocessors={}, preprocessors={}, lines=["A line."])
    return Page(md, Options(Path("docs"), cache, "https://calcref.github.io/calcref/"))


def marked(*formulas: str, display: bool = True) -> str:
    tag, left, right = ("div", "[", "]") if display else ("span", "(", ")")
    return "".join(f'<{tag} class="arithmatex">\\{left}{tex}\\{right}</{tag}>' for tex in formulas)


def test_a_formula_becomes_html_mathml_and_a_line_of_text() -> None:
    shown = typeset(page(CACHE), "<p>" + marked("a &lt; b", display=False) + "</p>")
    assert "<math" in shown
    assert 'class="katex-html" aria-hidden="true"' in shown
    assert "<span hidden>a &lt; b</span>" in shown
    assert "annotation" not in shown


def test_a_page_is_typeset_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formulas, "renderer", lambda cache: formulas_renderer)
    calls: list[int] = []

    def formulas_renderer(batch: list[tuple[str, bool]]) -> list[dict[str, str]]:
        calls.append(len(batch))
        return [{"html": "<math><mi>x</mi></math>"} for _ in batch]

    first = typeset(page(tmp_path), marked("x", "y", "x"))
    assert typeset(page(tmp_path), marked("x", "y", "x")) == first
    assert calls == [2]


def test_what_katex_refuses_is_a_problem_and_stays_as_it_is() -> None:
    here = page(CACHE)
    text = marked("\\frca")
    assert typeset(here, text) == text
    assert "Undefined control sequence: \\frca" in here.problems[0]


@pytest.mark.parametrize(
    ("tex", "shown", "kept"),
    [
        ("A^{\\top}", '<i>A</i><span class="sc6" style="top:-0.5186em;margin-right:0.0714em;">⊤</span>', ""),
        ("x_i", '<i>x</i><span class="sc6" style="top:0.2143em;margin-right:0.0714em;"><i>i</i></span>', ""),
        ("a = b", '<span class="sp5"></span>=<span class="sp5"></span>', ""),
        ("x_i^2", "vlist-t2", "vlist-t2"),  # two that stand above one another stay a table
        ("\\class{changed}{x}", '<span class="enclosing changed"><i>x</i></span>', ""),
    ],
)
def test_a_formula_is_drawn_with_few_words(tex: str, shown: str, kept: str) -> None:
    drawn = typeset(page(CACHE), marked(tex, display=False))
    assert shown in drawn
    assert ("vlist" in drawn) == bool(kept)
    assert not [name for name in ("mord", "mrel", "mtight", "semantics", "xmlns", "stretchy") if name in drawn]
