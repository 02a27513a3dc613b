"""Tasks: who does what, where, when, and how far it is."""
