"""The grade of a county, or the class of a community, by the edition of the rule that is asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from yixian.rules.editions import in_force, load
from yixian.rules.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

Grade = Literal["low", "medium", "high"]
DEFAULT_SCHEME = "CN-FQFJ-2020-02-17"


class Case(NamedTuple):
    """A confirmed case: the day it was reported and the small range it belongs to, "" where none is known."""

    on: date
    place: str


@dataclass(frozen=True)
class CommunityScheme:
    """A dated way to class communities; a window of n days ends on the grading date and includes it."""

    id: str
    title: str
    in_force_from: date
    source: str
    window_days: int
    outbreak_cases: int
    sporadic_cases: int
    many_outbreaks: int


@dataclass(frozen=True)
class CountyScheme:
    """A dated way to grade counties; a cluster is ``cluster_cases`` in one place within ``cluster_days``."""

    id: str
    title: str
    in_force_from: date
    source: str
    window_days: int
    cumulative_above: int
    cluster_cases: int
    cluster_days: int


@dataclass(frozen=True)
class Graded:
    """A grade with the reason that decided it."""

    grade: Grade
    reason: Reason


Scheme = CommunityScheme | CountyScheme
COMMUNITY = load("grading", CommunityScheme, "community")
COUNTY = load("grading", CountyScheme, "county")
SCHEMES: dict[str, Scheme] = {
    **{scheme.id: scheme for scheme in COMMUNITY},
    **{scheme.id: scheme for scheme in COUNTY},
}


def county_scheme(on: date) -> CountyScheme:
    """Return the edition of the county grades that holds on a date."""
    return in_force(COUNTY, on)


def grade(cases: Iterable[Case], on: date, scheme: Scheme) -> Graded:
    """Return the grade on a date.

    A community's classes "no case", "case or outbreak" and "spread" are given as low, medium and high.
    Cases reported after the date are not known yet and do not count.
    """
    known = [case for case in cases if case.on <= on]
    recent = [case for case in known if (on - case.on).days < scheme.window_days]
    if isinstance(scheme, CommunityScheme):
        return _community(known, recent, scheme)
    return _county(known, recent, scheme)


def _county(known: list[Case], recent: list[Case], scheme: CountyScheme) -> Graded:
    params: dict[str, object] = {
        "days": scheme.window_days,
        "new": len(recent),
        "total": len(known),
        "above": scheme.cumulative_above,
    }
    if not known:
        return Graded("low", Reason("grade_no_case"))
    if not recent:
        return Graded("low", Reason("grade_no_new", params | {"last": max(case.on for case in known)}))
    if len(known) <= scheme.cumulative_above:
        return Graded("medium", Reason("grade_few", params))
    clusters = _clusters(recent, scheme.cluster_cases, scheme.cluster_days)
    params |= {"least": scheme.cluster_cases, "span": scheme.cluster_days}
    if not clusters:
        return Graded("medium", Reason("grade_no_cluster", params))
    place = max(clusters, key=lambda name: (clusters[name], name))
    return Graded("high", Reason("grade_cluster", params | {"place": place, "cases": clusters[place]}))


def _community(known: list[Case], recent: list[Case], scheme: CommunityScheme) -> Graded:
    days = scheme.window_days
    if not known:
        return Graded("low", Reason("class_no_case"))
    sporadic = sum(not case.place for case in recent)
    if sporadic >= scheme.sporadic_cases:
        return Graded("high", Reason("class_spread_sporadic", {"days": days, "cases": sporadic}))
    outbreaks = _clusters(recent, scheme.outbreak_cases, days)
    if len(outbreaks) >= scheme.many_outbreaks:
        return Graded("high", Reason("class_spread_outbreaks", {"days": days, "outbreaks": len(outbreaks)}))
    if outbreaks:
        [(place, cases)] = outbreaks.items()
        return Graded("medium", Reason("class_outbreak", {"days": days, "place": place, "cases": cases}))
    return Graded("medium", Reason("class_case", {"total": len(known)}))


def _clusters(cases: list[Case], least: int, span_days: int) -> dict[str, int]:
    """Return, for each named place with a cluster, the most cases it had within the span."""
    days: dict[str, list[date]] = {}
    for case in cases:
        if case.place:
            days.setdefault(case.place, []).append(case.on)
    most = Counter({place: _most_within(reported, span_days) for place, reported in days.items()})
    return {place: n for place, n in most.items() if n >= least}


def _most_within(days: list[date], span_days: int) -> int:
    """Return the most days that fall into one span, which begins with one of them."""
    return max(sum(0 <= (day - first).days < span_days for day in days) for first in days)
