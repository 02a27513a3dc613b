"""The page in the docs is true: every key and array is described, the example is read, the picture is drawn."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.planning.roads.test_agreement import network
from yixian.planning.roads import flags
from yixian.planning.roads.network import DTYPES
from yixian.planning.roads.picture import draw
from yixian.planning.roads.places import ROLES, read_points
from yixian.planning.roads.read_overlay import CLOSURE, SPEED, WIDTH, read_overlay
from yixian.planning.roads.snap import snap
from yixian.planning.roads.store import FORMAT
from yixian.planning.roads.travel import view_of

PAGE = Path("docs/planners/roads.md").read_text(encoding="utf-8")


def test_it_works() -> None:
    example = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None

    overlay = read_overlay(json.loads(example[1]), network("guixi"))

    assert [one.id for one in overlay.closures] == ["卡点0231", "土堆"]
    assert all(one.edges for one in (*overlay.closures, *overlay.widths, *overlay.paces))


def test_every_array_is_described_with_its_type() -> None:
    _, layout = PAGE.split(f"## The file: `{FORMAT}`")
    for name, kind in DTYPES.items():
        row = next(line for line in layout.splitlines() if line.startswith("| `") and f"`{name}`" in line)
        assert kind.lstrip("<|") in row, name


def test_every_key_is_described() -> None:
    known = {*CLOSURE, *WIDTH, *SPEED} - {"id"}

    assert [key for key in sorted(known) if f"`{key}`" not in PAGE] == []
    assert all(f"`{role}`" in PAGE for role in ROLES if role and role != "both")


def test_every_flag_is_described() -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith("| `flags`"))

    bits = [flags.CAR_FORWARD, flags.CAR_BACKWARD, flags.RESCUE_FORWARD, flags.RESCUE_BACKWARD, flags.FOOT_FORWARD,
            flags.FOOT_BACKWARD, flags.STAIRS, flags.ROUNDABOUT, flags.NO_THROUGH, flags.BRIDGE, flags.TUNNEL,
            flags.SLOW]  # fmt: skip
    assert [bit for bit in bits if not re.search(rf"\b{bit} ", row)] == []


def test_the_picture_is_what_the_command_draws() -> None:
    roads = network("guixi")
    points, _ = read_points("stations", Path("tests/data/rescue/guixi_stations.csv").read_bytes())
    starts = snap(roads, points.lon, points.lat)

    drawn = draw(roads, view_of(roads), starts, [2, 5, 10], lang="en")

    assert drawn == Path("docs/planners/roads-reach.svg").read_text(encoding="utf-8")
