"""The names in one cell of a roster: how they are parted, who leads, what is no name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yixian.sheets.clean import plain

_STRONG = re.compile(r"[、,，;；。/|\\\n\r+&]+|(?<=[^\W\d_]{2})[和及](?=[^\W\d_]{2})")
_TITLES = r"(?:带班领导|带班人|带班员|带班|带队|领班|组长|班长|带岗|领队)"
_STARS = r"[★☆*※▲●]+"
_LEADS_IN_NOTE = re.compile(rf"{_TITLES}|{_STARS}|^带$")
_LEAD_BEFORE = re.compile(rf"^(?:{_TITLES}:?(?=[^\W\d_])|{_STARS})")
_LEAD_AFTER = re.compile(rf"(?:{_TITLES}|{_STARS})$")
_LEAD_ALONE = re.compile(rf"{_TITLES}:?|\({_TITLES}\)|{_STARS}")
_ROLE = re.compile(r"^[^\W\d_]{1,6}:")
_BRACKETED = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")
_INSTEAD = re.compile(r"[代替换休缺]|请假|隔离|离岗")
_NEXT_NAME = re.compile(r"([^\W\d_]\([^)]*\))(?=[^\W\d_])")
_PHONE = re.compile(r"(?:电话)?:?\+?\d[\d-]{6,}")
_NOBODY = re.compile(
    r"(?:无|缺|空)(?:人|岗|缺)?|缺\d人|暂无|暂缺|待定|待安排|未定|未安排|休|休息|轮休|[-—x×?/]+|0",
    re.IGNORECASE,
)
# Who is meant by these is not said: they are groups, not people.
_GROUPS = frozenset(
    [
        "物业",
        "保安",
        "志愿者",
        "村干部",
        "党员",
        "网格员",
        "值班",
        "全体",
        "全体党员",
        "值班员",
        "社区干部",
        "村民",
        "轮流",
        "群众",
        "民警",
        "医护",
    ]
)
_HAN = r"[\u3400-\u9fff〇]"
_NAME = re.compile(rf"{_HAN}{{2,4}}|{_HAN}+(?:[·•・]{_HAN}+)+|[A-Za-z]{{2,}}(?: [A-Za-z]+)*")
_COMPOUND = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "令狐",
        "司徒",
        "慕容",
        "东方",
        "端木",
        "轩辕",
        "南宫",
        "宇文",
        "长孙",
        "申屠",
    ]
)


@dataclass(frozen=True)
class Member:
    """One person named in a cell; ``leads`` if he is marked 带班."""

    name: str
    leads: bool


@dataclass(frozen=True)
class Crew:
    """The people of a cell in the order of the text, and the parts that are no name."""

    members: tuple[Member, ...]
    unclear: tuple[str, ...] = ()


def read_crew(text: str) -> Crew:
    """Part a cell into names.

    Names are parted by signs or line ends, else by blanks. A blank may also stand inside a name, ``张 三``:
    a single Han character is a surname that belongs to the part after it.
    """
    members: list[Member] = []
    unclear: list[str] = []
    for piece in _STRONG.split(_half_width(text)):
        for part in _parts(piece):
            if _NOBODY.fullmatch(part) or _PHONE.fullmatch(part):
                continue
            member = _member(part)
            if member:
                members.append(member)
            else:
                unclear.append(part)
    return Crew(tuple(members), tuple(unclear))


def _half_width(text: str) -> str:
    """Line by line, for a line end parts names and must not become a blank."""
    lines = text.replace("\r", "\n").split("\n")
    return "\n".join(_NEXT_NAME.sub(r"\1 ", re.sub(r"\s+(?=\()|(?<=:)\s+", "", plain(line))) for line in lines)


def _parts(piece: str) -> list[str]:
    parts: list[str] = []
    before = ""
    for word in piece.split():
        is_single = len(word) == 1 and not _NOBODY.fullmatch(word)
        if (parts and not before and (_LEAD_ALONE.fullmatch(word) and not word[0].isalpha())) or (
            is_single and parts and parts[-1] in _COMPOUND
        ):
            parts[-1] += word
        elif (is_single or _LEAD_ALONE.fullmatch(word)) and not before:
            before = word
        else:
            parts.append(before + word)
            before = ""
    return [*parts, before] if before else parts


def _member(part: str) -> Member | None:
    notes = "".join(_BRACKETED.findall(part))
    if _INSTEAD.search(notes):
        return None
    name = _PHONE.sub("", _BRACKETED.sub("", part))
    leads = bool(_LEADS_IN_NOTE.search(notes) or _LEAD_BEFORE.search(name) or _LEAD_AFTER.search(name))
    name = _ROLE.sub("", _LEAD_AFTER.sub("", _LEAD_BEFORE.sub("", name))).strip(" :.")
    return Member(name, leads) if _NAME.fullmatch(name) and name not in _GROUPS else None
