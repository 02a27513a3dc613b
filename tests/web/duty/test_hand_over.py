"""Notes from one shift to the next: from phones and desks, once each, read by whoever comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.county import DAY, EVENING, NIGHT, County
from tests.web.duty.rosters import task
from tests.web.field.phones import phone
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.duty.hand_over.actions import leave_note, withdraw_note
from yixian.web.duty.hand_over.queries import notes_at
from yixian.web.duty.models import DeskNote
from yixian.web.field.api import COOKIE
from yixian.web.field.log import append
from yixian.web.field.models import FieldEntry
from yixian.web.journal.models import AuditEntry

LogIn = Callable[[Account], Client]
GATE, PAGE = "安平苑北门", "/duty/posts/1/"
TEXT = "3 号楼隔离户要送药，钥匙在抽屉里"


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.stopped_at(EVENING):
        yield


def entry(text: object = TEXT, uuid: UUID | None = None, **more: object) -> dict[str, object]:
    said = {"uuid": str(uuid or uuid4()), "kind": "handover", "post": 1, "at": EVENING.isoformat(), "text": text}
    return said | more


def from_phone(county: County, *entries: dict[str, object], who: str | None = "王建军") -> list[str]:
    device, _token = phone(county, GATE, who)
    return [answer.reason or answer.result.value for answer in append(entries, device=device, at=EVENING)]


def left(county: County, hours: float = 0, post: str = GATE) -> list[str]:
    return [one.text for one in notes_at([county.posts[post].pk], EVENING + timedelta(hours=hours))]


def read(county: County, who: str | None = None, post: str = GATE) -> list[dict[str, str]]:
    client = Client()
    client.cookies[COOKIE] = phone(county, post, who)[1]
    return client.get("/duty/notes/").json()["notes"]  # type: ignore[no-any-return]


def write(county: County, text: str = TEXT, uuid: UUID | None = None, by: Account | None = None) -> DeskNote:
    return leave_note(
        by=by or county.township_officer, post=county.posts[GATE], uuid=uuid or uuid4(), text=text, at=EVENING
    )


def refused(run: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        run()
    return told.value.code


def test_it_works(county: County) -> None:
    assert from_phone(county, entry()) == ["stored"]
    assert left(county) == [TEXT]
    assert read(county)[0]["who"] == "王**"


def test_sent_again_it_counts_once(county: County) -> None:
    note = entry()
    assert from_phone(county, note, note) == ["stored", "duplicate"]
    assert from_phone(county, note) == ["duplicate"]
    assert left(county) == [TEXT]


@pytest.mark.parametrize("text", ["", "   ", None, 7, "\u0000\n"])
def test_a_note_without_words_is_none(county: County, text: object) -> None:
    assert from_phone(county, entry(text)) == ["no_text"]


def test_a_long_note_is_cut_and_put_on_one_line(county: County) -> None:
    from_phone(county, entry("一\n二\t" + "三" * 400))
    [text] = left(county)
    assert text.startswith("一 二 三") and len(text) == 200


def test_it_moves_no_shift(county: County) -> None:
    shift = task(county, "王建军", GATE, DAY, "late")
    from_phone(county, entry(task=shift.key))
    assert shift.as_stored().state == "open"
    assert FieldEntry.objects.unscoped("test").get().task is None


def test_taken_back_it_is_gone(county: County) -> None:
    note = entry()
    from_phone(county, note, entry(kind="undo", undoes=note["uuid"]))
    assert left(county) == []


def test_another_post_takes_nothing_back(county: County) -> None:
    note = entry()
    from_phone(county, note, entry(kind="undo", undoes=note["uuid"], post=2))
    assert left(county) == [TEXT]


def test_after_a_day_it_is_no_longer_shown(county: County) -> None:
    from_phone(county, entry())
    assert (left(county, 23.9), left(county, 24)) == ([TEXT], [])


def test_another_post_does_not_read_it(county: County) -> None:
    from_phone(county, entry())
    assert read(county, post="下湾村口") == []


def test_who_is_sent_there_reads_it_on_his_own_phone(county: County) -> None:
    from_phone(county, entry())
    assert read(county, "周凯", "下湾村口") == []
    task(county, "周凯", GATE, DAY, "night")
    [note] = read(county, "周凯", "下湾村口")
    assert (note["text"], note["post"]) == (TEXT, GATE)


def test_the_answer_is_not_kept_on_the_way(county: County) -> None:
    client = Client()
    client.cookies[COOKIE] = phone(county)[1]
    assert client.get("/duty/notes/")["Cache-Control"] == "no-store"


def test_a_strange_phone_reads_nothing(county: County) -> None:
    assert Client().get("/duty/notes/").status_code == 404


def test_the_desk_leaves_one_too(county: County) -> None:
    write(county)
    from_phone(county, entry("第二句", at=(EVENING + timedelta(seconds=1)).isoformat()))
    assert left(county, 1) == ["第二句", TEXT]
    assert read(county)[0]["who"] == "李婉宁"


def test_a_form_sent_twice_is_one_note(county: County) -> None:
    uuid = uuid4()
    assert write(county, uuid=uuid).pk == write(county, uuid=uuid).pk
    assert left(county) == [TEXT]


def test_it_is_audited(county: County) -> None:
    write(county)
    assert AuditEntry.objects.unscoped("test").get(action="leave_note").place_path == county.posts[GATE].place.path


@pytest.mark.parametrize(("text", "code"), [(" ", "note_empty"), ("字" * 201, "note_too_long")])
def test_what_is_no_line_is_refused(county: County, text: str, code: str) -> None:
    assert refused(lambda: write(county, text)) == code


@pytest.mark.parametrize("who", ["stranger", "auditor", "admin"])
def test_who_does_not_lead_there_leaves_nothing(county: County, who: str) -> None:
    assert refused(lambda: write(county, by=county.accounts[who])) == "not_allowed"


def test_withdrawn_once(county: County) -> None:
    note = write(county)
    withdraw_note(by=county.township_officer, desk_note=note, at=NIGHT)
    assert left(county) == []
    assert refused(lambda: withdraw_note(by=county.township_officer, desk_note=note, at=NIGHT)) == "note_withdrawn"


def test_the_page_shows_and_takes_notes(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert client.post(f"{PAGE}notes/", {"uuid": str(uuid4()), "text": TEXT}).status_code == 302
    html = client.get(PAGE).content.decode()
    assert TEXT in html
    pk = DeskNote.objects.unscoped("test").get().pk
    assert client.post(f"{PAGE}notes/{pk}/withdraw/").status_code == 302
    assert TEXT not in client.get(PAGE).content.decode()


def test_the_page_says_what_is_wrong(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    answer = client.post(f"{PAGE}notes/", {"uuid": str(uuid4()), "text": ""})
    assert answer.status_code == 422 and "写一句交班的话" in answer.content.decode()
    assert client.post(f"{PAGE}notes/", {"uuid": "x", "text": TEXT}).status_code == 404


def test_who_may_not_see_names_reads_no_notes(county: County, logged_in: LogIn) -> None:
    write(county)
    assert TEXT not in logged_in(county.auditor).get(PAGE).content.decode()


def test_a_foreign_post_does_not_exist(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.stranger).post(f"{PAGE}notes/", {"text": TEXT}).status_code == 404
    assert logged_in(county.township_officer).get(f"{PAGE}notes/").status_code == 405


def test_the_job_says_where_notes_and_slots_are(county: County) -> None:
    client = Client()
    client.cookies[COOKIE] = phone(county, GATE, "王建军")[1]
    job = client.get("/f/job.json").json()
    assert job["notes"] == "/duty/notes/" and "/duty/slots/" in [door["url"] for door in job["doors"]]
    assert TEXT not in str(job)
