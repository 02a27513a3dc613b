"""Audit and events: one sequence that pages, polls and exports follow."""
