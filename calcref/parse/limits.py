"""How much text, and how large a number, is read; beyond is a `ParseError`."""

from __future__ import annotations

LONGEST_TEXT = 10_000  # characters
LONGEST_QUESTION = 2_000  # characters of a question with its d/dx, ∫ or lim
LONGEST_TOKEN = 100  # characters of one number or name
LONGEST_READING = 300  # characters; what is longer is not offered
DEEPEST_NESTING = 100  # parentheses, bars, powers and signs within one another
MOST_BARS = 200  # between one pair of parentheses
LARGEST_EXPONENT = 1_000  # also of exp; beyond it floating-point numbers overflow
MOST_BITS = 4_000  # of the exact numbers in one sum, product or power: some 1,200 digits
