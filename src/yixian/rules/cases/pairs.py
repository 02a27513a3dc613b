"""``[{"id", "a": {...}, "b": {...}}]``: pairs of records that may be one person."""

from __future__ import annotations

from dataclasses import dataclass

from yixian.rules.cases.node import Node, read
from yixian.rules.same_person import Record

RECORD_KEYS = ("name", "id", "phone", "town", "village")


@dataclass(frozen=True)
class Pair:
    """Two records to be compared; ``id`` is as the file gives it."""

    id: object
    a: Record
    b: Record


def read_pairs(data: object, source: str) -> list[Pair]:
    """Return the pairs of a parsed file.

    Raises
    ------
    BadInput
        With every fault of the file.
    """
    return read(data, source, ("a", "b"), _pair)


def _pair(node: Node) -> Pair:
    return Pair(node.key("id").value, _record(node.key("a")), _record(node.key("b")))


def _record(node: Node) -> Record:
    record = node.record(RECORD_KEYS)
    name, number, phone, town, village = (_optional(record, key) for key in RECORD_KEYS)
    return Record(name, number, phone, town, village)


def _optional(node: Node, name: str) -> str:
    return node.key(name).text() if node.has(name) else ""
