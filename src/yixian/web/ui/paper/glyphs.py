"""Which characters a font file can draw, read from its cmap table (OpenType 1.9, section "cmap")."""

from __future__ import annotations

import struct
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import BinaryIO

Ranges = tuple[tuple[int, int], ...]  # first and last code point, both included, ascending
MAX_CODE_POINT = 0x10FFFF
BASIC, FULL = 4, 12  # formats of a cmap table: the first 65,536 code points, all of them


def has_glyph(path: str, index: int, char: str) -> bool:
    """Return whether face ``index`` of a font file draws a character itself."""
    ranges = _ranges(path, index)
    at = bisect_right(ranges, (ord(char), MAX_CODE_POINT)) - 1
    return at >= 0 and ranges[at][0] <= ord(char) <= ranges[at][1]


@cache
def _ranges(path: str, index: int) -> Ranges:
    with Path(path).open("rb") as file:
        offset, length = _cmap_place(file, index)
    return _ranges_of_table(path, offset, length)


@cache
def _ranges_of_table(path: str, offset: int, length: int) -> Ranges:
    # The faces of one collection share their cmap, so the cache is by place in the file.
    if not length:
        return ()
    with Path(path).open("rb") as file:
        table = _read(file, offset, length)
    (n_tables,) = struct.unpack_from(">H", table, 2)
    starts = {struct.unpack_from(">I", table, 8 + 8 * record)[0] for record in range(n_tables)}
    kinds = {start: struct.unpack_from(">H", table, start)[0] for start in starts}
    # Format 12 holds all that format 4 does, and more.
    best = FULL if FULL in kinds.values() else BASIC
    return _merged(set().union(*(_subtable(table, start) for start in starts if kinds[start] == best)))


def _cmap_place(file: BinaryIO, index: int) -> tuple[int, int]:
    is_collection = _read(file, 0, 4) == b"ttcf"
    face = struct.unpack(">I", _read(file, 12 + 4 * index, 4))[0] if is_collection else 0
    (n_tables,) = struct.unpack(">H", _read(file, face + 4, 2))
    directory = _read(file, face + 12, 16 * n_tables)
    for tag, _, offset, length in struct.iter_unpack(">4sIII", directory):
        if tag == b"cmap":
            return offset, length
    return 0, 0


def _read(file: BinaryIO, at: int, n_bytes: int) -> bytes:
    file.seek(at)
    return file.read(n_bytes)


def _subtable(table: bytes, at: int) -> set[tuple[int, int]]:
    if struct.unpack_from(">H", table, at)[0] == BASIC:
        return _segments(table, at)
    (n_groups,) = struct.unpack_from(">I", table, at + 12)
    groups = struct.iter_unpack(">III", table[at + 16 : at + 16 + 12 * n_groups])
    return {(first, last) for first, last, glyph in groups if glyph or last > first}


def _segments(table: bytes, at: int) -> set[tuple[int, int]]:
    n = struct.unpack_from(">H", table, at + 6)[0] // 2
    ends = struct.unpack_from(f">{n}H", table, at + 14)
    starts = struct.unpack_from(f">{n}H", table, at + 16 + 2 * n)
    deltas = struct.unpack_from(f">{n}H", table, at + 16 + 4 * n)
    hops = struct.unpack_from(f">{n}H", table, at + 16 + 6 * n)
    found: set[tuple[int, int]] = set()
    for i, (first, last, delta, hop) in enumerate(zip(starts, ends, deltas, hops, strict=True)):
        if not hop:
            found |= {(code, code) for code in range(first, last + 1) if (code + delta) & 0xFFFF}
            continue
        glyphs = at + 16 + 6 * n + 2 * i + hop
        n_codes = min(last - first + 1, (len(table) - glyphs) // 2)
        listed = struct.unpack_from(f">{n_codes}H", table, glyphs)
        found |= {(first + step, first + step) for step, glyph in enumerate(listed) if glyph}
    return found


def _merged(ranges: set[tuple[int, int]]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)
