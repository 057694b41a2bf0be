"""What the search index takes of a page."""

from __future__ import annotations

import pytest

from calcref.site.mkdocs.sections import sections

PAGE = """<h1 id="page">Page<a class="headerlink">¶</a></h1>
<p>Lead with <em>two</em><br>lines.</p>
<div class="cr-card"><p>card</p></div>
<h2 id="part">A part <code>x</code></h2>
<p>One.</p><p>Two.</p><ul><li>three</li></ul>
{}
<p>Last.</p>"""
LEFT_OUT = [
    "<pre><code>code</code></pre>",
    "<script>code()</script>",
    "<table><tr><td>cell</td></tr></table>",
    '<div class="cr-derivation"><details><p>a<br>b</p></details><div><p>deep</p></div></div>',
    '<details class="cr-answer"><summary>Answer</summary><details><p>inner</p></details></details>',
]


@pytest.mark.parametrize("left_out", LEFT_OUT)
def test_prose_is_taken_and_the_rest_is_left_out(left_out: str) -> None:
    first, part = sections(PAGE.format(left_out))
    assert (first.name, first.title, first.paragraphs) == ("", "Page", ["Lead with two lines."])
    assert (part.name, part.title) == ("part", "A part x")
    assert part.paragraphs == ["One.", "Two.", "three", "Last."]
