"""Generic arrays for statements: A and B fit in a product, X and Y have one shape, S is square."""

from calcref.core.arrays import Array

A = Array("A", ("m", "k"))
B = Array("B", ("k", "n"))
A_SAME = Array("A", ("m", "n"))
B_SAME = Array("B", ("m", "n"))
SQUARE = Array("A", ("n", "n"))
VECTOR = Array("a", ("n",))
MATRIX = Array("A", ("m", "n"))
FACTOR = Array("c")
