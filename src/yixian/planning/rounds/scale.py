"""The scale of prices, the same for search and proof: whole numbers, so that both reckon to the last digit."""

MILLI = 1000
"""Thousandths of a unit of cost."""
