"""The table of township-level units, the one in most trouble first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yixian.web.alarms import Cell
from yixian.web.figures import Asked
from yixian.web.register.models import Place, PlaceKind
from yixian.web.register.trees import WIDTH
from yixian.web.today.signs import URGENCY

KINDS = (PlaceKind.TOWN, PlaceKind.TOWNSHIP, PlaceKind.SUBDISTRICT, PlaceKind.FARM, PlaceKind.ZONE)
MOST_POSTS = 30
EMPTY = Cell("")


@dataclass(frozen=True)
class Row:
    """One township-level unit with its cells, one for each column."""

    place: Place
    cells: list[tuple[object, Cell]]

    @property
    def trouble(self) -> tuple[int, int, float, str]:
        """Worst sign, how many cells have one, smallest share: what is first in the table."""
        worst = min((URGENCY.index(cell.state) for _, cell in self.cells), default=len(URGENCY))
        signs = sum(cell.state in ("alarm", "warn") for _, cell in self.cells)
        share = min((cell.share for _, cell in self.cells if cell.share is not None), default=1.0)
        return (worst, -signs, share, self.place.path)


def table(offers: list[Any], areas: list[Place], asked: Asked) -> dict[str, Any]:
    """Return columns and rows; the rooms name the columns, the register the rows."""
    columns: dict[str, object] = {}
    cells: dict[str, dict[str, Cell]] = {}
    for module in offers:
        offered = module.table(asked)
        # A room that has nothing to say yet has no column either.
        columns |= dict(module.COLUMNS) if offered else {}
        for path, own in offered.items():
            cells[path] = cells.get(path, {}) | own
    rows = [
        Row(place, [(label, cells.get(place.path, {}).get(key, EMPTY)) for key, label in columns.items()])
        for place in areas
        if len(place.path) == WIDTH
    ]
    heads = [{"label": label, "has_bar": _has_bar(key, cells)} for key, label in columns.items()]
    return {"columns": heads, "rows": sorted(rows, key=lambda row: row.trouble)}


def _has_bar(key: str, cells: dict[str, dict[str, Cell]]) -> bool:
    return any(own[key].share is not None for own in cells.values() if key in own)
