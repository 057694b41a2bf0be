"""What a sound page becomes (traps 4, 5 and 9), and where its links lead."""

from __future__ import annotations

import json
import re

from tests.site.conftest import Small

PAGE = """# Page

The rule $\\frac{d}{dx} x^2 = 2x$.

## The square $x^2$ { #the-square data-toc-label="The square" }

$$ \\begin{aligned} a &< b \\\\ &\\leq c \\end{aligned} $$

|   | two |
|---|-----|
| 1 | 2   |

See [home](https://calcref.github.io/calcref/), [itself](https://calcref.github.io/calcref/page/#the-square)
and [the other](https://calcref.github.io/calcref/deep/other/).

```python exec="1" source="above" session="page" id="page first"
import textwrap
seen = "the first page was here"
print(f"An executed *block* and $y^2$. See [home](https://calcref.github.io/calcref/).")
```

```python exec="1" session="page" id="page helper"
import this_prints
this_prints.say("printed by a helper")
```

```python exec="1" html="1" session="page" id="page html"
print('<p><a href="https://calcref.github.io/calcref/deep/other/#other">raw</a></p>')
```
"""

OTHER = """# Other

```python exec="1" session="page" id="other first"
print("seen" in globals())
```
"""


def built(small: Small) -> Small:
    (small.root / "this_prints.py").write_text("def say(text): print(text)\n", "utf-8")
    (small.root / "docs" / "deep").mkdir()
    (small.root / "docs" / "deep" / "other.md").write_text(OTHER, "utf-8")
    small.write(page=PAGE)
    done = small.build("--strict")
    assert done.returncode == 0, done.stderr
    return small


def test_a_sound_page(small: Small) -> None:
    built(small)
    page = small.html("page")
    assert "<em>block</em>" in page
    assert re.findall(r"<(t[hd])>(.*?)</", page)[:2] == [("td", ""), ("th", "two")]
    assert "printed by a helper" in page  # trap 5: a helper's own print is not lost
    assert "False" in small.html("deep/other")  # trap 4: a session of the same name on another page is another
    links = re.findall(r'<a href="([^"]*)">(home|itself|the other|raw)</a>', page)
    assert links == [
        ("../", "home"),
        ("./#the-square", "itself"),
        ("../deep/other/", "the other"),
        ("../", "home"),
        ("../deep/other/#other", "raw"),
    ]
    assert 'id="the-square"' in page
    assert "\\frac" not in page
    assert 'href="https://calcref.github.io/calcref/"' not in page.split("<article")[1].split("</article")[0]

    found = {address: rest for address, *rest in json.loads(indexed(small))}
    (_, _, _, start), (title, page_title, _, square) = found["page/"], found["page/#the-square"]
    assert start.count("d/dx x² = 2x") == 1  # trap 9: once, and readable
    assert (title, page_title) == ("The square x²", "Page")
    assert "a < b; ≤ c" in square
    assert square.count("y²") == 1
    assert "mathml" not in start


def indexed(small: Small) -> str:
    script = (small.root / "site" / "search" / "index.js").read_text("utf-8")
    return script[script.index("(") + 1 : script.rindex(")")]


def test_punctuation_stays_with_its_formula(small: Small) -> None:
    page = built(small).html("page")
    assert page.count('<span class="cr-together">') == 2  # the rule's period, and that of the executed block
    kept = re.search(r'<span class="cr-together">.*?</span>\.</span>', page, re.DOTALL)
    assert kept
    assert "2x" in kept.group()
