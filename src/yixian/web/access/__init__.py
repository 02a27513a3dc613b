"""Accounts, grants, devices: who may see and do what, and where."""
