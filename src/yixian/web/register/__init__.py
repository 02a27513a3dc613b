"""The one register of places, units and people."""
