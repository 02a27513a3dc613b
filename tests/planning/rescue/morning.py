"""The morning of the newspaper: an invented village behind a checkpoint, with a lane too narrow for the ambulance."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

from yixian.planning.rescue.ground import Ground
from yixian.planning.rescue.problem import Case
from yixian.planning.rescue.read import read_case
from yixian.planning.rescue.terrain import terrain
from yixian.planning.rescue.verdict import Answer, judge, plan_for
from yixian.planning.roads.build import network_of
from yixian.planning.roads.network import Network
from yixian.planning.roads.sources.osm import draw

DATA = Path("tests/data/rescue")
SHA = "0" * 64
PATROL = {"高涛", "何娟", "王秀", "赵成", "李兰", "陈刚"}


@cache
def village() -> Network:
    """Return the roads of the village and its township."""
    return network_of(draw(str(DATA / "village.osm")))


@cache
def _text() -> str:
    return (DATA / "morning.json").read_text(encoding="utf-8")


def morning(**changes: Any) -> dict[str, Any]:
    """Return the case with some top-level keys changed; None takes a key away."""
    value: dict[str, Any] = json.loads(_text())
    value.update(copy.deepcopy(changes))
    return {key: entry for key, entry in value.items() if entry is not None}


def with_row(group: str, index: int, **changes: Any) -> dict[str, Any]:
    """Return the case with some keys of one row changed."""
    value = morning()
    value[group][index].update(changes)
    return value


def read(value: dict[str, Any]) -> tuple[Case, Ground]:
    """Return a case and its ground."""
    return terrain(village(), read_case(value))


def solved(value: dict[str, Any]) -> Answer:
    """Return the plan of a case; the checker must believe it."""
    case, ground = read(value)
    answer = plan_for(case, ground, SHA, "en")
    answer.document.update(json.loads(json.dumps(answer.document)))
    assert judge(case, ground, answer.document, SHA).faults == ()
    return answer


def document(value: dict[str, Any]) -> dict[str, Any]:
    """Return the checked plan of a case as its file holds it."""
    return solved(value).document


def codes(rows: list[dict[str, Any]]) -> list[str]:
    """Return the codes of reasons."""
    return [row["code"] for row in rows]
