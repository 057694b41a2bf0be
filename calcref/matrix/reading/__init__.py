"""Three ways in: a function of NumPy arrays, text as it is written on paper, and matrix expressions of SymPy."""
