"""The county's own workbooks, clean and dirty, with a list of what is wrong in the dirty ones."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np

from yixian.simulate.geojson import map_of
from yixian.simulate.grid import Grid
from yixian.simulate.lists.cadres import all_cadres, seconded_cadres, unit_cadres
from yixian.simulate.lists.locals import village_staff, volunteers
from yixian.simulate.lists.places import household_list, place_list
from yixian.simulate.lists.posts import post_list
from yixian.simulate.lists.units import unit_list
from yixian.simulate.soil import soil

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yixian.simulate.facts import County
    from yixian.simulate.lists.listing import Listing
    from yixian.simulate.soil import Dirty

_STREAM = 100  # apart from the streams of the county itself


def workbooks(county: County, folder: Path, seed: int) -> int:
    """Write the workbooks below a folder and return how many faults were planted.

    ``clean/`` and ``dirty/`` hold the same lists, ``clean/areas.geojson`` is the map. ``dirty/faults.json``
    lists each fault with file, row, column letter, kind, what was there and what stands there now, and under
    ``harmless`` the odd spellings that a reader must accept.
    """
    rng = np.random.default_rng([seed, _STREAM])
    spoilt: list[Dirty] = []
    for file, listing in _files(county):
        _clean(listing).save(folder / "clean" / file)
        dirty = soil(listing, file, rng)
        dirty.grid.save(folder / "dirty" / file)
        spoilt.append(dirty)
    _write_json(folder / "clean" / "areas.geojson", map_of(county))
    faults = [asdict(one) for dirty in spoilt for one in dirty.faults]
    harmless = [asdict(one) for dirty in spoilt for one in dirty.harmless]
    _write_json(folder / "dirty" / "faults.json", {"seed": seed, "faults": faults, "harmless": harmless})
    return len(faults)


def _files(county: County) -> Iterator[tuple[str, Listing]]:
    yield "places.xlsx", place_list(county)
    yield "units.xlsx", unit_list(county)
    yield "posts.xlsx", post_list(county)
    for unit in county.units:
        if unit.quota:
            yield f"staff/{unit.name}.xlsx", unit_cadres(county, unit.id)
    yield "staff_all.xlsx", all_cadres(county)
    yield "cadres.xlsx", seconded_cadres(county)
    yield "village_staff.xlsx", village_staff(county)
    yield "volunteers.xlsx", volunteers(county)
    yield "households.xlsx", household_list(county)


def _clean(listing: Listing) -> Grid:
    width = len(listing.headings)
    grid = Grid(listing.title[:20], [[listing.title], list(listing.headings), *map(list, listing.rows)])
    grid.merges.append((0, 0, 0, width - 1))
    return grid


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
