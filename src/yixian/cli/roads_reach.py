"""``yixian roads``: what closing each road would do, and who is reached in time."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Literal

import numpy as np

from yixian.cli import files
from yixian.cli.options import File, Json, Output
from yixian.cli.progress import shown
from yixian.cli.road_files import csv_text, load_all, points_of, snapped
from yixian.faults import BadInput, Fault
from yixian.planning.roads.engine import answers
from yixian.planning.roads.engine.picture import draw
from yixian.planning.roads.engine.reach import Reach, reach_from
from yixian.planning.roads.engine.residents import read_residents
from yixian.planning.roads.overlay import Overlay
from yixian.planning.roads.travel import Points, view_of
from yixian.planning.stop import Progress
from yixian.words import Lang, default_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.roads.graph import FloatArray
    from yixian.planning.roads.network import Network

Vehicle = Literal["ambulance", "car"]
Profile = Literal["county", "osrm-car"]


def critical(
    net: File,
    /,
    *,
    residents: File | None = None,
    stations: File | None = None,
    by: Vehicle = "ambulance",
    speeds: Profile = "county",
    closures: File | None = None,
    picture: File | None = None,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Close every drivable road alone, both directions together: the exact seconds added, and who is cut off.

    Parameters
    ----------
    net
        A road network.
    residents
        Who lives where, CSV id,lon,lat,residents[,datum]; adds columns weighted by them.
    stations
        Where help comes from, CSV id,lon,lat[,datum]; the road nearest to the middle of the network if missing.
    by
        Who drives.
    speeds
        How fast.
    closures
        What is in force already, as for `table`.
    picture
        Where a map of the roads that matter goes, as SVG; nowhere if missing.
    output
        Where the roads go, one line each; standard output if missing.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    with shown() as tell:
        tell(Progress("load", 0.0))
        network, overlay = load_all(net, closures)
        begins = _middle(network) if stations is None else points_of(stations)[0]
        homes, counts = _residents(residents)
        tell(Progress("reach", 0.3))
        view = view_of(network, by, speeds, overlay)
        ends = snapped(network, begins, by, stations or net), snapped(network, homes, by, residents or net)
        reach = reach_from(view, *ends, counts)
        tell(Progress("close", 0.5))
        losses = reach.each_alone(np.unique(view.edge[np.isfinite(view.seconds)]))
        tell(Progress("write", 0.9))
        if picture is not None:
            files.write(draw(network, losses, ends[0], lang=lang or default_lang()), picture)
        files.write(csv_text(answers.critical_rows(network, losses, has_residents=residents is not None)), output)
    told = answers.worst_roads(network, losses)
    _tell(told, [answers.critical_sentence(told, lang or default_lang())], as_json=as_json)


def coverage(
    net: File,
    /,
    *,
    stations: File,
    minutes: str = "8,20",
    residents: File | None = None,
    compare: File | None = None,
    closure: str | None = None,
    by: Vehicle = "ambulance",
    speeds: Profile = "county",
    closures: File | None = None,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Say who is reached in time from the nearest station, and what closures would change.

    Parameters
    ----------
    net
        A road network.
    stations
        Where help comes from, CSV id,lon,lat[,datum].
    minutes
        Limits, rising, with commas between.
    residents
        Who lives where, CSV id,lon,lat,residents[,datum]; every junction counts as one if missing.
    compare
        Closures whose difference is wanted.
    closure
        The one closure of that file that counts; all if missing.
    by
        Who drives.
    speeds
        How fast.
    closures
        What is in force already, as for `table`.
    output
        Where the times go, one line for each home or junction; standard output if missing.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    limits = _limits(minutes)
    with shown() as tell:
        tell(Progress("load", 0.0))
        network, overlay = load_all(net, closures)
        later = None if compare is None else load_all(net, compare, closure)[1]
        begins = points_of(stations)[0]
        homes, counts = _residents(residents)
        ends = snapped(network, begins, by, stations), snapped(network, homes, by, residents or net)
        tell(Progress("reach", 0.4))
        reach = reach_from(view_of(network, by, speeds, overlay), *ends, counts)
        times = [_times(reach, has_residents=residents is not None)]
        if later is not None:
            tell(Progress("compare", 0.7))
            closed = reach_from(view_of(network, by, speeds, _joined(overlay, later)), *ends, counts)
            times.append(_times(closed, has_residents=residents is not None))
        tell(Progress("write", 0.9))
        if residents is None:
            homes, counts = _junctions(network), np.isfinite(times[0]).astype(np.float64)
        names = [begins.ids[k] if k >= 0 else "" for k in reach.station.tolist()] if residents is not None else None
        told = answers.reached(times, counts, limits)
        text = csv_text(answers.home_rows(homes, times, limits, names))
        files.write(text, output)
    _tell(told, list(answers.coverage_sentences(told, lang or default_lang())), as_json=as_json)


def _residents(name: str | None) -> tuple[Points, FloatArray]:
    if name is None:
        nothing = np.zeros(0)
        return Points((), nothing, nothing), nothing
    return read_residents(name, files.read_bytes(name))


def _middle(network: Network) -> Points:
    """Return the place in the middle of all junctions, which is where most of them are."""
    if not network.n_nodes:
        return Points((), np.zeros(0), np.zeros(0))
    return Points(("middle",), np.array([np.median(network.lon)]), np.array([np.median(network.lat)]))


def _junctions(network: Network) -> Points:
    return Points(tuple(str(node) for node in range(network.n_nodes)), network.lon, network.lat)


def _limits(text: str) -> tuple[float, ...]:
    try:
        found = tuple(float(part) for part in text.split(","))
    except ValueError:
        found = ()
    is_rising = all(low < high for low, high in zip((0.0, *found), (*found, np.inf), strict=True))
    if not found or not is_rising:
        raise BadInput([Fault("--minutes", "minutes", "rising numbers above 0, such as 8,20", repr(text))])
    return found


def _joined(one: Overlay, other: Overlay) -> Overlay:
    return Overlay(one.closures + other.closures, one.widths + other.widths, one.paces + other.paces)


def _times(reach: Reach, *, has_residents: bool) -> FloatArray:
    return reach.now.goals if has_residents else reach.now.places


def _tell(told: dict[str, object], sentences: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told, ensure_ascii=False), file=sys.stderr)
        return
    for sentence in sentences:
        print(sentence, file=sys.stderr)
