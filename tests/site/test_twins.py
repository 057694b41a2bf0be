"""Each page is there as Markdown and as a notebook, too, with what its blocks print; llms.txt names all of them."""

from __future__ import annotations

import json
import re
from typing import Any

from calcref.site.markdown.plain import plain
from calcref.site.markdown.source import fences
from calcref.site.markdown.twin import runs, to_markdown
from tests.site.conftest import Small

PAGE = """---
title: A page
---

# A page

It leads to [a term](derivatives/linearity.md#a-term), [the reference](metrics.md) and [below](#the-square).

```python exec="1" source="above" session="page" id="page derivation"
from calcref import differentiate
d = differentiate("3 x")
print(d.to_html())
```

```python exec="1" session="page" id="page evidence"
from calcref.site import evidence
print(evidence(d.check()))
```

## The square { #the-square data-toc-label="The square" }

```python exec="1" source="above" result="text" session="page" id="page text"
print("a < b")
```

```python exec="1" html="1" session="page" id="page figure"
from calcref.plot import functions_and_slopes
print(functions_and_slopes([("x^2", "2x")], (-1, 1)))
```

```python
seen = 1
```

The end, where $a<b$ and $c > d$.
"""
LINEARITY = "# Linearity\n\nTerm by term.\n\n## A term\n\nBack to [the square](../page.md#the-square).\n"
METRICS = "# Metrics\n\n::: calcref.metrics\n"


def built(small: Small) -> dict[str, bytes]:
    """All that lies beside the pages."""
    site = small.root / "site"
    found = [*site.rglob("*.md"), *site.rglob("*.ipynb"), site / "llms.txt"]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def test_pages_have_twins_and_remembered_pages_keep_them(small: Small) -> None:
    (small.root / "docs" / "derivatives").mkdir()
    (small.root / "docs" / "derivatives" / "linearity.md").write_text(LINEARITY, "utf-8")
    small.write(page=PAGE, metrics=METRICS, playground="# Playground\n")  # where derivations lead
    done = small.build("--strict")
    assert done.returncode == 0, done.stderr
    first = built(small)
    assert set(first) == {
        "index.md",
        "page/index.md",
        "page/index.ipynb",
        "derivatives/linearity/index.md",
        "playground/index.md",
        "llms.txt",
    }

    text = first["page/index.md"].decode()
    assert text.startswith("# A page\n")
    assert "[a term](../derivatives/linearity/index.md#a-term)" in text
    assert "[the reference](../metrics/index.html)" in text
    assert "[below](index.html#the-square)" in text
    rule = "[Constant multiple](../derivatives/linearity/index.md#constant-multiple)"
    assert f"\n- $= 3 \\frac{{d}}{{dx}}\\left[x\\right]$ ({rule})\n" in text
    assert "**proved**\neach of 2 steps" in text
    assert "\n## The square\n" in text
    assert "```text\na < b\n```" in text
    assert "[Figure](index.html): " in text
    assert "evidence(" not in text
    assert "where $a<b$ and $c > d$." in text
    assert re.findall(r"</?[a-z][^>\n]*>", re.sub(r"\$[^$]*\$", "", text)) == []

    notebook: dict[str, Any] = json.loads(first["page/index.ipynb"])
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-zA-Z0-9-_]{1,64}", name) for name in names)
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code == [
        'from calcref import differentiate\nd = differentiate("3 x")\nd',
        'print("a < b")',
        "seen = 1",
    ]
    outputs = [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert outputs[1] == [{"name": "stdout", "output_type": "stream", "text": ["a < b\n"]}]
    assert "Constant multiple" in "".join(outputs[0][0]["data"]["text/markdown"])
    prose = "".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    assert "(https://calcref.github.io/calcref/derivatives/linearity/#a-term)" in prose
    assert "(https://calcref.github.io/calcref/page/#the-square)" in prose

    guide = first["llms.txt"].decode()
    assert guide.startswith("# calcref\n\n> Calculus for machine learning")
    assert "- [Linearity](https://calcref.github.io/calcref/derivatives/linearity/index.md): Term by term.\n" in guide
    assert "## Optional\n\n- [Metrics](https://calcref.github.io/calcref/metrics/)" in guide

    assert small.build("--strict").returncode == 0
    assert built(small) == first


def test_code_stays_as_it_is_and_names_of_the_api_become_words() -> None:
    text = "See [auc][calcref.metrics.auc].\n\n```html\n<p>left</p>\n```"
    assert plain(text) == "See auc.\n\n```html\n<p>left</p>\n```"


def test_what_a_notebook_shows_by_itself_is_not_printed() -> None:
    def cell(code: str, more: str = "") -> str:
        return runs(next(fences([f'```python exec="1" source="above" {more}', *code.splitlines(), "```"])))

    assert cell("print(\n    d.to_html()\n)") == "d"
    assert cell("a = 1\nprint(figure(a))", 'html="1"') == "a = 1\nfigure(a)"
    for code in ("print(figure(a))", "print(d.to_html(), 1)", "for _ in a:\n    print(d.to_html())"):
        assert cell(code) == code


def test_an_empty_block_takes_no_line_of_the_prose() -> None:
    text = '# A\n\n```python exec="1" session="a" id="a a"\n```\nprose\n'
    assert to_markdown(text, {"a a": "printed"}, str) == "# A\n\nprinted\n\nprose\n"
