"""What a plan of sites says in a few figures, and in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.planning.roads.siting.asked import ENTRANCES
from yixian.planning.roads.siting.problem import CLOSE, NEAREST
from yixian.planning.roads.siting.villages import CUT_S
from yixian.words import Lang, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yixian.planning.roads.siting.asked import Asked

PACKAGE = "yixian.planning.roads.siting"


def summary(asked: Asked, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures of a checked plan; means in minutes."""
    everybody = int(asked.residents.sum())
    value, bound = document["value"], document["bound"]
    told: dict[str, Any] = {
        "question": asked.question,
        "value": value,
        "bound": bound,
        "proven": abs(value - bound) <= CLOSE * max(1.0, abs(value)),
        "all": everybody,
    }
    minutes = 60 * max(everybody, 1)
    if asked.question == NEAREST:
        told |= {"mean": value / minutes, "least": bound / minutes}
    if asked.question == ENTRANCES:
        n_open = sum(len(names) for names in document["open"].values())
        cut = sum(row["residents"] for row in document["shortages"])
        means = [_mean(value, everybody, cut), _mean(document["all_open"], everybody, document["all_open_cut"])]
        told |= {"n": n_open, "mean": means[0], "open": means[1]}
    rows = document["shortages"]
    for why in ("no_site", "not_chosen", "cut_off"):
        names = [row for row in rows if row["reason"] == why]
        if names:
            residents = sum(row["residents"] for row in names)
            told[why] = {"n": len(names), "residents": residents, "first": names[0]["demand"]}
    return told


def _mean(cost: float, everybody: int, n_cut: int) -> float:
    """Return the mean minutes of those who are reached."""
    return (cost - CUT_S * n_cut) / (60 * max(everybody - n_cut, 1))


def sentences(told: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    """Yield the figures in sentences."""
    cut = told.get("cut_off", {"residents": 0})["residents"]
    is_proven = say(PACKAGE, "proven" if told["proven"] else "not_proven", {}, lang)
    yield f"{say(PACKAGE, told['question'], {**told, 'cut': cut}, lang)}; {is_proven}"
    for why in ("no_site", "not_chosen"):
        if why in told:
            yield say(PACKAGE, f"short_{why}", told[why], lang)
