"""What closures and coverage come to: rows of a table, a few figures, sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.classes import NAMES
from yixian.planning.roads.engine.reach import added, bands
from yixian.words import Lang, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yixian.planning.roads.engine.reach import Losses
    from yixian.planning.roads.graph import FloatArray
    from yixian.planning.roads.network import Network
    from yixian.planning.roads.travel import Points

PACKAGE = "yixian.planning.roads.engine"
BANDS = (1.0, 3.0, 5.0, 10.0, 20.0)
"""Added minutes, in words and in the JSON."""


def cell(value: float) -> str:
    """Return seconds with three decimals, nothing for infinity."""
    return f"{value:.3f}" if np.isfinite(value) else ""


def critical_rows(network: Network, losses: Losses, *, has_residents: bool) -> Iterator[tuple[object, ...]]:
    """Yield the header and one row for each road closed alone."""
    more = ("added_resident_s", "residents_cut") if has_residents else ()
    yield ("edge", "way", "name", "class", "metres", "lon", "lat", "added_s", "nodes_cut", *more, "longest_added_s")
    edges = losses.edge
    lon, lat = ((side[network.u[edges]] + side[network.v[edges]]) / 2 for side in (network.lon, network.lat))
    for k, edge in enumerate(edges.tolist()):
        weighted = (f"{losses.resident_s[k]:.1f}", f"{losses.residents_cut[k]:.0f}") if has_residents else ()
        yield (
            edge,
            int(network.way[edge]),
            network.name_of(edge),
            NAMES[network.road_class[edge]],
            f"{network.metres[edge]:.1f}",
            f"{lon[k]:.6f}",
            f"{lat[k]:.6f}",
            f"{losses.added_s[k]:.3f}",
            int(losses.places_cut[k]),
            *weighted,
            f"{losses.longest_s[k]:.3f}",
        )


def worst_roads(network: Network, losses: Losses) -> dict[str, object]:
    """Return how many roads matter, and the one that costs most."""
    told: dict[str, object] = {
        "roads": len(losses.edge),
        "cutting": int((losses.places_cut > 0).sum()),
        "slowing": int((losses.added_s > 0).sum()),
    }
    if len(losses.edge) and losses.added_s.max() > 0:
        k = int(np.argmax(losses.added_s))
        edge = int(losses.edge[k])
        told["worst"] = {"edge": edge, "name": network.name_of(edge), "added_s": round(float(losses.added_s[k]), 3)}
    return told


def critical_sentence(told: dict[str, object], lang: Lang) -> str:
    """Return these figures as a sentence."""
    worst = told.get("worst")
    if not isinstance(worst, dict):
        return say(PACKAGE, "no_road_matters", {"n": told["roads"]}, lang)
    names = {"edge": worst["edge"], "name": worst["name"] or "-"}
    return say(PACKAGE, "critical", {"n": told["roads"], **told, **names}, lang)


def home_rows(
    homes: Points, times: Sequence[FloatArray], limits: Sequence[float], names: Sequence[str] | None
) -> Iterator[tuple[object, ...]]:
    """Yield the header and one row for each home: when it is reached, now and with closures."""
    has_two = len(times) > 1
    more = ("seconds_closed", "added_s") if has_two else ()
    stations = ("station",) if names is not None else ()
    yield ("id", "lon", "lat", "seconds", *stations, *(f"within_{limit:g}" for limit in limits), *more)
    lost = added(times[0], times[-1])
    for k, key in enumerate(homes.ids):
        changed = (cell(times[1][k]), cell(lost[k])) if has_two else ()
        within = (int(times[0][k] <= 60 * limit) for limit in limits)
        station = (names[k],) if names is not None else ()
        place = f"{homes.lon[k]:.7f}", f"{homes.lat[k]:.7f}"
        yield (key, *place, cell(times[0][k]), *station, *within, *changed)


def reached(times: Sequence[FloatArray], counts: FloatArray, limits: Sequence[float]) -> dict[str, object]:
    """Return residents within each limit; with closures also how many lose how much."""
    told: dict[str, object] = {
        "all": float(counts.sum()),
        "within": [{"minutes": m, "reached": float(counts[times[0] <= 60 * m].sum())} for m in limits],
        "unreached": float(counts[np.isinf(times[0])].sum()),
    }
    if len(times) > 1:
        told["within_closed"] = [{"minutes": m, "reached": float(counts[times[1] <= 60 * m].sum())} for m in limits]
        found, n_cut = bands(added(times[0], times[1]), counts, BANDS)
        edges = (0.0, *BANDS)
        told["unchanged"] = float(found[0])
        told["added"] = [
            {"more": more, "most": BANDS[k] if k < len(BANDS) else None, "n": float(found[k + 1])}
            for k, more in enumerate(edges)
        ]
        told["cut"] = n_cut
    return told


def coverage_sentences(told: dict[str, object], lang: Lang) -> Iterator[str]:
    """Yield the figures of a coverage in sentences."""
    everybody = told["all"]
    assert isinstance(everybody, float)
    within = told["within"]
    for row in within if isinstance(within, list) else ():
        share = row["reached"] / everybody if everybody else 0.0
        yield say(PACKAGE, "within", {**row, "all": everybody, "share": share}, lang)
    if told["unreached"]:
        yield say(PACKAGE, "unreached", {"n": told["unreached"]}, lang)
    added_by = told.get("added")
    if not isinstance(added_by, list):
        return
    yield say(PACKAGE, "unchanged", {"n": told["unchanged"]}, lang)
    for row in added_by:
        if row["n"]:
            yield say(PACKAGE, "band" if row["most"] is not None else "band_over", row, lang)
    if told["cut"]:
        yield say(PACKAGE, "cut", {"n": told["cut"]}, lang)
