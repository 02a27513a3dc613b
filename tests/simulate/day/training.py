"""A training to be driven: the little county with enough people, and a roster in force for the next day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.server import PASSWORD, Server
from tests.web.database.installation import Installation, filled

NOW = "2020-02-13T18:00:00+08:00"
OFFICER, OF_TOWNSHIP = "duty_officer", "township_officer"
MAN = """
import sys
from datetime import date, datetime, timedelta
from yixian.rules.pinyin import keys
from yixian.web.access.models import Account
from yixian.web.duty.models import Need, ShiftKind
from yixian.web.duty.window import bounds
from yixian.web.plans.models import Plan
from yixian.web.register.models import Person, Place
from yixian.web.tasks.models import Task

officer = Account.objects.unscoped("test").get(username="duty_officer")
for account in Account.objects.unscoped("test").filter(username__in=("duty_officer", "township_officer")):
    account.set_password(sys.argv[1])
    account.save()
day, at = date(2020, 2, 14), datetime.fromisoformat("2020-02-13T12:00:00+08:00")
county = Place.objects.unscoped("test").get(path="")
plan = Plan.objects.create(
    room="duty", place=county, place_path="", starts_on=day, days=1, version=1, state="published", asked_by=officer,
    asked_at=at, published_by=officer, published_at=at,
)
needs = Need.objects.unscoped("test").filter(people__gt=0).select_related("post__place", "shift")
for need in needs.order_by("post__number", "shift__order"):
    place = need.post.place
    starts_at, ends_at = bounds(day, need.shift)
    for order in range(need.people):
        key = f"S{need.post.number}{need.shift.code}{order}"
        name = f"钱{'一二三四五六七八九十'[need.post.number]}{key}"
        full, initials = keys(name)
        person = Person.objects.create(
            name=name, name_key=full, name_initials=initials,
            kind="community", post_place=place, place_path=place.path, home=place.parent,
        )
        Task.objects.create(
            key=key, kind="shift", place=place, place_path=place.path, person=person, leads=order == 0, plan=plan,
            starts_at=starts_at, ends_at=ends_at,
        )
"""


def manned(folder: Path) -> Installation:
    """Return an installation in which everybody who is needed tomorrow has been told to come."""
    made = filled(folder)
    made.environment |= {"YX_TRAINING": "1", "YX_NOW": NOW}
    made.run(MAN, PASSWORD)
    return made


@contextmanager
def training(folder: Path) -> Iterator[tuple[Installation, Server]]:
    """Run it while a test lasts."""
    installation = manned(folder / "data")
    server = Server(installation.folder, installation.environment, ("--empty",))
    try:
        server.wait()
        yield installation, server
    finally:
        server.stop()
