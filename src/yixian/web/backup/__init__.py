"""A copy of everything in one file, and everything again from that file."""
