"""Django's PostgreSQL backend with the two habits of the house: one writer at a time, text by its code points."""
