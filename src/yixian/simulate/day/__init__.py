"""A simulated day: phones and officers drive a running training through its own doors; an oracle says what must be."""
