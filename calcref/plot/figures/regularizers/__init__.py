"""Figures on penalties."""
