"""Paper: plain data in, PDF out; the only room that knows typst and segno."""
