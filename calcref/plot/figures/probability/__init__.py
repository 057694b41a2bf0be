"""Figures on densities."""
