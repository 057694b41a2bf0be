"""Expressions and derivations as text, LaTeX, Markdown, HTML, JSON and notebooks; strings come back."""

from calcref.render.expression_latex import latex
from calcref.render.expression_text import text

__all__ = ["latex", "text"]
