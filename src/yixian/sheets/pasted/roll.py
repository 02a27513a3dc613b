"""Reading a roll call as a chat group writes it: each line is somebody, a heading, or named as not understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import time
from typing import Literal

from yixian.sheets.pasted.people import brackets_in, is_unit, named, phone_in
from yixian.sheets.pasted.signs import numbered, pieces, tidy
from yixian.sheets.pasted.states import State, state_in, tick_in
from yixian.sheets.pasted.times import time_in

MOST_LINES = 1000
LONGEST_LINE = 400
_EXAMPLE = re.compile(r"^(?:例如?|示例|格式|如)[::\s]")
_TITLE = re.compile(r"接龙|点名|名单|通知|统计|请.{0,6}(?:报|回|填)|各位|大家|群公告|注意")
_SENDER = re.compile(
    r"^[^\d:,;]{2,20}?\s*(?::|\s(?:\d{4}[-/年.])?(?:\d{1,2}[-/月]\d{1,2}日?\s*)?\d{1,2}:\d{2}(?::\d{2})?)$"
)

Why = Literal["title", "example", "no_name", "empty_number", "too_long"]


@dataclass(frozen=True)
class Said:
    """What a line says of one person; ``key`` is ``line.person``, both from 1.

    ``state`` is None where neither the line nor the heading says it. ``clock`` is the time of day that stands
    on the line, ``doubts`` are codes: ``number_twice``, ``nickname``, ``state_from_title``.
    """

    key: str
    line: int
    text: str
    name: str
    number: int | None = None
    unit: str = ""
    state: State | None = None
    clock: time | None = None
    phone: str = ""
    remark: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unnamed:
    """A line that names nobody, and why it was not taken."""

    line: int
    text: str
    why: Why


@dataclass(frozen=True)
class Roll:
    """All lines of a paste: each that is not blank stands in ``said`` or in ``unnamed``.

    ``missing`` are numbers left out of the sequence, ``doubled`` those that two lines have.
    """

    said: tuple[Said, ...]
    unnamed: tuple[Unnamed, ...]
    state: State | None
    missing: tuple[int, ...] = ()
    doubled: tuple[int, ...] = ()


def read_roll(text: str, known: Collection[str] = ()) -> Roll:
    """Read a pasted text.

    Parameters
    ----------
    text
        The lines as they were copied; beyond ``MOST_LINES`` they are not read.
    known
        Names of people who may be meant: they are found wherever they stand on a line.
    """
    said: list[Said] = []
    unnamed: list[Unnamed] = []
    sender: Said | None = None
    for at, raw in enumerate(text.splitlines()[:MOST_LINES], 1):
        line = tidy(raw)
        if not line:
            continue
        if len(line) > LONGEST_LINE:
            unnamed.append(Unnamed(at, raw.strip(), "too_long"))
            continue
        found = _people_of(at, line, known)
        if isinstance(found, Unnamed) and sender is not None and found.why == "no_name":
            # The message below a sender's name speaks of him.
            said[said.index(sender)], sender = _with_message(sender, line), None
            continue
        sender = None
        if isinstance(found, Unnamed):
            unnamed.append(replace(found, text=raw.strip()))
            continue
        said += found
        if len(found) == 1 and found[0].number is None and _SENDER.match(line):
            sender = found[0]
    return _whole(said, unnamed)


def _people_of(at: int, line: str, known: Collection[str]) -> list[Said] | Unnamed:
    number, rest = numbered(line)
    if _EXAMPLE.match(rest):
        return Unnamed(at, line, "example")
    if number is None and _TITLE.search(line) and not any(name in line for name in known):
        return Unnamed(at, line, "title")
    found: list[Said] = []
    for one, piece in pieces(line):
        found += _said(at, one, piece, known)
    if not found:
        return Unnamed(at, line, "empty_number" if number is not None and not rest else "no_name")
    return [replace(one, key=f"{at}.{order}") for order, one in enumerate(found, 1)]


def _said(at: int, number: int | None, piece: str, known: Collection[str]) -> Iterator[Said]:
    phone, text = phone_in(piece)
    inside, text = brackets_in(text)
    clock, text = time_in(text)
    tick, text = tick_in(text)
    state, text = state_in(text)
    people, units, rest = named(text, known)
    for words in inside:
        its_state, left = state_in(words)
        state = state or its_state
        (units if is_unit(words) and its_state is None else rest).append(left.strip() or words)
    for name in people:
        yield Said(
            key="",
            line=at,
            text=piece,
            name=name,
            number=number,
            unit=" ".join(units),
            state=state or tick,
            clock=clock,
            phone=phone if len(people) == 1 else "",
            remark=" ".join(rest),
        )


def _with_message(sender: Said, line: str) -> Said:
    """Return a sender with what his message says."""
    clock, text = time_in(line)
    tick, text = tick_in(text)
    state, text = state_in(text)
    phone, text = phone_in(text)
    more = {"clock": clock or sender.clock, "state": state or tick, "phone": phone or sender.phone}
    return replace(sender, text=f"{sender.text} {line}", remark=" ".join(text.split()), **more)  # type: ignore[arg-type]


def _whole(said: list[Said], unnamed: list[Unnamed]) -> Roll:
    titles = [state_in(one.text)[0] for one in unnamed if one.why == "title"]
    from_title = next((state for state in titles if state in ("came", "left")), None)
    firsts = {(one.line, one.number): one for one in said}
    numbers = Counter(number for _, number in firsts if number is not None)
    doubled = tuple(sorted(number for number, n in numbers.items() if n > 1))
    last = max(numbers, default=0)
    missing = tuple(number for number in range(1, last) if number not in numbers)
    return Roll(
        said=tuple(_doubted(one, from_title, doubled) for one in said),
        unnamed=tuple(unnamed),
        state=from_title,
        missing=missing,
        doubled=doubled,
    )


def _doubted(one: Said, from_title: State | None, doubled: Collection[int]) -> Said:
    doubts = [*one.doubts, *(["number_twice"] if one.number in doubled else [])]
    if one.state is None and from_title is not None:
        one, doubts = replace(one, state=from_title), [*doubts, "state_from_title"]
    return replace(one, doubts=tuple(doubts))
