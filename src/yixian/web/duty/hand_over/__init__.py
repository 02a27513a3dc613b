"""Notes that one shift of a post leaves to the next."""
