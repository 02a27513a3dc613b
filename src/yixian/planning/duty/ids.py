"""The ids of a problem, back to its indices."""

from __future__ import annotations

import difflib

from yixian.faults import BadInput, Fault


def index_of(field: str, word: str, ids: tuple[str, ...]) -> int:
    """Return the index of an id.

    Raises
    ------
    BadInput
        If it is unknown, with the nearest one that is known.
    """
    if word in ids:
        return ids.index(word)
    near = difflib.get_close_matches(word, ids, 1)
    if field == "day":
        expected = f"a day, 0 to {len(ids) - 1}"
    else:
        expected = f"a known {field}" + (f" (did you mean {near[0]}?)" if near else "")
    raise BadInput([Fault("subject", field, expected, word)])
