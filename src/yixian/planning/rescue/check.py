"""The independent checker: a plan told again from its choices, and compared with an optimum of the checker's own."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from yixian.planning.plan import Certificate, Reason, RuleCount
from yixian.planning.rescue.check_best import Best
from yixian.planning.rescue.check_choice import test_choice, test_gates, test_guide, test_party
from yixian.planning.rescue.check_legs import NoSuchWay, Teller
from yixian.planning.rescue.check_rejected import rejections
from yixian.planning.rescue.check_why import cover, drive_band, reasons
from yixian.planning.rescue.claim import ClaimReader
from yixian.planning.rescue.formats import PLAN_FORMAT, data_of
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yixian.planning.rescue.claim import Choice
    from yixian.planning.rescue.ground import Ground
    from yixian.planning.rescue.problem import Case
    from yixian.words import Lang

PACKAGE = "yixian.planning.rescue"
METRES = 0.11
"""Metres are written to one decimal."""
KEYS = ("format", "case", "at", "straight", "nodes", "alternatives", "rejected", "why", "cover", "data")


def check(
    case: Case,
    ground: Ground,
    document: Mapping[str, Any],
    case_sha256: str | None = None,
    *,
    lang: Lang = "en",
) -> Certificate:
    """Return what is true of a plan file.

    Parameters
    ----------
    case
        The alarm, read from its own file.
    ground
        Its two-layer graph.
    document
        The parsed plan, format ``yixian-rescue-plan/1``.
    case_sha256
        Digest of the case file; a plan made for another one is refused. None: not compared.
    lang
        Language of the faults.

    Returns
    -------
    Certificate
        Cost: what the claimed first alternative is ranked by; bound: the least that exists, both in milliseconds;
        one fault per contradiction.
    """
    best = Best(case, ground)
    reader = ClaimReader(case, ground.n_nodes)
    choices = reader.read(document.get("alternatives"))
    first = choices[0] if choices else None
    refusals = [*_heading(case, ground, document, case_sha256), *reader.refusals, *_ranking(best, choices, document)]
    for choice in choices:
        refusals += _alternative(best, choice)
    refusals += _listed("rejected", document, rejections(best, first))
    refusals += _listed("why", document, reasons(best, first))
    refusals += _cover(best, document, first)
    faults = tuple(say(PACKAGE, one.code, one.params, lang) for one in refusals)
    bound = best.ranking[0][0] if best.ranking else 0
    n_sound = sum(not any(one.params["line"].startswith(f"{c.place}.") for one in refusals) for c in choices)
    return Certificate(
        cost=_cost(first, bound),
        bound=bound,
        rules=(RuleCount("alternatives", len(best.ranking), n_sound),),
        shortfalls=(),
        faults=faults,
    )


def _heading(case: Case, ground: Ground, document: Mapping[str, Any], case_sha256: str | None) -> Iterator[Reason]:
    expected = {
        "format": PLAN_FORMAT,
        "at": case.at.isoformat(),
        "straight": ground.is_straight,
        "nodes": ground.n_nodes,
        "data": data_of(case),
    }
    if case_sha256 is not None:
        expected["case"] = case_sha256
    for key, value in expected.items():
        if not _is_same(document.get(key), value):
            yield _differs(key, document.get(key), value)
    for key in set(document) - set(KEYS):
        yield Reason("unknown_key", {"line": key})


def _ranking(best: Best, choices: list[Choice], document: Mapping[str, Any]) -> Iterator[Reason]:
    rows = document.get("alternatives")
    said = [(choice.unit, choice.way) for choice in choices]
    expected = [(unit, way) for _, unit, way in best.ranking]
    if said != expected or (isinstance(rows, list) and len(rows) != len(expected)):
        names = [[[best.case.units[unit].id, way] for unit, way in line] for line in (said, expected)]
        yield _differs("alternatives", *names)
    for choice, (merit, _, _) in zip(choices, best.ranking, strict=False):
        if choice.document.get("merit") != merit / 1000:
            yield _differs(f"{choice.place}.merit", choice.document.get("merit"), merit / 1000)


def _alternative(best: Best, choice: Choice) -> Iterator[Reason]:
    yield from test_choice(best, choice)
    teller = Teller(best, choice)
    refused = list(test_party(best, choice, teller))
    yield from refused
    if refused:
        return
    try:
        told = teller.tell()
    except NoSuchWay:
        leg = f"{choice.place}.legs[{len(teller.told.legs)}]"
        yield Reason("no_such_way", {"line": leg})
        return
    for key in sorted({*told, *choice.document}):
        said = choice.document.get(key)
        if key != "legs" and (key not in told or not _is_same(said, told[key])):
            yield _differs(f"{choice.place}.{key}", said, told.get(key))
    yield from _legs(choice, told["legs"])
    yield from test_guide(best, choice, teller.came_ms)
    yield from test_gates(best, choice, told["passes"])
    yield from _transfer(best, choice)


def _legs(choice: Choice, told: list[dict[str, Any]]) -> Iterator[Reason]:
    said = choice.document["legs"]
    if len(said) != len(told):
        yield _differs(f"{choice.place}.legs", len(said), len(told))
    for i, (ours, theirs) in enumerate(zip(told, said, strict=False)):
        for key in sorted({*ours, *theirs}):
            if not _is_same(theirs.get(key), ours.get(key), metres=key == "metres"):
                yield _differs(f"{choice.place}.legs[{i}].{key}", theirs.get(key), ours.get(key))


def _transfer(best: Best, choice: Choice) -> Iterator[Reason]:
    """Refuse a transfer that is not to the nearest hospital with the care."""
    care = best.case.patient.care
    if care <= best.case.hospitals[choice.hospital].can:
        return
    nodes = best.ground.places.hospitals
    drive = best.layers.drive_from(int(nodes[choice.hospital]), best.need_cm(choice.unit))[nodes]
    able = [i for i, one in enumerate(best.case.hospitals) if one.is_open and one.beds and care <= one.can]
    near = min((int(drive[i]), i) for i in able)[1] if able and min(drive[able]) < 1 << 50 else None
    if near != choice.moved_on_to:
        yield _differs(f"{choice.place}.transfer", choice.moved_on_to, near)


def _listed(key: str, document: Mapping[str, Any], expected: list[dict[str, Any]]) -> Iterator[Reason]:
    """Compare a list of reasons; their order is free."""
    rows = document.get(key)
    said = Counter(_written(row) for row in rows) if isinstance(rows, list) else Counter[str]()
    ours = Counter(_written(row) for row in expected)
    if not isinstance(rows, list):
        yield Reason("not_a_list", {"line": key})
    for row in (ours - said).elements():
        yield Reason("reason_missing", {"line": key, "reason": row})
    for row in (said - ours).elements():
        yield Reason("reason_untrue", {"line": key, "reason": row})


def _cover(best: Best, document: Mapping[str, Any], first: Choice | None) -> Iterator[Reason]:
    said, ours = document.get("cover"), cover(best, first)
    move = said.get("relocation") if isinstance(said, dict) else None
    if isinstance(move, dict) and ours is not None and ours["relocation"] is not None:
        ours = {**ours, "relocation": _retold_move(best, move, ours["relocation"])}
    if not _is_same(said, ours):
        yield _differs("cover", said, ours)


def _retold_move(best: Best, said: Mapping[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """Return a relocation as it must read when it goes the way it claims; without a true way no band is true."""
    case, places, middle = best.case, best.ground.places, ours.pop("middle")
    unit = next(i for i, one in enumerate(case.units) if one.id == ours["unit"])
    standby = next(i for i, one in enumerate(case.standbys) if one.id == ours["to"])
    way, ends = said.get("way"), [int(places.units[unit]), int(places.standbys[standby])]
    is_way = isinstance(way, list) and all(type(node) is int and 0 <= node < best.ground.n_nodes for node in way)
    band = drive_band(best, unit, way) if is_way and way and [way[0], way[-1]] == ends else None
    is_true = band is not None and band[1] == middle / 1000
    return {**ours, "seconds": band if is_true else None, "way": way if is_true else None}


def _cost(first: Choice | None, bound: int) -> int:
    merit = first.document.get("merit") if first is not None else None
    return round(merit * 1000) if isinstance(merit, int | float) and abs(merit) < 1e9 else bound


def _is_same(said: object, ours: object, *, metres: bool = False) -> bool:
    if metres:
        return isinstance(said, int | float) and isinstance(ours, float) and abs(said - ours) <= METRES
    return _written(said) == _written(ours)


def _written(value: object) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, default=repr)


def _plain(value: object) -> object:
    """Return a value with all its numbers alike: 12 and 12.0 are the same."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _differs(line: str, said: object, found: object) -> Reason:
    return Reason("differs", {"line": line, "said": _short(said), "found": _short(found)})


def _short(value: object) -> str:
    text = _written(value)
    return text if len(text) <= 120 else text[:119] + "…"
