"""Plans that wait for somebody to publish them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.county import DAY, EVENING, County
from yixian.web.access.models import Account
from yixian.web.plans.models import Job, Plan

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


def plan(county: County, place: str = "柳河镇", **fields: Any) -> Plan:
    area = county.places[place]
    settled = {"version": 3, "state": "draft", "made_at": EVENING} | fields
    made = Plan.objects.create(
        room="duty",
        place=area,
        place_path=area.path,
        starts_on=DAY,
        days=7,
        asked_by=county.duty_officer,
        asked_at=EVENING,
        **settled,
    )
    Job.objects.create(plan=made, claimed_at=EVENING)
    return made


def drafts(client: Client) -> str:
    return client.get("/today/drafts/?in=").content.decode()


def test_it_works(county: County, logged_in: LogIn) -> None:
    waiting = plan(county)
    html = drafts(logged_in(county.duty_officer))
    assert "v3" in html and "草案" in html and "校验通过" in html
    assert f'href="/plans/{waiting.pk}/"' in html


def test_a_plan_under_way_can_be_watched(county: County, logged_in: LogIn) -> None:
    plan(county, state="computing", made_at=None)
    html = drafts(logged_in(county.duty_officer))
    assert "正在计算" in html and "看进度" in html and "校验通过" not in html


@pytest.mark.parametrize("state", ["published", "replaced", "cancelled", "failed", "refused"])
def test_what_is_settled_does_not_wait(county: County, logged_in: LogIn, state: str) -> None:
    plan(county, state=state)
    assert "v3" not in drafts(logged_in(county.duty_officer))


def test_a_foreign_plan_is_not_shown(county: County, logged_in: LogIn) -> None:
    plan(county)
    assert "v3" not in drafts(logged_in(county.stranger))


def test_a_draft_with_faults_says_so(county: County, logged_in: LogIn) -> None:
    plan(county, certificate={"faults": [{"code": "rest"}]})
    assert "校验通过" not in drafts(logged_in(county.duty_officer))


def test_who_may_not_publish_reads_another_heading(county: County, logged_in: LogIn) -> None:
    county.township_officer.grants.update(role="post_leader")
    html = drafts(logged_in(Account.objects.unscoped("test").get(username="township_officer")))
    assert "等你发布" not in html
