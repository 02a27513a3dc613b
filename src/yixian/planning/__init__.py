"""Planners: pure libraries that compute, prove and explain; no database, no web."""
