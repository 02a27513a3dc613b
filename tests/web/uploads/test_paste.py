"""Lines of a chat group become check-ins of the shifts that they speak of, and nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import NIGHT
from tests.web.field.phones import entry, phone, shift
from yixian.web import clock
from yixian.web.field.log import append
from yixian.web.field.models import FieldConflict, FieldEntry
from yixian.web.journal.models import AuditEntry
from yixian.web.tasks.models import TaskState
from yixian.web.uploads import paste_actions
from yixian.web.uploads.pastes import Paste
from yixian.web.uploads.rolls import matched

END = NIGHT + timedelta(hours=8)
ROLL = """#接龙 今晚到岗接龙
1. 李建新 21:50 到岗
2. 于倩✅
3. 赵秀英 请假
4. 小王 已到
5. 孙悟空 到岗
"""


@pytest.fixture(autouse=True)
def _at_ten():
    with clock.stopped_at(NIGHT + timedelta(minutes=5)):
        yield


@pytest.fixture
def night(county):
    """Four shifts of tonight."""
    window = {"starts_at": NIGHT, "ends_at": END}
    posts = {"李建新": "安平苑北门", "于倩": "安平苑东门", "赵秀英": "下湾村口", "王建军": "安平苑北门"}
    county.tonight = {name: shift(county, name, post, **window) for name, post in posts.items()}
    return county


def pasted(county, text=ROLL, by=None, path=""):
    by = by or county.duty_officer
    area = next(place for place in county.places.values() if place.path == path)
    return paste_actions.keep_paste(by=by, area=area, text=text, as_of=NIGHT, at=clock.now())


def verdicts(county, paste):
    return {line.said.name: line.verdict for line in matched(paste, county.duty_officer).lines}


def take(county, paste):
    return paste_actions.take_paste(by=county.duty_officer, paste=paste.as_stored(), at=clock.now())


def say(county, paste, key, **said):
    paste_actions.say_line(by=county.duty_officer, paste=paste, key=key, said=said, at=clock.now())


def entries():
    return FieldEntry.objects.unscoped("test").order_by("happened_at")


def test_it_works(night):
    paste = pasted(night)
    assert verdicts(night, paste) == {
        "李建新": "ready", "于倩": "ready", "赵秀英": "absent", "小王": "alike", "孙悟空": "unknown",
    }  # fmt: skip
    assert entries().count() == 0
    assert take(night, paste) == {"stored": 2, "known": 0, "open": 2, "told": 1, "unnamed": 1}
    early, at_roll = entries()
    assert (early.task, early.happened_at) == (night.tonight["李建新"], NIGHT - timedelta(minutes=10))
    assert (at_roll.task, at_roll.happened_at) == (night.tonight["于倩"], NIGHT)
    assert early.details == {"source": f"pasted:{paste.pk} by:{night.duty_officer.pk}"}
    assert night.tonight["李建新"].as_stored().state == TaskState.STARTED


def test_the_same_paste_twice_changes_nothing(night):
    take(night, pasted(night))
    before = list(entries().values())
    again = pasted(night)
    assert take(night, again)["stored"] == 0
    assert take(night, again)["known"] == 2
    assert list(entries().values()) == before
    assert FieldConflict.objects.unscoped("test").count() == 0


def test_a_longer_chain_adds_only_what_is_new(night):
    take(night, pasted(night, "1. 李建新 到岗"))
    assert take(night, pasted(night, "1. 李建新 到岗\n2. 于倩 到岗")) | {"unnamed": 0} == {
        "stored": 1, "known": 1, "open": 0, "told": 0, "unnamed": 0,
    }  # fmt: skip


def test_a_tap_says_who_it_is(night):
    paste = pasted(night)
    say(night, paste, "5.1", task=night.tonight["王建军"].key)
    assert verdicts(night, paste)["小王"] == "ready"
    take(night, paste)
    assert entries().filter(task=night.tonight["王建军"]).count() == 1


def test_a_full_name_typed_for_one_that_nobody_knows(night):
    paste = pasted(night)
    say(night, paste, "6.1", name="王建军")
    assert verdicts(night, paste)["王建军"] == "ready"


def test_a_line_without_a_state_waits_for_one(night):
    paste = pasted(night, "1. 于倩")
    assert verdicts(night, paste) == {"于倩": "no_state"}
    say(night, paste, "1.1", state="came")
    assert verdicts(night, paste) == {"于倩": "ready"}


def test_skipped_and_taken_back(night):
    paste = pasted(night, "1. 于倩")
    say(night, paste, "1.1", skip="1")
    assert verdicts(night, paste) == {"于倩": "skipped"}
    say(night, paste, "1.1")
    assert verdicts(night, paste) == {"于倩": "no_state"}


def test_who_signed_in_by_phone_is_not_stored_again(night):
    device, _ = phone(night)
    append([entry("checkin", 475, task=night.tonight["李建新"].key)], device=device, at=clock.now())
    paste = pasted(night, "1. 李建新 到岗")
    assert verdicts(night, paste) == {"李建新": "on_post"}
    assert take(night, paste)["stored"] == 0


def test_leaving_is_a_check_out(night):
    take(night, pasted(night, "1. 李建新 到岗"))
    take(night, pasted(night, "李建新 22:05 离岗"))
    assert night.tonight["李建新"].as_stored().state == TaskState.DONE


def test_the_same_act_on_two_lines_is_stored_once(night):
    paste = pasted(night, "1. 于倩 到岗\n2. 于倩 到岗")
    assert [line.verdict for line in matched(paste, night.duty_officer).lines] == ["ready", "repeated"]


def test_two_of_one_name_are_asked_about(night):
    window = {"starts_at": NIGHT, "ends_at": END}
    night.people["周凯"].name = "于倩"
    night.people["周凯"].save()
    shift(night, "周凯", "下湾村口", **window)
    paste = pasted(night, "1. 于倩 到岗")
    (line,) = matched(paste, night.duty_officer).lines
    assert (line.verdict, len(line.choices)) == ("which", 2)
    (line,) = matched(pasted(night, "1. 于倩(下湾村口) 到岗"), night.duty_officer).lines
    assert line.verdict == "ready"


def test_a_phone_that_is_another_persons_is_a_doubt(night):
    assert verdicts(night, pasted(night, "1. 于倩 13800000003 到岗")) == {"于倩": "which"}


def test_who_has_no_shift_now_is_named_as_such(night):
    assert verdicts(night, pasted(night, "1. 周凯 到岗")) == {"周凯": "no_duty"}


def test_a_time_before_midnight_belongs_to_the_evening(night):
    take(
        night,
        pasted(
            night,
            "1. 于倩 23:50 到岗",
        ),
    )
    assert entries().get().happened_at.day == NIGHT.day


@pytest.mark.parametrize(("text", "code"), [(" \n", "paste_empty"), ("到" * 60_001, "paste_too_long")])
def test_what_is_no_roll_is_refused(night, text, code):
    with pytest.raises(paste_actions.Refused, match=code):
        pasted(night, text)


def test_a_stranger_township_neither_sees_nor_takes_it(night, logged_in):
    paste = pasted(night, by=night.township_officer, path="0000")
    client = logged_in(night.stranger)
    assert client.get(f"/uploads/pasted/{paste.pk}/").status_code == 404
    for path in ("line", "take"):
        assert client.post(f"/uploads/pasted/{paste.pk}/{path}/").status_code == 404
        assert client.get(f"/uploads/pasted/{paste.pk}/{path}/").status_code == 405
    mine = paste_actions.keep_paste(
        by=night.stranger, area=night.places["城关镇"], text=ROLL, as_of=NIGHT, at=clock.now()
    )
    assert {line.verdict for line in matched(mine, night.stranger).lines} == {"unknown", "absent"}


def test_the_pages(night, logged_in):
    client = logged_in(night.duty_officer)
    page = client.post("/uploads/pasted/", {"text": ROLL, "as_of": "2020-02-13T22:00"}, follow=True).content.decode()
    assert page.count('data-verdict="ready"') == 2
    assert "不认识，写全名" in page
    assert "记入 2 行" in page
    paste = Paste.objects.unscoped("test").get()
    tapped = {"key": "5.1", "task": night.tonight["王建军"].key}
    part = client.post(f"/uploads/pasted/{paste.pk}/line/", tapped, headers={"HX-Request": "true"}).content.decode()
    assert "记入 3 行" in part
    page = client.post(f"/uploads/pasted/{paste.pk}/take/", follow=True).content.decode()
    assert page.count('data-verdict="stored"') == 3
    assert "已记入 3 行" in client.get("/uploads/pasted/").content.decode()


def test_nothing_is_stored_for_a_line_that_is_not_there(night, logged_in):
    paste = pasted(night)
    client = logged_in(night.duty_officer)
    assert client.post(f"/uploads/pasted/{paste.pk}/line/", {"key": "99.1", "state": "came"}).status_code == 409
    assert client.post(f"/uploads/pasted/{paste.pk}/line/", {"key": "1.1", "state": "x"}).status_code == 409
    assert client.post("/uploads/pasted/", {"text": ROLL, "as_of": "2020-02-14T22:00"}).status_code == 422
    assert client.post("/uploads/pasted/", {"text": ROLL, "as_of": "gestern"}).status_code == 422


def test_it_is_sealed_and_audited(night):
    paste = pasted(night)
    assert "于倩".encode() not in bytes(paste.as_stored().sealed)
    take(night, paste)
    assert AuditEntry.objects.unscoped("test").filter(action="take_paste").count() == 1


def test_in_english(night, logged_in):
    client = logged_in(night.duty_officer)
    client.cookies["django_language"] = "en"
    page = client.post("/uploads/pasted/", {"text": ROLL}, follow=True).content.decode()
    assert "Store 2 lines" in page


def test_a_page_of_many_lines_takes_few_queries(night, logged_in, django_assert_max_num_queries):
    paste = pasted(night, "\n".join(f"{at}. 于倩 到岗\n孙悟空 到" for at in range(150)))
    client = logged_in(night.duty_officer)
    with django_assert_max_num_queries(12):
        client.get(f"/uploads/pasted/{paste.pk}/")
