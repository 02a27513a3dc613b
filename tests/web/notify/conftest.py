"""What tests of telling may ask for: a robot that listens on this machine, and a group that it speaks in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings

from tests.county import EVENING, County
from tests.web.notify.robots import KEY, SECRET, TOKEN, Robot, robot
from yixian.web.notify.actions import GroupWish, add_group
from yixian.web.notify.models import Group

Join = Callable[..., Group]


@pytest.fixture
def listening(settings: Settings) -> Iterator[Robot]:
    """A robot of either kind."""
    with robot() as heard:
        settings.WECOM_URL = settings.DINGTALK_URL = heard.url
        yield heard


@pytest.fixture
def join(county: County) -> Join:
    """Return what lets a group of a place hear of it."""

    def added(place: str = "柳河镇", **fields: str) -> Group:
        wish = {"kind": "wecom", "name": "柳河镇值守群", "typed": KEY, "secret": "", "names": "surnames"} | fields
        if wish["kind"] == "dingtalk":
            wish = {**wish, "typed": fields.get("typed", TOKEN), "secret": fields.get("secret", SECRET)}
        return add_group(by=county.duty_officer, place=county.places[place], wish=GroupWish(**wish), at=EVENING)

    return added
