"""From plain data to PDF: text is cleaned here once, and reaches the template as data, never as markup."""

from __future__ import annotations

import json
import shutil
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

import typst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.web.ui.paper.fonts import Fonts
    from yixian.words import Lang

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | bool | None"

# The printers' sign for a letter that the case does not hold; a pen fills it in.
NO_TYPE = "〓"

_ROOM = Path(__file__).parent


@dataclass(frozen=True)
class Part:
    """Some pages printed together; ``names`` has one bookmark for each page."""

    pdf: bytes
    names: list[Data]


def press(template: str, data: dict[str, Data], fonts: Fonts, *, is_tagged: bool = False) -> bytes:
    """Return the PDF that a template of this package makes of the data.

    Control and direction characters are dropped, white space becomes one blank, and a character that no font
    draws becomes 〓, which the page explains: nothing in the data can disturb or blank out a page.
    Tags let a screen reader walk the PDF; they make a file of hundreds of pages nine times larger.
    """
    return _compiled(_ROOM / template, data, fonts, is_tagged=is_tagged)


def bind(parts: Sequence[Part], title: str, lang: Lang, fonts: Fonts) -> bytes:
    """Return one PDF with the A4 pages of all parts in order; the text stays text."""
    names: list[Data] = [part.names for part in parts]
    with TemporaryDirectory() as folder:
        for n, part in enumerate(parts):
            (Path(folder) / f"{n}.pdf").write_bytes(part.pdf)
        template = Path(shutil.copy(_ROOM / "bind.typ", folder))
        return _compiled(template, {"title": title, "lang": lang, "parts": names}, fonts, is_tagged=False)


def _compiled(template: Path, data: dict[str, Data], fonts: Fonts, *, is_tagged: bool) -> bytes:
    text = json.dumps(_cleaned(data), ensure_ascii=False)
    lacking = fonts.lacking(set(text))
    setting = {"fonts": fonts.families(), "kai_weight": fonts.kai_weight, "lacks": bool(lacking)}
    pdf: bytes = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=fonts.loaded,
        sys_inputs={
            "data": text.translate(dict.fromkeys(map(ord, lacking), NO_TYPE)),
            "setting": json.dumps(setting, ensure_ascii=False),
        },
        pdf_tags=is_tagged,
    )
    return pdf


def _cleaned(value: Data) -> Data:
    if isinstance(value, str):
        return " ".join("".join(char for char in value if _is_ink(char)).split())
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    return value


@cache
def _is_ink(char: str) -> bool:
    # Cf holds the direction marks, with which a name could reverse its neighbours; variation selectors only
    # choose between forms that most fonts have not got.
    is_selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    is_control = unicodedata.category(char) in {"Cc", "Cf", "Cs"}
    return char.isspace() or not (is_control or is_selector)
