"""Figures on integrals."""
