"""Every list of the register exports to a workbook whose import changes nothing; masked cells mean unchanged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.county import DAY
from tests.web.register.taken import cells, dry, taken
from yixian.rules.identity import check_character
from yixian.web.journal.models import AuditEntry, AuditPayload
from yixian.web.register import seal
from yixian.web.register.households import door_key
from yixian.web.register.models import (
    Answer,
    Household,
    Person,
    PersonCondition,
    PersonNumber,
    Place,
    PlaceName,
    Unit,
)

pytestmark = pytest.mark.usefixtures("evening")

LISTS = {"people": "staff", "units": "units", "places": "places", "posts": "posts", "households": "households"}


@pytest.fixture
def filled(county):
    """The little county with something in every column."""
    for number in PersonNumber.objects.unscoped("test"):
        # The little county's numbers are as people would misremember them; an import judges them.
        body = seal.unseal(bytes(number.sealed))[:-1]
        sound = body + check_character(body)
        number.sealed, number.match, number.end = seal.seal(sound), seal.match(sound), sound[-4:]
        number.save()
    Person.objects.unscoped("test").filter(name="李建新").update(
        sex="男", title="主任", note="=1+1", phone="13800000001"
    )
    PlaceName.objects.create(place=county.places["安平苑"], name="安平小区")
    Answer.objects.create(place=county.places["安平苑"], name="王建军", phone="13800000004")
    Answer.objects.create(place=county.posts["安平苑北门"].place, name="李建新", phone="0375-1234567")
    town = county.places["柳河镇"]
    Unit.objects.create(
        path="0009", kind="township", name="柳河镇政府", place=town, leader="李婉宁", phone="13800000002"
    )
    for flat in ("301", "1201"):
        place = county.places["安平苑"]
        Household.objects.create(
            place=place, place_path=place.path, building="3号楼", stairwell="2单元", flat=flat, persons=4,
            contact="王秀兰", phone="13900000001", note="独居", door_key=door_key("3号楼", "2单元", flat),
        )  # fmt: skip
    return county


@pytest.mark.parametrize("key", LISTS)
def test_it_works(filled, logged_in, key):
    content = taken(logged_in(filled.duty_officer), key)
    made = dry(filled.duty_officer, LISTS[key], content)
    assert made.reading.errors == ()
    assert made.counts == {"wrong": 0, "new": 0, "changed": 0, "same": len(cells(content)), "asked": 0}
    assert made.counts["same"] >= 2


@pytest.mark.parametrize("key", LISTS)
def test_with_whole_numbers_too(filled, logged_in, key):
    answer = logged_in(filled.duty_officer).post(f"/register/exports/{key}/", {"reason": "official"})
    content = b"".join(answer.streaming_content)
    made = dry(filled.duty_officer, LISTS[key], content)
    assert made.counts == {"wrong": 0, "new": 0, "changed": 0, "same": len(cells(content)), "asked": 0}


@pytest.mark.parametrize("key", ["people", "posts", "households"])
def test_a_township_takes_back_its_own(filled, logged_in, key):
    content = taken(logged_in(filled.township_officer), key)
    made = dry(filled.township_officer, LISTS[key], content, path="0000")
    assert (made.counts["same"], made.counts["wrong"]) == (len(cells(content)), 0)


def test_numbers_and_phones_are_masked(filled, logged_in):
    content = taken(logged_in(filled.duty_officer), "people")
    row = next(one for one in cells(content) if one["姓名"] == "李建新")
    assert row["身份证号"].startswith("•••• •••• •••• ")
    assert row["手机号"] == "138****0001"
    assert row["备注"] == "'=1+1"
    for number in PersonNumber.objects.unscoped("test"):
        assert seal.unseal(bytes(number.sealed)).encode() not in content


def test_whole_numbers_ask_for_a_reason_and_leave_a_trace(filled, logged_in):
    officer = logged_in(filled.duty_officer)
    assert officer.get("/register/exports/people/").status_code == 200
    assert officer.post("/register/exports/people/", {"reason": "because"}).status_code == 422
    answer = officer.post("/register/exports/people/?kind=cadre", {"reason": "official"})
    rows = cells(b"".join(answer.streaming_content))
    assert {len(row["身份证号"]) for row in rows} == {18}
    entry = AuditEntry.objects.unscoped("test").latest("pk")
    payload = AuditPayload.objects.unscoped("test").get(entry=entry).content
    assert (entry.action, payload["list"], payload["reason"]) == ("export_list", "people", "official")
    assert payload["filters"] == {"kind": "cadre"}


def test_conditions_stand_only_where_numbers_do(filled, logged_in):
    officer = logged_in(filled.duty_officer)
    assert {row["特殊情况"] for row in cells(taken(officer, "people"))} == {None}
    answer = officer.post("/register/exports/people/", {"reason": "official"})
    rows = {row["姓名"]: row["特殊情况"] for row in cells(b"".join(answer.streaming_content))}
    assert rows["赵秀英"] == "怀孕30周"


def test_of_two_conditions_nothing_is_said(filled, logged_in):
    person = filled.people["赵秀英"]
    since = DAY - timedelta(days=1)
    PersonCondition.objects.create(person=person, kind="ill", since_on=since, recorded_at="2020-02-12T00:00Z")
    answer = logged_in(filled.duty_officer).post("/register/exports/people/", {"reason": "official"})
    content = b"".join(answer.streaming_content)
    assert dry(filled.duty_officer, "staff", content).counts["changed"] == 0


def test_the_filters_of_the_page_hold(filled, logged_in):
    rows = cells(taken(logged_in(filled.duty_officer), "people", "?kind=volunteer&q=zk"))
    assert [row["姓名"] for row in rows] == ["周凯"]


@pytest.mark.parametrize(
    ("key", "column", "own"), [("people", "姓名", "陈国平"), ("posts", "卡点名称", "粮站家属院门")]
)
def test_a_stranger_township_gets_its_own_only(filled, logged_in, key, column, own):
    names = [row[column] for row in cells(taken(logged_in(filled.stranger), key, "?in=0000"))]
    assert own in names
    assert not {"李建新", "王建军", "于倩", "安平苑北门", "下湾村口"} & set(names)


def test_who_may_not_see_people_exports_none(filled, logged_in):
    auditor = logged_in(filled.auditor)
    assert auditor.get("/register/exports/people.xlsx").status_code == 403
    assert auditor.get("/register/exports/households.xlsx").status_code == 403
    assert auditor.post("/register/exports/posts/", {"reason": "official"}).status_code == 403
    assert cells(taken(auditor, "posts"))[0]["负责人电话"] == "0375-1234567"
    assert logged_in(filled.admin).get("/register/exports/places.xlsx").status_code == 403


def test_a_list_that_does_not_exist(filled, logged_in):
    assert logged_in(filled.duty_officer).get("/register/exports/secrets.xlsx").status_code == 404


def test_what_lies_in_another_township_is_hidden_and_stays(filled, logged_in):
    Person.objects.unscoped("test").filter(name="王建军").update(home=filled.places["粮站家属院"])
    content = taken(logged_in(filled.township_officer), "people")
    row = next(one for one in cells(content) if one["姓名"] == "王建军")
    assert (row["乡镇"], row["村/小区"]) == ("******", "******")
    assert dry(filled.township_officer, "staff", content, path="0000").counts["changed"] == 0


def test_two_posts_of_one_name_are_hidden_rather_than_confused(filled, logged_in):
    Place.objects.unscoped("test").filter(name="安平苑东门").update(name="安平苑北门")
    content = taken(logged_in(filled.duty_officer), "people")
    assert dry(filled.duty_officer, "staff", content).counts["wrong"] == 0


def test_somebody_without_a_number_or_phone_comes_back_the_same(filled, logged_in):
    PersonNumber.objects.unscoped("test").filter(person__name="于倩").delete()
    Person.objects.unscoped("test").filter(name="于倩").update(phone="", phone_end="")
    content = taken(logged_in(filled.duty_officer), "people")
    made = dry(filled.duty_officer, "staff", content)
    assert (made.counts["same"], made.counts["wrong"]) == (8, 0)


CHANGES = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["赵云清", "李建新", "欧阳娜娜", "阿依古丽·买买提"]),
        "phone": st.from_regex(r"\A(1[3-9][0-9]{9}|)\Z"),
        "title": st.sampled_from(["", "科员", "=cmd|' /C calc'!A0", "-1", "@x", "1", "主任科员"]),
        "note": st.sampled_from(["", "注:已离岗", "合计", "1*2****3", "+86"]),
        "sex": st.sampled_from(["", "男", "女"]),
        "is_member": st.booleans(),
        "shifts_per_week": st.none() | st.integers(0, 21),
    }
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(change=CHANGES, whole=st.booleans())
def test_whatever_stands_in_a_row_it_comes_back_unchanged(filled, logged_in, change, whole):
    Person.objects.unscoped("test").filter(name_initials="zk").update(**change)
    client = logged_in(filled.duty_officer)
    if whole:
        answer = client.post("/register/exports/people/", {"reason": "verify"})
        content = b"".join(answer.streaming_content)
    else:
        content = taken(client, "people")
    made = dry(filled.duty_officer, "staff", content)
    assert made.comparison.of("changed") == made.comparison.of("new") == []
    assert made.reading.errors == ()
