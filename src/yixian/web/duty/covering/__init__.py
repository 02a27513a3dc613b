"""How posts were covered on a day, minute by minute."""
