"""Phones of the little county, and entries as they send them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from tests.county import ZONE, County
from yixian.web.access import devices
from yixian.web.access.models import Device
from yixian.web.register.models import Place
from yixian.web.tasks.models import Task

START = datetime(2020, 2, 13, 14, 0, tzinfo=ZONE)
END = datetime(2020, 2, 13, 22, 0, tzinfo=ZONE)
NOW = datetime(2020, 2, 13, 16, 0, tzinfo=ZONE)


def gate(county: County, name: str = "安平苑北门") -> Place:
    return county.posts[name].place


def phone(
    county: County, post: str = "安平苑北门", person: str | None = None, at: datetime = NOW
) -> tuple[Device, str]:
    """Enrol a phone; return it with its token."""
    place = gate(county, post)
    who = county.people[person] if person else None
    offer = devices.offer_phone(by=county.duty_officer, place=place, person=who, at=at)
    token = devices.take_phone(token=offer.token, at=at)
    found = devices.phone(token)
    assert found is not None
    return found, token


def shift(county: County, person: str = "李建新", post: str = "安平苑北门", **more: object) -> Task:
    """Store the late shift of somebody."""
    place = gate(county, post)
    fields = {
        "key": f"T{uuid5(NAMESPACE_URL, person + post + str(more)).hex[:9]}",
        "kind": "shift", "place": place, "place_path": place.path, "person": county.people[person],
        "starts_at": START, "ends_at": END,
    }  # fmt: skip
    return Task.objects.create(**(fields | more))


def entry(
    kind: str = "checkin", minutes: int = 0, *, post: object = 1, uuid: UUID | None = None, **more: object
) -> dict[str, object]:
    """Return an entry noted so many minutes after the start of the late shift."""
    at = START + timedelta(minutes=minutes)
    return {"uuid": str(uuid or uuid4()), "post": post, "kind": kind, "at": at.isoformat(), **more}
