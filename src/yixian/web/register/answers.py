"""Who answers for places (包保), stored for many of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yixian.web.register.models import Answer, Place


class Answers:
    """The answers of some places as they stand."""

    def __init__(self, stored: dict[int, Answer]) -> None:
        self._stored = stored

    @classmethod
    def of(cls, places: Iterable[int]) -> Answers:
        """Read the answers of places by their keys."""
        rows = Answer.objects.unscoped("rows of the upload").filter(place__in=list(places))
        return cls({answer.place_id: answer for answer in rows})

    def store(self, rows: Iterable[tuple[Place, Mapping[str, Any]]]) -> None:
        """Store ``leader`` and ``leader_phone`` of each row that says something."""
        new, changed = [], []
        for place, values in rows:
            answer = self._stored.get(place.pk)
            name, phone = values.get("leader"), values.get("leader_phone")
            if answer is None and name:
                new.append(Answer(place=place, name=name, phone=phone or ""))
            elif answer is not None and (name or phone):
                _change(answer, name or answer.name, phone or "")
                changed.append(answer)
        Answer.objects.bulk_create(new)
        Answer.objects.unscoped("rows of the upload").bulk_update(changed, ["name", "phone", "person"])


def _change(answer: Answer, name: str, phone: str) -> None:
    is_another = name != answer.name
    # The old number would ring at somebody who no longer answers for the place.
    answer.phone = phone if is_another or phone else answer.phone
    answer.person = None if is_another else answer.person
    answer.name = name
