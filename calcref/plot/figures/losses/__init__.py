"""Figures on losses."""
