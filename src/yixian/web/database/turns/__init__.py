"""Django's SQLite, whose writers within one process wait for each other in a queue."""
