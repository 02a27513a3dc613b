"""Filling roles that lack, several in one press: each is an act of its own, and one refusal stops no other."""

from __future__ import annotations

from collections.abc import Iterator

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest
from yixian.web.access.load import load
from yixian.web.action import Refused
from yixian.web.numerals import numeral
from yixian.web.register.models import Person, Place
from yixian.web.rounds import actions
from yixian.web.rounds.loading import posting_of

MOST = 60


class Filling:
    """What became of the proposals of one form."""

    def __init__(self, request: OfficerRequest) -> None:
        self._request = request
        self.n_filled = 0
        self.refusals: list[str] = []

    def run(self, fills: str) -> None:
        """Do what the form names."""
        for how, place, person, role in _parts(fills):
            try:
                if how == "role":
                    self._change(person, role)
                else:
                    self._post(place, person, role)
                self.n_filled += 1
            except Refused as refused:
                self.refusals.append(refused.sentence)

    def _change(self, pk: int, role: str) -> None:
        posting = posting_of(self._request, pk)
        actions.set_role(by=self._request.officer, posting=posting, role=role, at=clock.now())

    def _post(self, place: int, person: int, role: str) -> None:
        actions.post_person(
            by=self._request.officer,
            place=load(Place, self._request, pk=place),
            person=load(Person, self._request, pk=person),
            role=role,
            at=clock.now(),
        )


def _parts(fills: str) -> Iterator[tuple[str, int, int, str]]:
    for word in fills.split()[:MOST]:
        how, *rest = word.split(":")
        if len(rest) != 3:
            continue
        place, person = numeral(rest[0]), numeral(rest[1])
        if place is not None and person is not None:
            yield how, place, person, rest[2]
