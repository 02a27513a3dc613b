"""Today: what is mine to do now."""
