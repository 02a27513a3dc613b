"""Looking whether all is well with an installation."""
