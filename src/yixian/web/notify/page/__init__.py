"""Notices on the pages of the phone."""
