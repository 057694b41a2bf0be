"""Computational graphs: their data, their layout, their drawing."""
