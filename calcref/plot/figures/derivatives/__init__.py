"""Figures on derivatives."""
