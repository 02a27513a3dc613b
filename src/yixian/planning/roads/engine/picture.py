"""Draw on the roads of a network what closing each of them alone would cost, as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import numpy as np

from yixian.planning.roads.picture import CREDIT, MARGIN_PX, WIDE_PX, Sheet, group
from yixian.planning.roads.shapes import part_of
from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.roads.engine.reach import Losses
    from yixian.planning.roads.graph import FloatArray, IntArray
    from yixian.planning.roads.network import Network
    from yixian.planning.roads.snap import Snapped
    from yixian.words import Lang

PACKAGE: Final = "yixian.planning.roads.engine"
COLOURS: Final = ("#e0a92e", "#d9662b", "#a8324a")
PARTS: Final = (0.02, 0.1, 0.35)
"""A road is drawn in the colour of the largest of these parts of the worst loss that it reaches."""
CUTTING: Final = "#5b3a8c"


def draw(network: Network, losses: Losses, stations: Snapped, *, lang: Lang) -> str:
    """Return an SVG of the roads, coloured by the time that everybody loses when each alone is closed.

    Residents are weighed where there are any, else junctions; roads that cut somebody off have a colour of their own.
    """
    sheet = Sheet(network)
    has_residents = bool(losses.resident_s.any() or losses.residents_cut.any())
    lost = losses.resident_s if has_residents else losses.added_s
    is_cutting = (losses.residents_cut if has_residents else losses.places_cut) > 0
    band = np.searchsorted(np.array(PARTS) * max(float(lost.max(initial=0.0)), 1e-9), lost, side="right")
    body = [sheet.roads(network), _lines(sheet, network, losses.edge[is_cutting], (CUTTING, 1.6))]
    for k, colour in enumerate(COLOURS):
        body.append(_lines(sheet, network, losses.edge[band == k + 1], (colour, 2.0 + 1.2 * k)))
    places = zip(stations.edge.tolist(), stations.share.tolist(), strict=True)
    body += [sheet.dot(part_of(network, edge, share, share)[0]) for edge, share in places]
    size = f'width="{WIDE_PX:.0f}" height="{sheet.high:.0f}" viewBox="0 0 {WIDE_PX:.0f} {sheet.high:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="14">'
    ground = '<rect width="100%" height="100%" fill="#fbfaf7"/>'
    return "\n".join([head, ground, *body, _legend(sheet.high, lost, lang), "</svg>"]) + "\n"


def _lines(sheet: Sheet, network: Network, edges: IntArray, look: tuple[str, float]) -> str:
    return group([sheet.path(network.points_of(edge)) for edge in edges.tolist()], *look)


def _legend(high: float, lost: FloatArray, lang: Lang) -> str:
    most = float(lost.max(initial=0.0)) / 3600
    rows = [
        (colour, say(PACKAGE, "loses", {"hours": part * most}, lang))
        for colour, part in zip(COLOURS, PARTS, strict=True)
    ]
    rows.append((CUTTING, say(PACKAGE, "cuts", {}, lang)))
    drawn = []
    for k, (colour, text) in enumerate(rows):
        y = MARGIN_PX + 20 * k
        drawn.append(f'<path d="M{MARGIN_PX:.0f} {y:.0f}h24" stroke="{colour}" stroke-width="4"/>')
        drawn.append(f'<text x="{MARGIN_PX + 32:.0f}" y="{y + 5:.0f}">{escape(text)}</text>')
    drawn.append(f'<text x="{MARGIN_PX:.0f}" y="{high - 8:.0f}" font-size="11" fill="#666">{CREDIT}</text>')
    return "\n".join(drawn)
