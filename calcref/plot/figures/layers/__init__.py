"""Figures on layers."""
