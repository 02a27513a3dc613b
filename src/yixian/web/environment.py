"""Settings that are more than a text: what is wrong with one is said at the start."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from yixian.faults import BadInput, Fault

MOST_MINUTES = 24 * 60


def minutes(named: Mapping[str, str], name: str, default: int) -> int:
    """Return a setting that is a number of minutes of a day.

    Raises
    ------
    BadInput
        If it is none.
    """
    text = named.get(name) or str(default)
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST_MINUTES):
        raise BadInput([Fault(name, "minutes", f"a whole number from 1 to {MOST_MINUTES}", text)])
    return int(text)


def zone(named: Mapping[str, str], name: str, default: str) -> str:
    """Return a setting that is the name of a time zone.

    Raises
    ------
    BadInput
        If there is no such zone.
    """
    text = named.get(name) or default
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:
        raise BadInput([Fault(name, "time zone", "a name such as Asia/Shanghai", text)]) from error
    return text
