"""Expressions and derivations as text, LaTeX, Markdown, HTML, JSON and notebooks; strings come back."""

from calcref.render.derivation_html import to_html
from calcref.render.derivation_json import expressions_from_json, to_json
from calcref.render.derivation_latex import to_latex
from calcref.render.derivation_markdown import to_markdown
from calcref.render.derivation_notebook import to_notebook
from calcref.render.derivation_text import to_text
from calcref.render.expression_latex import latex
from calcref.render.expression_text import text
from calcref.render.hints import hints

__all__ = [
    "expressions_from_json",
    "hints",
    "latex",
    "text",
    "to_html",
    "to_json",
    "to_latex",
    "to_markdown",
    "to_notebook",
    "to_text",
]
