"""A person's shifts as a calendar that his phone subscribes to."""
