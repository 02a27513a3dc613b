"""The oracle: what must be true after what was delivered, written from the rules on paper, not from the server."""
