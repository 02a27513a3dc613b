"""Makes a clean list dirty as offices do, and keeps a list of every fault that was planted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from yixian.simulate.grid import Cell, Grid, letter
from yixian.simulate.slips import FAULTS, HARMLESS, Slip

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from yixian.simulate.lists.listing import Listing

N_HEAD_ROWS = 3  # title, who sends it, headings
# After so many people a clerk draws a line, or loses one.
_TOTAL_EVERY, _GAP_EVERY = 60, 45
_MOST_PER_KIND = 4
_DITTO_HEADINGS = ("单位", "乡镇")
_DITTO_SHARE = 0.7
_REPEATABLE = ("身份证号", "身份证号码")


@dataclass(frozen=True)
class Planted:
    """One planted fault: its place (row from 1, as on the screen), what was there, what is there now."""

    file: str
    row: int
    column: str
    kind: str
    was: str
    now: str


@dataclass(frozen=True)
class Dirty:
    """A dirty sheet with everything that is wrong in it, and what only looks wrong."""

    grid: Grid
    faults: list[Planted] = field(default_factory=list)
    harmless: list[Planted] = field(default_factory=list)


def soil(listing: Listing, file: str, rng: np.random.Generator) -> Dirty:
    """Return the list as a hurried office would send it."""
    return _Desk(listing, file, rng).work()


class _Desk:
    """Where one list is spoilt: ``_rows`` below the headings, ``_free`` the records still untouched."""

    def __init__(self, listing: Listing, file: str, rng: np.random.Generator) -> None:
        self._listing, self._file, self._rng = listing, file, rng
        self._rows: list[list[Cell]] = []
        self._free: list[int] = []
        self._dirty = Dirty(Grid(listing.title[:20]))

    def work(self) -> Dirty:
        """Lay out the rows, repeat two, let the slips happen, write 同上, merge, and put the head on."""
        self._lay_out()
        self._repeat()
        for slips, planted in ((FAULTS, self._dirty.faults), (HARMLESS, self._dirty.harmless)):
            for slip in slips:
                self._befall(slip, planted)
        self._ditto()
        self._merge()
        self._finish()
        return self._dirty

    def _lay_out(self) -> None:
        width = len(self._listing.headings)
        for order, row in enumerate(self._listing.rows, start=1):
            self._free.append(len(self._rows))
            self._rows.append(list(row))
            if order % _TOTAL_EVERY == 0:
                self._rows.append(_padded(["小计", f"{_TOTAL_EVERY}条"], width))
            if order % _GAP_EVERY == 0:
                self._rows.append(_padded([], width))

    def _repeat(self) -> None:
        """Append a man who stands in the list already, and one whom a second unit claims."""
        column = next((at for at in map(self._listing.column, _REPEATABLE) if at >= 0), -1)
        if column < 0 or len(self._free) < 2 * _MOST_PER_KIND:
            return
        unit = self._listing.column("单位")
        for kind in ("dup_row", "dup_id") if unit >= 0 else ("dup_row",):
            source = self._rows[self._pick()]
            again = list(source)
            if kind == "dup_id":
                others = sorted({str(row[unit]) for row in self._listing.rows} - {str(source[unit])})
                again[unit] = others[int(self._rng.integers(len(others)))]
            self._rows.append(again)
            text = str(source[column])
            self._dirty.faults.append(self._planted(kind, len(self._rows) - 1, column, (text, text)))

    def _befall(self, slip: Slip, planted: list[Planted]) -> None:
        column = next((at for at in map(self._listing.column, slip.headings) if at >= 0), -1)
        if column < 0:
            return
        n_wanted = min(_MOST_PER_KIND, 1 + len(self._listing.rows) // 200)
        for index in self._rng.permutation(self._free):
            if n_wanted == 0 or len(self._free) <= len(self._listing.rows) // 2:
                return
            row = self._rows[int(index)]
            was = row[column]
            now = None if was in (None, "") else slip.change(_text(was), self._rng)
            if now is None:
                continue
            row[column] = now
            self._free.remove(int(index))
            planted.append(self._planted(slip.kind, int(index), column, (_text(was), _text(now))))
            n_wanted -= 1

    def _ditto(self) -> None:
        """Write 同上 under a value that the row above shows in full, never under a value that is wrong."""
        untouched = set(self._free)
        for heading in _DITTO_HEADINGS:
            column = self._listing.column(heading)
            if column < 0:
                continue
            shown = [row[column] for row in self._rows]
            for at in range(1, len(self._rows)):
                is_same = shown[at] == shown[at - 1] and {at, at - 1} <= untouched
                if is_same and self._rng.random() < _DITTO_SHARE:
                    self._rows[at][column] = "同上"

    def _merge(self) -> None:
        """Merge a village's name across its people where nothing is wrong and no total lies between."""
        column = self._listing.column("村/小区")
        untouched = set(self._free)
        start = 0
        while column >= 0 and start < len(self._rows):
            end = start
            while end + 1 in untouched and self._rows[end + 1][column] == self._rows[start][column]:
                end += 1
            if start in untouched and end > start:
                for at in range(start + 1, end + 1):
                    self._rows[at][column] = None
                ends = (N_HEAD_ROWS + start, column, N_HEAD_ROWS + end, column)
                self._dirty.grid.merges.append(ends)
            start = end + 1

    def _finish(self) -> None:
        headings = self._listing.headings
        width = len(headings)
        grid = self._dirty.grid
        spread = [f"{name[0]} {name[1]}" if len(name) == 2 else name for name in headings]
        sender = _padded(["填报单位：临溪县", *[""] * (width // 2), "填报时间：2020年2月13日"], width)
        grid.rows += [_padded([self._listing.title], width), sender, list(spread), *self._rows]
        grid.rows.append(_padded(["合计", f"{len(self._listing.rows)}条"], width))
        grid.rows.append(_padded(["填表人：办公室    审核：        盖章："], width))
        grid.merges += [(0, 0, 0, width - 1), (len(grid.rows) - 1, 0, len(grid.rows) - 1, width - 1)]

    def _pick(self) -> int:
        index = self._free[int(self._rng.integers(len(self._free)))]
        self._free.remove(index)
        return index

    def _planted(self, kind: str, index: int, column: int, was_now: tuple[str, str]) -> Planted:
        return Planted(self._file, N_HEAD_ROWS + index + 1, letter(column), kind, *was_now)


def _padded(cells: Sequence[Cell], width: int) -> list[Cell]:
    return [*cells, *[None] * (width - len(cells))][:width]


def _text(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)
