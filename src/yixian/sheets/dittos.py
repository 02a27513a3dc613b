"""Marks that stand for the cell above."""

from __future__ import annotations

DITTO = frozenset(
    (
        "同上",
        "上同",
        "同上。",
        "〃",
        "″",
        "〞",
        '"',
        "“",
        "”",
        "''",
        "′′",
        "々",
        "-〃-",
        "--〃--",
        "ditto",
    )
)


def is_ditto(text: str) -> bool:
    """Whether a text stands for the one above it."""
    return "".join(text.split()).lower() in DITTO
