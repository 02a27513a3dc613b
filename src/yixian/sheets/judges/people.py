"""Judges of what names a person: name, identity number, phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yixian.rules import identity
from yixian.sheets.clean import EXACT_BELOW, Cell, figures, phrase, text_of
from yixian.sheets.table import Setting, Values, Wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG_NUMBER = re.compile(r"[\d.]+E\+?\d+")
_LOOKS_LIKE = str.maketrans("OQDLI|!", "0001111")
_LOOKS_LIKE_X = "×ХхΧχ*"
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3})-?(\d{7,8})(?:-(\d{1,5}))?|(\d{7,8})")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1\d{10}$)")
_HAN = r"[\u3400-\u9fff〇\U00020000-\U0003ffff]"
_NAME = re.compile(rf"{_HAN}{{2,6}}|{_HAN}+(?:[·•・‧]{_HAN}+)+|[A-Za-zÀ-ɏ]+(?:[ .'-]+[A-Za-zÀ-ɏ]+)*\.?")
_NOTED = re.compile(rf"({_HAN}{{2,4}})\(.*\)")
_TWO_PHONES = re.compile(r"[/、,;或]|(?<=\d)\s+(?=1[3-9]\d{9})")


def name(cell: Cell, row: Values, setting: Setting) -> str | Wrong:
    """Judge a person's name: blanks inside a Han name are none of it, figures are not a name."""
    text = phrase(text_of(cell)).strip("'*★")
    if _NAME.fullmatch(text):
        return text
    noted = _NOTED.fullmatch(text)
    return Wrong("name_bad", {"text": text}, (noted[1],) if noted else (), kept=text)


def id_number(cell: Cell, row: Values, setting: Setting) -> str | Wrong:
    """Judge an identity number (GB 11643). A check character is never computed for anybody.

    Kinds: ``id_float`` (digits lost), ``id_15``, ``id_length``, ``id_checksum`` (also letters among the
    digits), ``id_date``. A letter O or l is proposed as figure only if the check character then fits.
    """
    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= EXACT_BELOW:
        return Wrong("id_float", flag="id_precision_lost")
    text = identity.normalise(figures(text_of(cell)))
    if _LONG_NUMBER.fullmatch(text):
        return Wrong("id_float", flag="id_precision_lost")
    if len(text) == identity.OLD_LENGTH and text.isdigit():
        return Wrong("id_15", kept=text)
    if len(text) != identity.LENGTH:
        return Wrong("id_length", {"expected": identity.LENGTH, "got": len(text)}, flag="id_bad_length")
    return _of_18(text, setting)


def _of_18(text: str, setting: Setting) -> str | Wrong:
    code = identity.judge(text, setting.today)
    if code == "ok":
        return text
    if code == "bad-char":
        return _mistyped(text, setting)
    if identity.check_character(text[:-1]) != text[-1]:
        return Wrong("id_checksum", {"got": text[-1]}, kept=text, flag="id_bad_check")
    return Wrong("id_date", {"text": text[6:14]}, kept=text, flag="id_bad_date")


def _mistyped(text: str, setting: Setting) -> Wrong:
    last = "X" if text[-1] in _LOOKS_LIKE_X else text[-1].translate(_LOOKS_LIKE)
    mended = text[:-1].translate(_LOOKS_LIKE) + last
    fits = identity.judge(mended, setting.today) == "ok"
    place = next(at for at, sign in enumerate(text) if not (sign.isascii() and sign.isdigit()))
    params = {"place": place + 1, "sign": text[place], "got": text}
    return Wrong("id_checksum", params | {"reason": "letter"}, (mended,) if fits else (), None, "id_bad_check")


def mobile(cell: Cell, row: Values, setting: Setting) -> str | Wrong:
    """Judge a mobile number: 11 digits that begin with 13 to 19."""
    text = _digits(cell)
    return text if _MOBILE.fullmatch(text) else _wrong_phone(cell, text)


def phone(cell: Cell, row: Values, setting: Setting) -> str | Wrong:
    """Judge a mobile or fixed number; a fixed one becomes ``0375-6512345``."""
    text = _digits(cell)
    if _MOBILE.fullmatch(text):
        return text
    found = _LANDLINE.fullmatch(figures(text_of(cell)).translate(str.maketrans("()", "--")).strip("-"))
    if not found:
        return _wrong_phone(cell, text)
    return found[4] or "-".join(part for part in found.groups()[:3] if part)


def _digits(cell: Cell) -> str:
    if isinstance(cell, float) and abs(cell) < EXACT_BELOW and cell == int(cell):
        return str(int(cell))
    text = figures(text_of(cell)).removesuffix(".0").replace("-", "").replace(".", "").strip("()")
    return _COUNTRY.sub("", text)


def _wrong_phone(cell: Cell, text: str) -> Wrong:
    both = tuple(_phones_in(text_of(cell)))
    if len(both) > 1:
        return Wrong("phone_two", {"got": len(both)}, both)
    if not text.isdigit():
        mended = text.translate(_LOOKS_LIKE)
        return Wrong("phone_bad", {"text": text}, (mended,) if _MOBILE.fullmatch(mended) else ())
    if len(text) < 11:
        return Wrong("phone_short", {"expected": 11, "got": len(text)})
    return Wrong("phone_long" if len(text) > 11 else "phone_bad", {"expected": 11, "got": len(text), "text": text})


def _phones_in(text: str) -> Iterator[str]:
    for part in _TWO_PHONES.split(text):
        digits = _digits(part)
        if _MOBILE.fullmatch(digits):
            yield digits
