"""Groups of DingTalk: their robots take a text, a key, and the signature of the moment."""
