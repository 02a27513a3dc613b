"""How one cell is judged, by what it should hold; each judge returns the value, or Wrong."""
