"""What the commands answer: a checked plan as reasons with numbers, and the sentences for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.planning.plan import Reason
from yixian.planning.rescue.plan import CARRY, MEETING, PATIENT, STABILISE
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from yixian.planning.plan import Certificate
    from yixian.planning.rescue.problem import Case
    from yixian.words import Lang

PACKAGE = "yixian.planning.rescue"
WORDS = ("way", "kind")
"""Parameters that are words of ours, not names."""
PLACES = ("start", "end", "place")
"""Parameters that are places: ``unit:ID`` and the like, or names."""


def say_reason(reason: Reason, lang: Lang) -> str:
    """Return the sentence of a reason of this room."""
    return say(PACKAGE, reason.code, {key: _said(key, value, lang) for key, value in reason.params.items()}, lang)


def reason_answer(reason: Reason) -> dict[str, Any]:
    """Return a reason as its code and numbers."""
    return {"code": reason.code, **reason.params}


def told(case: Case, document: Mapping[str, Any], lang: Lang) -> list[Reason]:
    """Return a sound plan as reasons in the order in which a duty officer asks: what, who, why, why not."""
    rows: list[Mapping[str, Any]] = document["alternatives"]
    reasons = [Reason("straight_title")] if document["straight"] else []
    for rank, row in enumerate(rows, 1):
        reasons.append(_headline(rank, row, lang))
        if rank == 1:
            reasons += [_bearers(row), *_orders(row), *(_leg(case.at, leg, lang) for leg in row["legs"])]
    reasons += [_written(row) for row in document["why"]]
    reasons += [_written(row) for row in document["rejected"]]
    return [*reasons, *_cover(case, document["cover"]), _data(document["data"], lang)]


def about(case: Case, document: Mapping[str, Any], subject: str, lang: Lang) -> list[Reason]:
    """Return what a sound plan says of one ambulance, hospital, person, store or closure."""
    found = [reason for reason in told(case, document, lang) if _names(reason, subject)]
    return found or [Reason("nothing_known", {"subject": subject})]


def figures(document: Mapping[str, Any], certificate: Certificate) -> Reason:
    """Return the verdict on a plan as one reason."""
    rows = document["alternatives"]
    first = rows[0]
    named = {"unit": first["unit"], "hospital": first["hospital"], "minutes": _span(first["minutes"]["hospital"])}
    return Reason("sound", {"count": len(rows), **named, "merit": certificate.cost / 1000})


def summary(document: Mapping[str, Any], certificate: Certificate) -> dict[str, Any]:
    """Return the figures of a plan and of its certificate."""
    rows = document.get("alternatives")
    first = rows[0] if isinstance(rows, list) and rows and certificate.is_sound else None
    return {
        "sound": certificate.is_sound,
        "straight": document.get("straight"),
        "merit_s": certificate.cost / 1000,
        "best_s": certificate.bound / 1000 if certificate.bound is not None else None,
        "unit": None if first is None else first["unit"],
        "hospital": None if first is None else first["hospital"],
        "seconds": None if first is None else first["seconds"]["hospital"],
        "faults": list(certificate.faults),
    }


def _headline(rank: int, row: Mapping[str, Any], lang: Lang) -> Reason:
    onward = ""
    if row["transfer"] is not None:
        care = row["seconds"]["care"]
        span = _span([int(care[0] // 60), int(-(-care[2] // 60))])
        onward = say(PACKAGE, "then_transfer", {"hospital": row["transfer"], "minutes": span}, lang)
    return Reason(
        "plan",
        {
            "rank": rank,
            "unit": row["unit"],
            "way": row["kind"],
            "met": _span(row["minutes"]["met"]),
            "hospital": row["hospital"],
            "hospital_minutes": _span(row["minutes"]["hospital"]),
            "transfer": onward,
        },
    )


def _bearers(row: Mapping[str, Any]) -> Reason:
    metres = next(leg["metres"] for leg in row["legs"] if leg["by"] == CARRY)
    return Reason("bearers", {"names": row["bearers"], "metres": round(metres)})


def _orders(row: Mapping[str, Any]) -> Iterator[Reason]:
    for order in row["orders"]:
        params = {"who": order["who"], "place": order["place"], "items": order.get("items", [])}
        yield Reason(f"order_{order['order']}", params)


def _leg(at: datetime, leg: Mapping[str, Any], lang: Lang) -> Reason:
    starts = (at.timestamp() + leg["starts"][1]) // 60 * 60
    params = {
        "starts": at.fromtimestamp(starts, at.tzinfo).strftime("%H:%M"),
        "seconds": _span([int(leg["band"][0] // 60), int(-(-leg["band"][1] // 60))]),
        "who": leg["who"] or [say(PACKAGE, "at_patient", {}, lang)],
        "by": say(PACKAGE, f"by_{leg['by']}", {}, lang),
        "start": leg["from"],
    }
    if not leg["way"] or leg["by"] == STABILISE:
        return Reason("stay", params)
    return Reason("leg", {**params, "end": leg["to"], "metres": round(leg["metres"])})


def _cover(case: Case, cover: Mapping[str, Any] | None) -> Iterator[Reason]:
    if cover is None:
        yield Reason("no_cover")
        return
    counted = {"cover": case.cover_ms // 60_000, "before": cover["before"], "after": cover["after"]}
    yield Reason("cover", {**counted, "lost": cover["lost"]}) if cover["lost"] else Reason("cover_kept", counted)
    move = cover["relocation"]
    if move is not None:
        span = _span([int(move["seconds"][0] // 60), int(-(-move["seconds"][2] // 60))])
        yield Reason(
            "relocation", {"unit": move["unit"], "place": move["to"], "minutes": span, "people": move["people"]}
        )


def _data(data: Mapping[str, Any], lang: Lang) -> Reason:
    days = data["speeds_days"]
    age = say(PACKAGE, "never", {}, lang) if days is None else say(PACKAGE, "days_ago", {"days": days}, lang)
    return Reason("data", {"speeds": age, "closures": len(data["closures"]), "widths": len(data["widths"])})


def _written(row: Mapping[str, Any]) -> Reason:
    return Reason(row["code"], {key: value for key, value in row.items() if key != "code"})


def _names(reason: Reason, subject: str) -> bool:
    return any(subject == value or (isinstance(value, list) and subject in value) for value in reason.params.values())


def _span(pair: list[int]) -> str:
    return f"{pair[0]}–{pair[1]}"


def _said(key: str, value: object, lang: Lang) -> object:
    if key in WORDS and isinstance(value, str):
        return say(PACKAGE, value, {}, lang)
    if key == "items" and isinstance(value, list):
        return _listed([say(PACKAGE, one, {}, lang) for one in value], lang)
    if key in PLACES and isinstance(value, str):
        return (
            say(PACKAGE, f"at_{value}", {}, lang) if value in (MEETING, PATIENT) else value.partition(":")[2] or value
        )
    if isinstance(value, float):
        return round(value)
    return _listed(value, lang) if isinstance(value, list) else value


def _listed(names: list[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(str(name) for name in names)
