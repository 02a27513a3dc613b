"""The command line, one file per area."""
