"""From numbers to inline SVG: axes, theme, formulas, cells."""
