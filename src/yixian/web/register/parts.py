"""Parts of columns that have an index of their own.

Their figures stand in the statement itself: a database finds the index of an expression only if the expression is
written the very same way, and a figure that is sent beside the statement is another way.
"""

from __future__ import annotations

from django.db.models import CharField, F, Func


def town_of(column: str) -> Func:
    """Return the township that a place path lies in, its first four signs."""
    return Func(F(column), template="SUBSTR(%(expressions)s, 1, 4)", output_field=CharField())


def name_from(start: int) -> Func:
    """Return a name from a sign on, counted from 1."""
    return Func(F("name"), template=f"SUBSTR(%(expressions)s, {int(start)})", output_field=CharField())
