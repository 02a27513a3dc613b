"""Judges of cells that hold one of few words, a yes or no, or a name of the register."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, phrase, text_of, tight
from yixian.sheets.table import Judge, Setting, Values, Wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yixian.sheets.register import Names, Register

YES = frozenset(["是", "有", "√", "✓", "✔", "y", "yes", "1", "true", "对", "需", "需要", "必须", "☑"])
NO = frozenset(
    [
        "否",
        "无",
        "没有",
        "没",
        "不",
        "不是",
        "×",
        "✗",
        "✘",
        "x",
        "n",
        "no",
        "0",
        "false",
        "未",
        "不需要",
        "未见",
        "无异常",
        "正常",
        "-",
        "/",
        "〇",
        "☐",
    ]
)
_SPLIT = re.compile(r"[、,，;；/和兼+]")


def one_of(words: Mapping[str, tuple[str, ...]], kind: str, near: Mapping[str, str] | None = None) -> Judge:
    """Return a judge of a closed list.

    Parameters
    ----------
    words
        ``{value: (the texts that mean it, ...)}``; the first text is the canonical one.
    kind
        The fault for any other text.
    near
        ``{text: canonical text}`` that is proposed and never taken by itself.
    """
    known = {tight(text): value for value, texts in words.items() for text in texts}
    canonical = {value: texts[0] for value, texts in words.items()}
    allowed = "、".join(canonical.values())

    def judge(cell: Cell, row: Values, setting: Setting) -> str | Wrong:
        form = tight(text_of(cell))
        if form in known:
            return known[form]
        parts = [tight(part) for part in _SPLIT.split(form)]
        found = [(near or {}).get(part) or canonical.get(known.get(part, ""), "") for part in parts]
        proposals = tuple(dict.fromkeys(text for text in found if text))
        return Wrong(kind, {"text": text_of(cell), "allowed": allowed}, proposals)

    return judge


def shown_as(words: Mapping[str, tuple[str, ...]]) -> Callable[[object], str]:
    """Return the writer that belongs to ``one_of``."""
    return lambda value: words[str(value)][0]


def yes_no(kind: str, yes: frozenset[str] = YES, no: frozenset[str] = NO) -> Judge:
    """Return a judge of a claim; 无 and 否 mean no."""

    def judge(cell: Cell, row: Values, setting: Setting) -> bool | Wrong:
        form = tight(text_of(cell)).strip("。.")
        if form in yes or form in no:
            return form in yes
        return Wrong(kind, {"text": text_of(cell)})

    return judge


def registered(which: Callable[[Register], Names], kind: str, parent: str = "") -> Judge:
    """Return a judge of a name that the register must hold; an empty register lets every name stand.

    ``parent`` names the field, judged before this one, under which the name is looked for first.
    """

    def judge(cell: Cell, row: Values, setting: Setting) -> str | Wrong:
        names, text = which(setting.register), text_of(cell)
        if not names.entries:
            return phrase(text)
        found = names.find(text, str(row.get(parent) or ""))
        if found.name is not None:
            return found.name
        return Wrong(kind, {"text": phrase(text), "n": len(found.near)}, found.near, kept=phrase(text))

    return judge
