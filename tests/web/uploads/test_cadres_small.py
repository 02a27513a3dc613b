import json

import pytest

from tests.web.uploads.books import DATA, send, twenty_four_posts
from yixian.web.register.models import Person, PersonNumber
from yixian.web.uploads.judging import judged
from yixian.web.uploads.models import Upload

CADRES = (DATA / "cadres_small.xlsx").read_bytes()
EXPECTED = json.loads((DATA / "cadres_small.expected.json").read_text())


@pytest.fixture
def client(county, logged_in, evening):
    twenty_four_posts(county.places["安平苑"])
    return logged_in(county.duty_officer)


@pytest.fixture
def upload(client):
    answer = send(client, "cadres", CADRES, "cadres_small.xlsx")
    assert answer.status_code == 302
    return Upload.objects.unscoped("test").get()


def test_it_works(client, upload, county):
    found = judged(upload, county.duty_officer)
    named = {(one.row, one.column, one.kind) for one in found.reading.errors}
    assert named == {(one["row"], one["column"], one["kind"]) for one in EXPECTED["rows_with_errors"]}
    assert found.counts == {"wrong": 22, "new": 98, "changed": 0, "same": 0, "asked": 0}


def test_good_rows_are_written_and_wrong_ones_are_not(client, upload):
    client.post(f"/uploads/{upload.pk}/write/")
    assert Person.objects.unscoped("test").count() == 8 + 98
    assert upload.as_stored().state == "applied"


def test_the_same_file_twice_changes_nothing(client, upload, county):
    client.post(f"/uploads/{upload.pk}/write/")
    send(client, "cadres", CADRES)
    again = Upload.objects.unscoped("test").latest("pk")
    assert judged(again, county.duty_officer).counts == {"wrong": 22, "new": 0, "changed": 0, "same": 98, "asked": 0}
    client.post(f"/uploads/{again.pk}/write/")
    assert Person.objects.unscoped("test").count() == 8 + 98


def test_a_mended_cell_is_judged_afresh(client, upload, county):
    client.post(f"/uploads/{upload.pk}/mend/", {"cell": "61:D", "text": "13800000999"})
    assert judged(upload.as_stored(), county.duty_officer).counts["wrong"] == 21
    client.post(f"/uploads/{upload.pk}/mend/", {"cell": "87:D", "text": "138"})
    assert judged(upload.as_stored(), county.duty_officer).counts["wrong"] == 21


def test_a_skipped_row_is_left_out(client, upload, county):
    client.post(f"/uploads/{upload.pk}/skip/", {"row": "49"})
    found = judged(upload.as_stored(), county.duty_officer)
    assert found.counts["wrong"] == 21
    assert all(change.row != 49 for change in found.comparison.changes)


def test_all_of_one_kind_are_skipped_at_once(client, upload, county):
    client.post(f"/uploads/{upload.pk}/skip/", {"kind": "id_15"})
    assert judged(upload.as_stored(), county.duty_officer).counts["wrong"] == 20


def test_the_page_names_the_cell_and_masks_the_rest(client, upload):
    page = client.get(f"/uploads/{upload.pk}/").content.decode()
    assert "D61 手机号" in page
    assert "4299****" in page
    assert "跳过此行" in page


def test_numbers_are_sealed_and_found_again(client, upload):
    client.post(f"/uploads/{upload.pk}/write/")
    number = PersonNumber.objects.unscoped("test").order_by("-pk").first()
    assert bytes(number.sealed).find(number.end.encode()) == -1
    assert len(number.end) == 4


def test_wrong_rows_come_back_as_a_workbook_that_reads_the_same(client, upload, county):
    back = client.get(f"/uploads/{upload.pk}/wrong.xlsx")
    assert back["Content-Disposition"] == 'attachment; filename="cadres-wrong.xlsx"'
    send(client, "cadres", back.content)
    again = judged(Upload.objects.unscoped("test").latest("pk"), county.duty_officer)
    assert again.counts["new"] + again.counts["wrong"] == 22


def test_after_writing_it_cannot_be_mended(client, upload):
    client.post(f"/uploads/{upload.pk}/write/")
    assert client.post(f"/uploads/{upload.pk}/mend/", {"cell": "61:D", "text": "1"}).status_code == 409


def test_columns_can_be_corrected(client, upload, county):
    page = client.get(f"/uploads/{upload.pk}/columns/").content.decode()
    assert "身份证号码" in page
    chosen = {
        f"column-{letter}": field
        for letter, field in zip(
            "ABCDEFG", ("number", "name", "id_number", "phone", "post", "duty", "arrives_on"), strict=True
        )
    }
    client.post(f"/uploads/{upload.pk}/columns/", chosen | {"column-H": ""})
    assert judged(upload.as_stored(), county.duty_officer).counts["new"] == 98


def test_a_stranger_township_finds_no_such_upload(upload, county, logged_in):
    assert logged_in(county.stranger).get(f"/uploads/{upload.pk}/").status_code == 404


def test_in_english(client, upload):
    client.cookies["django_language"] = "en"
    page = client.get(f"/uploads/{upload.pk}/").content.decode()
    assert "Write 98 rows" in page
    assert "Skip this row" in page
