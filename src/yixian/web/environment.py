"""Settings that are more than a text: what is wrong with one is said at the start."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from yixian.faults import BadInput, Fault
from yixian.web.access.rights import RIGHTS

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


def roles(named: Mapping[str, str], name: str) -> frozenset[str]:
    """Return a setting that names roles with commas between, or ``all``.

    Raises
    ------
    BadInput
        If one of them is no role.
    """
    text = named.get(name, "").strip()
    if text == "all":
        return frozenset(RIGHTS)
    chosen = frozenset(role.strip() for role in text.split(",") if role.strip())
    if unknown := sorted(chosen - set(RIGHTS)):
        raise BadInput([Fault(name, "roles", f"all, or some of {', '.join(RIGHTS)}", ", ".join(unknown))])
    return chosen
