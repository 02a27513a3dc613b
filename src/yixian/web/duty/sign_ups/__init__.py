"""Volunteers who ask for an open slot, and those who agree."""
