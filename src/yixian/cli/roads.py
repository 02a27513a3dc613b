"""``yixian roads``: make road networks from maps and tables, and reckon travel times on them, from files."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Literal

import cyclopts

from yixian.cli import files, roads_reach, roads_site
from yixian.cli.options import File, Json, Output
from yixian.cli.progress import shown
from yixian.cli.road_files import (
    Clock,
    cell,
    cells_of,
    csv_text,
    ends_of,
    grid,
    limits_of,
    load_all,
    points_of,
    snapped,
    summary,
)
from yixian.faults import BadInput, Fault
from yixian.planning.roads import picture
from yixian.planning.roads.arc_list import arc_rows
from yixian.planning.roads.build import network_of
from yixian.planning.roads.datum import DATUMS, datum_of
from yixian.planning.roads.engine import tables
from yixian.planning.roads.places import read_pairs
from yixian.planning.roads.report import doubtful, figures
from yixian.planning.roads.sources.files import drawings
from yixian.planning.roads.sources.merge import together
from yixian.planning.roads.store import packed
from yixian.planning.roads.travel import between, pair_by_pair, stay, view_of
from yixian.planning.stop import Progress
from yixian.words import Lang, default_lang

HELP = """Make a road network, reckon travel times on it, say what closures do.

NET is a file that `import` makes; points are CSV `id,lon,lat[,datum]`. One example for each:

