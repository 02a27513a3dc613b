"""Workbooks in: upload, match columns, dry run, apply."""
