"""Find the source that reads a file, and put the roads of several files together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from yixian.faults import BadInput, Fault
from yixian.planning.roads.datum import DATUMS
from yixian.planning.roads.drawn import Drawing
from yixian.planning.roads.sources import ends, osm, vector
from yixian.planning.roads.tables import draw

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Cells = Sequence[Sequence[Any]]
    ReadCells = Callable[[str], Cells]

SHEETS: Final = (".xlsx", ".xlsm")


def drawings(paths: Sequence[str], read_cells: ReadCells, datum: str = DATUMS[0]) -> list[Drawing]:
    """Return the roads of each file; ``read_cells`` gives the cells of a workbook's first sheet.

    Raises
    ------
    BadInput
        With every fault of every file.
    """
    found, faults = [], list[Fault]()
    for path in paths:
        try:
            found.append(_drawing(path, read_cells, datum))
        except BadInput as bad:
            faults += bad.faults
    if faults:
        raise BadInput(faults)
    return found


def _drawing(path: str, read_cells: ReadCells, datum: str) -> Drawing:
    _refuse_early(path)
    name = path.lower()
    if name.endswith(osm.SUFFIXES):
        if datum != DATUMS[0]:
            raise BadInput([Fault(path, "datum", f"{DATUMS[0]}: OpenStreetMap knows no other", datum)])
        return osm.draw(path)
    rows = ends.read_rows(path, read_cells(path)) if name.endswith(SHEETS) else vector.read_rows(path)
    return draw(rows, path, datum)


def _refuse_early(path: str) -> None:
    known = (*osm.SUFFIXES, *vector.SUFFIXES, *SHEETS)
    place = Path(path)
    if place.is_dir():
        raise BadInput([Fault(path, "file", "a file of roads", "a folder")])
    if not place.is_file():
        raise BadInput([Fault(path, "file", "a readable file", "nothing of that name")])
    if place.stat().st_size == 0:
        raise BadInput([Fault(path, "file", "a file of roads", "an empty file")])
    if not path.lower().endswith(known):
        raise BadInput([Fault(path, "file", f"a name that ends in {', '.join(known)}", place.suffix or "no ending")])
