"""Figures on matrices."""
