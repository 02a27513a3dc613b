"""Groups of WeCom: their robots take a text and a key, no signature."""
