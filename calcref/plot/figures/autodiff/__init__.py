"""Figures on automatic differentiation."""
