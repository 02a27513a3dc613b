"""Figures with their rows, and the evening brief."""
