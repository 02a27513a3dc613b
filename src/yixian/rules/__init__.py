"""What the law and the county demand for a date: dated tables as data, and pure functions that read them."""
