"""Figures on descent and training."""
