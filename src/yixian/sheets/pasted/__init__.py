"""Lines pasted from a chat group: a roll call, a chain of sign-ups (接龙), reports one below the other."""

from yixian.sheets.pasted.roll import Roll, Said, Unnamed, read_roll

__all__ = ["Roll", "Said", "Unnamed", "read_roll"]