```
$ yixian roads import guixi.osm -o guixi.npz --report report.json --lang en
336 nodes, 475 edges, 115.1 km for cars, 2 components, 99.4% in the largest; 0 rows to look at

$ yixian roads table guixi.npz --sources points.csv --targets points.csv --seconds seconds.csv --metres metres.csv
$ yixian roads arcs guixi.npz --points points.csv --by car -o arcs.csv
$ yixian roads pairs guixi.npz pairs.csv --by foot -o walked.csv
$ yixian roads critical guixi.npz --stations stations.csv --residents residents.csv -o critical.csv
$ yixian roads coverage guixi.npz --stations stations.csv --minutes 3,8 --residents residents.csv -o reached.csv
$ yixian roads site guixi.npz sites.json -o sites.plan.json --lang en
$ yixian roads check guixi.npz sites.json sites.plan.json --lang en
$ yixian roads draw guixi.npz --points stations.csv --minutes 2,5,10 -o reach.svg --lang en
```
"""

app = cyclopts.App(name="roads", help=HELP, help_format="markdown")
for verb in (roads_reach.critical, roads_reach.coverage, roads_site.site, roads_site.check):
    app.command(verb)

By = Literal["ambulance", "car", "foot"]
Profile = Literal["county", "osrm-car"]
Place = Annotated[str | None, cyclopts.Parameter(allow_leading_hyphen=True)]


@app.command(name="import")
def import_(
    *sources: File,
    output: Output = None,
    report: Place = None,
    datum: str = DATUMS[0],
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Make a network from maps and road tables; list what a person should look at.

    Parameters
    ----------
    sources
        Files: .osm.pbf, .osm, .osm.gz, .gpkg, .shp, or an .xlsx road table.
    output
        Where the network goes; standard output if missing.
    report
        Where the figures and the doubtful rows go as JSON; nowhere if missing.
    datum
        What the coordinates of tables are in: WGS-84, GCJ-02 or BD-09.
    lang
        Language of reasons and summary; the locale's if missing.
    as_json
        End standard error with the figures as one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    known = datum_of(datum)
    if known is None:
        raise BadInput([Fault("--datum", "datum", f"one of {', '.join(DATUMS)}", repr(datum))])
    if not sources:
        raise BadInput([Fault("FILE", "file", "at least one file of roads", "none")])
    with shown() as tell:
        tell(Progress("read", 0.1))
        drawing = together(drawings(sources, cells_of, known))
        tell(Progress("build", 0.7))
        network = network_of(drawing)
        tell(Progress("write", 0.9))
        found = figures(network)
        rows = doubtful(drawing.doubts, tongue)
        if report is not None:
            files.write_json({"files": list(sources), **found, "doubtful": rows}, report)
        files.write(packed(network), output)
    if as_json:
        print(json.dumps({**found, "doubtful": len(rows)}), file=sys.stderr)
        return
    print(summary(found, len(rows), tongue), file=sys.stderr)


@app.command
def table(
    net: File,
    /,
    *,
    sources: File,
    targets: File,
    by: By = "ambulance",
    speeds: Profile = "county",
    closures: Place = None,
    closure: str | None = None,
    seconds: Place = None,
    metres: Place = None,
    as_json: Json = False,
) -> None:
    """Reckon the travel times between points; an empty cell means that there is no way.

    Parameters
    ----------
    net
        A road network.
    sources
        Points where trips begin, CSV id,lon,lat[,datum].
    targets
        Points where trips end.
    by
        Who moves.
    speeds
        How fast: the county's own profile, or that of OSRM's car.
    closures
        What is in force: a list of closures [{"id","polygon"}], or a file of the format yixian-overlay/1.
    closure
        The one closure of the file that counts; all if missing.
    seconds
        Where the seconds go; standard output if missing.
    metres
        Where the metres along those ways go; nowhere if missing.
    as_json
        End standard error with one JSON object: the seconds of each phase.
    """
    clock = Clock()
    with shown() as tell:
        tell(Progress("load", 0.0))
        network, overlay = load_all(net, closures, closure)
        begins, ends = (points_of(name)[0] for name in (sources, targets))
        clock.mark("load")
        starts, goals = (snapped(network, points, by, name) for points, name in ((begins, sources), (ends, targets)))
        clock.mark("snap")
        view = view_of(network, by, speeds, overlay)
        clock.mark("prepare")
        found = between(
            view,
            starts,
            goals,
            search=tables.search,
            with_metres=metres is not None,
            tell=lambda share: tell(Progress("table", share)),
        )
        stay(found, begins, ends)
        clock.mark("table")
        # Written only when everything is known: both files appear, or none.
        texts = [(grid(begins, ends, found.seconds, 3), seconds)]
        if metres is not None:
            texts.append((grid(begins, ends, found.metres, 1), metres))
        for text, place in texts:
            files.write(text, place)
        clock.mark("write")
    if as_json:
        print(json.dumps({"phases": clock.phases}), file=sys.stderr)


@app.command
def arcs(
    net: File,
    /,
    *,
    points: Place = None,
    sources: Place = None,
    targets: Place = None,
    by: By = "ambulance",
    speeds: Profile = "county",
    closures: Place = None,
    closure: str | None = None,
    output: Output = None,
) -> None:
    """Write the graph that is searched, `from,to,seconds,metres`: what is shut is not in it.

    Parameters
    ----------
    net
        A road network.
    points
        Points that become nodes under their ids; a column role says source or target, both if missing.
    sources
        Points that trips only leave.
    targets
        Points that trips only reach.
    by
        Who moves.
    speeds
        How fast.
    closures
        What is in force, as for `table`.
    closure
        The one closure of the file that counts; all if missing.
    output
        Where the arcs go; standard output if missing.
    """
    with shown() as tell:
        tell(Progress("load", 0.1))
        network, overlay = load_all(net, closures, closure)
        starts, goals = ends_of(network, by, points=points, sources=sources, targets=targets)
        view = view_of(network, by, speeds, overlay)
        tell(Progress("write", 0.5))
        rows = ((one, other, f"{took:.6f}", f"{long:.3f}") for one, other, took, long in arc_rows(view, starts, goals))
        files.write(csv_text([("from", "to", "seconds", "metres"), *rows]), output)


@app.command
def pairs(
    net: File,
    trips: File,
    /,
    *,
    by: By = "foot",
    speeds: Profile = "county",
    closures: Place = None,
    closure: str | None = None,
    output: Output = None,
) -> None:
    """Reckon single trips: a CSV with from_lon, from_lat, to_lon, to_lat comes back with seconds and metres.

    Parameters
    ----------
    net
        A road network.
    trips
        The trips; other columns are kept.
    by
        Who moves.
    speeds
        How fast.
    closures
        What is in force, as for `table`.
    closure
        The one closure of the file that counts; all if missing.
    output
        Where the trips go; standard output if missing.
    """
    with shown() as tell:
        tell(Progress("load", 0.1))
        network, overlay = load_all(net, closures, closure)
        asked = read_pairs(trips, files.read_bytes(trips))
        starts, goals = (snapped(network, ends, by, trips) for ends in (asked.sources, asked.targets))
        tell(Progress("table", 0.3))
        found = pair_by_pair(view_of(network, by, speeds, overlay), starts, goals)
        columns = zip(found.seconds.tolist(), found.metres.tolist(), strict=True)
        rows = [(*row, cell(took, 3), cell(long, 1)) for row, (took, long) in zip(asked.rows, columns, strict=True)]
        files.write(csv_text([(*asked.header, "seconds", "metres"), *rows]), output)


@app.command
def draw(
    net: File,
    /,
    *,
    points: File,
    minutes: str = "5,10,20",
    by: By = "ambulance",
    speeds: Profile = "county",
    closures: Place = None,
    closure: str | None = None,
    output: Output = None,
    lang: Lang | None = None,
) -> None:
    """Draw on the map how far somebody comes in so many minutes, as SVG.

    Parameters
    ----------
    net
        A road network.
    points
        Where they start, CSV id,lon,lat[,datum].
    minutes
        Limits, with commas between them.
    by
        Who moves.
    speeds
        How fast.
    closures
        What is in force, as for `table`.
    closure
        The one closure of the file that counts; all if missing.
    output
        Where the picture goes; standard output if missing.
    lang
        Language of the legend; the locale's if missing.
    """
    network, overlay = load_all(net, closures, closure)
    starts = snapped(network, points_of(points)[0], by, points)
    view = view_of(network, by, speeds, overlay)
    files.write(picture.draw(network, view, starts, limits_of(minutes), lang=lang or default_lang()), output)
