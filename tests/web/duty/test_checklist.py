"""The checklist is data: headquarters adds, changes, retires; everybody reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.county import EVENING, County
from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.duty.actions import (
    ItemWish,
    add_item,
    change_item,
    mark_ready,
    restore_item,
    retire_item,
)
from yixian.web.duty.models import ReadinessItem, ReadinessMark
from yixian.web.duty.readiness import readiness
from yixian.web.journal.models import AuditEntry, Event

LogIn = Callable[[Account], Client]
GATE = "安平苑北门"
ADDRESS = "/duty/checklist/"
FORM = {"name_zh": "配一支体温枪", "name_en": "One thermometer kept", "cadence": "once", "evidence": "text"}


def wish(**changed: Any) -> ItemWish:
    asked = {**FORM, "every_days": None, "due_on": None} | changed
    return ItemWish(**asked)


def item(code: str) -> ReadinessItem:
    return ReadinessItem.objects.unscoped("test").get(code=code)


def names(county: County) -> list[str]:
    items = readiness(county.duty_officer, "", EVENING)[county.posts[GATE].pk]
    return [one.name for one in items]


def refused(act: Callable[..., object], **asked: Any) -> str:
    with pytest.raises(Refused) as told:
        act(at=EVENING, **asked)
    return told.value.code


def test_it_works(county: County) -> None:
    add_item(by=county.duty_officer, wish=wish(), at=EVENING)
    assert names(county)[-1] == "配一支体温枪"
    assert len(names(county)) == 8


def test_a_change_is_audited_and_told(county: County) -> None:
    change_item(by=county.duty_officer, item=item("flag"), wish=wish(name_zh="挂一面国旗"), at=EVENING)
    assert "挂一面国旗" in names(county)
    assert AuditEntry.objects.unscoped("test").filter(action="change_item").count() == 1
    assert Event.objects.unscoped("test").filter(topic="duty", kind="checklist_changed").count() == 1


def test_a_retired_item_is_asked_for_no_longer_and_keeps_its_marks(county: County) -> None:
    flag = item("flag")
    mark_ready(by=county.duty_officer, post=county.posts[GATE], item=flag, evidence="已挂", at=EVENING)
    retire_item(by=county.duty_officer, item=flag, at=EVENING)
    assert "挂一面党旗" not in names(county)
    assert ReadinessMark.objects.unscoped("test").filter(item=flag).count() == 1


def test_a_retired_item_takes_no_marks(county: County) -> None:
    flag = item("flag")
    retire_item(by=county.duty_officer, item=flag, at=EVENING)
    asked = {"by": county.duty_officer, "post": county.posts[GATE], "item": flag, "evidence": "已挂"}
    assert refused(mark_ready, **asked) == "item_retired"


def test_a_restored_item_has_its_marks_again(county: County) -> None:
    flag = item("flag")
    mark_ready(by=county.duty_officer, post=county.posts[GATE], item=flag, evidence="已挂", at=EVENING)
    retire_item(by=county.duty_officer, item=flag, at=EVENING)
    restore_item(by=county.duty_officer, item=flag.as_stored(), at=EVENING)
    items = readiness(county.duty_officer, "", EVENING)[county.posts[GATE].pk]
    assert [one.is_done for one in items if one.item.code == "flag"] == [True]


def test_twice_is_refused(county: County) -> None:
    flag = item("flag")
    assert refused(restore_item, by=county.duty_officer, item=flag) == "item_in_use"
    retire_item(by=county.duty_officer, item=flag, at=EVENING)
    assert refused(retire_item, by=county.duty_officer, item=flag.as_stored()) == "item_retired"


def test_days_are_asked_for_where_it_is_periodic(county: County) -> None:
    assert refused(add_item, by=county.duty_officer, wish=wish(cadence="periodic")) == "days_needed"
    kept = add_item(by=county.duty_officer, wish=wish(cadence="periodic", every_days=2), at=EVENING)
    change_item(by=county.duty_officer, item=kept, wish=wish(cadence="once", every_days=2), at=EVENING)
    assert kept.as_stored().every_days is None


def test_a_list_has_an_end(county: County) -> None:
    for _ in range(23):
        add_item(by=county.duty_officer, wish=wish(), at=EVENING)
    assert refused(add_item, by=county.duty_officer, wish=wish()) == "too_many_items"


@pytest.mark.parametrize("who", ["township_officer", "stranger", "auditor", "admin"])
def test_only_headquarters_changes_it(county: County, who: str) -> None:
    assert refused(add_item, by=county.accounts[who], wish=wish()) == "not_allowed"
    assert refused(retire_item, by=county.accounts[who], item=item("flag")) == "not_allowed"


def test_the_page_adds_and_changes(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    assert client.post(ADDRESS, FORM).status_code == 302
    page = client.get(ADDRESS).content.decode()
    assert "配一支体温枪" in page
    answer = client.post(f"{ADDRESS}flag/", FORM | {"name_zh": "挂一面国旗", "due_on": "2020-02-20"})
    assert answer.status_code == 302
    assert item("flag").due_on == date(2020, 2, 20)


def test_the_page_keeps_what_was_typed_when_something_lacks(county: County, logged_in: LogIn) -> None:
    answer = logged_in(county.duty_officer).post(ADDRESS, FORM | {"cadence": "periodic"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "写明每几天做一次" in page and 'value="配一支体温枪"' in page


@pytest.mark.parametrize(
    "bad", [{"name_zh": ""}, {"cadence": "daily"}, {"evidence": "video"}, {"every_days": "0"}, {"due_on": "soon"}]
)
def test_the_page_takes_no_nonsense(county: County, logged_in: LogIn, bad: dict[str, str]) -> None:
    assert logged_in(county.duty_officer).post(ADDRESS, FORM | bad).status_code == 422
    assert ReadinessItem.objects.unscoped("test").count() == 7


def test_the_page_retires_and_restores(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    assert client.post(f"{ADDRESS}flag/retire/").status_code == 302
    assert "已停用" in client.get(ADDRESS).content.decode()
    assert client.post(f"{ADDRESS}flag/retire/").status_code == 409
    assert client.post(f"{ADDRESS}flag/restore/").status_code == 302
    assert item("flag").retired_at is None


def test_a_township_reads_and_changes_nothing(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    page = client.get(ADDRESS).content.decode()
    assert "挂一面党旗" in page and "name_zh" not in page
    assert client.post(ADDRESS, FORM).status_code == 422
    assert client.post(f"{ADDRESS}flag/retire/").status_code == 409
    assert item("flag").retired_at is None


def test_an_unknown_item_does_not_exist(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.duty_officer).get(f"{ADDRESS}nothing/").status_code == 404


def test_looking_retires_nothing(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.duty_officer).get(f"{ADDRESS}flag/retire/").status_code == 405


def test_in_english(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    client.cookies["django_language"] = "en"
    page = client.get(ADDRESS).content.decode()
    assert "One flag raised" in page and "every 7 days" in page and "挂一面党旗" not in page
