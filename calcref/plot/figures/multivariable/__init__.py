"""Figures of functions of several variables."""
