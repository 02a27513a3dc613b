"""What a file may be before anything of it is parsed: a workbook, of a size that a list of people has."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from yixian.faults import BadInput, Fault
from yixian.words import Lang, say

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
# Each tag ends before the next one begins, so that no file makes the search go over its text again and again.
_FILLED = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r=["\']([A-Z]{1,3})(\d{1,7})["\'][^<>]*(?<!/)>')
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)")
_SHARED = b't="s"'


@dataclass(frozen=True)
class Limits:
    """Largest workbook that is read; sizes in bytes, ``ratio`` is unpacked to packed size."""

    file_bytes: int = 20 * 2**20
    unpacked_bytes: int = 200 * 2**20
    ratio: int = 200
    rows: int = 60_000
    columns: int = 256
    cells: int = 2_000_000
    shared_text_bytes: int = 2**30


LIMITS = Limits()


class Unreadable(BadInput):
    """The file as a whole cannot be used; ``code`` and ``params`` name the sentence in words.toml."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        expected = say("yixian.sheets", f"{code}_expected", params, "en")
        got = say("yixian.sheets", f"{code}_got", params, "en")
        super().__init__([Fault("workbook", "file", expected, got)])

    def sentence(self, lang: Lang) -> str:
        """Return what was expected and what came, for a person."""
        expected = say("yixian.sheets", f"{self.code}_expected", self.params, lang)
        got = say("yixian.sheets", f"{self.code}_got", self.params, lang)
        return say("yixian.sheets", "unreadable", {"expected": expected, "got": got}, lang)


def refuse_early(data: bytes) -> None:
    """Refuse what is no .xlsx workbook, or one too large to be a list of people.

    Raises
    ------
    Unreadable
        With a code: ``file_empty``, ``file_too_large``, ``file_locked``, ``file_xls``, ``file_not_xlsx``,
        ``file_damaged``, ``file_bomb``, ``sheet_too_large``.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable("file_empty")
    if len(data) > LIMITS.file_bytes:
        raise Unreadable("file_too_large", limit=LIMITS.file_bytes // 2**20, got=len(data) // 2**20 + 1)
    if data.startswith(_OLE):
        raise Unreadable("file_locked" if _ENCRYPTED in data else "file_xls")
    if not data.startswith(b"PK"):
        raise Unreadable("file_not_xlsx", found=_looks_like(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_package(package)
    except _BROKEN as error:
        raise Unreadable("file_damaged") from error


def _looks_like(data: bytes) -> str:
    for name, signs in (
        ("PDF", b"%PDF"),
        ("HTML", b"<"),
        ("RAR", b"Rar!"),
        ("PNG", b"\x89PNG"),
        ("JPEG", b"\xff\xd8"),
    ):
        if data.lstrip().startswith(signs):
            return name
    # Text has no zero bytes, whatever its encoding: a list saved as CSV by mistake.
    return "?" if b"\0" in data[:2000] else "CSV"


def _refuse_package(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > LIMITS.unpacked_bytes or unpacked > LIMITS.ratio * max(packed, 1) + 2**20:
        raise Unreadable("file_bomb", limit=LIMITS.unpacked_bytes // 2**20)
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("file_locked")
    if len(names) != len(members):  # a name given twice hides one of two parts
        raise Unreadable("file_damaged")
    if "xl/workbook.xml" not in names:
        raise Unreadable("file_not_xlsx", found=_office_kind(names))
    # Any part may be named as a sheet, so all are looked at. Reading one whole also tests its check sum, which
    # a part that unpacks to more than it says does not pass.
    n_shared, longest = 0, 0
    for name in sorted(names):
        part = package.read(name)
        if part.startswith((b"\xff\xfe", b"\xfe\xff")) and name.endswith(".xml"):
            raise Unreadable("file_damaged")
        _refuse_far_cells(part)
        n_shared += part.count(_SHARED)
        longest = max(longest, _longest_text(part))
    # One long text that every cell points to unpacks to far more than the file holds.
    if longest * n_shared > LIMITS.shared_text_bytes:
        raise Unreadable("file_bomb", limit=LIMITS.unpacked_bytes // 2**20)


def _longest_text(part: bytes) -> int:
    return max((len(found[1]) for found in _TEXT.finditer(part)), default=0)


def _office_kind(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("word/") for name in names):
        return "Word"
    return "ODS" if "content.xml" in names else "ZIP"


def _refuse_far_cells(part: bytes) -> None:
    """A reader lays out the rectangle around all filled cells: two far corners would take all memory."""
    rows, n_cells, letters = 0, 0, {b"A"}
    for found in _FILLED.finditer(part):
        letters.add(found[1])
        rows = max(rows, int(found[2]))
        n_cells += 1
        if n_cells > LIMITS.cells:
            break
    columns = max(map(_column_number, letters))
    if rows > LIMITS.rows or columns > LIMITS.columns or max(n_cells, rows * columns) > LIMITS.cells:
        raise Unreadable(
            "sheet_too_large", rows=LIMITS.rows, columns=LIMITS.columns, got_rows=rows, got_columns=columns
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
