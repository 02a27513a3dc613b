"""Sources of roads, one file for each; every one hands over a ``Drawing``."""
