"""The subject of a question, from the words of a command to an index."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from yixian.faults import BadInput, Fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def index_of(words: Sequence[str], known: Mapping[str, tuple[str, ...]]) -> tuple[str, int]:
    """Return of which kind a name is, and its index; the kinds are tried in their order.

    Raises
    ------
    BadInput
        If it is not one word, or names nothing known; the nearest name is proposed.
    """
    kinds = " or ".join(known)
    if len(words) != 1:
        raise BadInput([Fault("subject", "words", f"nothing, or one {kinds}", " ".join(words))])
    for kind, ids in known.items():
        if words[0] in ids:
            return kind, ids.index(words[0])
    near = difflib.get_close_matches(words[0], [name for ids in known.values() for name in ids], 1)
    mend = f" (did you mean {near[0]}?)" if near else ""
    raise BadInput([Fault("subject", kinds, f"a known {kinds}{mend}", words[0])])
