"""Checks of derivations about arrays: exactly over a prime field, in floats with dual numbers, and by differences."""
