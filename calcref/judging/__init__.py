"""Judging a derivation: from a text of equalities to a verdict for each line. Knows no rule; numbers decide."""
