"""How a call of NumPy becomes an entry of a trace, and how the traces are read back; it knows no rule."""
