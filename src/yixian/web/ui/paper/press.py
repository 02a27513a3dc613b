"""From plain data to PDF: text is cleaned here once, and reaches the template as data, never as markup."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, TypeAlias

import typst

if TYPE_CHECKING:
    from yixian.web.ui.paper.fonts import Fonts

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | bool | None"

# The printers' sign for a letter that the case does not hold; a pen fills it in.
NO_TYPE = "〓"


def press(template: str, data: dict[str, Data], fonts: Fonts, *, is_tagged: bool = False) -> bytes:
    """Return the PDF that a template of this package makes of the data.

    Control and direction characters are dropped, white space becomes one blank, and a character that no font
    draws becomes 〓, which the page explains: nothing in the data can disturb or blank out a page.
    Tags let a screen reader walk the PDF; they make a file of hundreds of pages nine times larger.
    """
    text = json.dumps(_cleaned(data), ensure_ascii=False)
    lacking = fonts.lacking(set(text))
    setting = {"fonts": fonts.families(), "kai_weight": fonts.kai_weight, "lacks": bool(lacking)}
    folder = resources.files(__package__)
    pdf: bytes = typst.compile(
        str(folder / template),
        root=str(folder),
        font_paths=fonts.loaded,
        sys_inputs={
            "data": text.translate(dict.fromkeys(map(ord, lacking), NO_TYPE)),
            "setting": json.dumps(setting, ensure_ascii=False),
        },
        pdf_tags=is_tagged,
    )
    return pdf


def bind(parts: Sequence[bytes], title: str, lang: Lang) -> bytes:
    """Return one PDF with the A4 pages of all parts in order; the text stays text."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for n, part in enumerate(parts):
            (folder / f"{n}.pdf").write_bytes(part)
        counts = [_page_count(part) for part in parts]
        shutil.copy(str(resources.files(__package__) / "bind.typ"), folder)
        pdf: bytes = typst.compile(
            str(folder / "bind.typ"),
            root=name,
            sys_inputs={"data": json.dumps({"title": _cleaned(title), "lang": lang, "counts": counts})},
            pdf_tags=False,
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
