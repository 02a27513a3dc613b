"""The page of a dry run: what it shows, masks and offers."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from tests.web.register.books import WANG, upload, written
from tests.web.uploads.books import DATA, send, twenty_four_posts
from yixian.sheets import groups
from yixian.web import clock
from yixian.web.access import rights
from yixian.web.uploads import actions
from yixian.web.uploads.judging import judged
from yixian.web.uploads.models import Upload

CADRES = (DATA / "cadres_small.xlsx").read_bytes()


@pytest.fixture(autouse=True)
def _now(evening):
    pass


@pytest.fixture
def client(county, logged_in):
    return logged_in(county.duty_officer)


@pytest.fixture
def sent(county, client):
    twenty_four_posts(county.places["安平苑"])
    send(client, "cadres", CADRES, "cadres_small.xlsx")
    return Upload.objects.unscoped("test").get()


def page(client, upload, query="", **headers):
    return client.get(f"/uploads/{upload.pk}/{query}", **headers).content.decode()


def test_it_works(client, sent):
    html = page(client, sent)
    assert re.search(r'data-count="wrong">22<', html) and re.search(r'data-count="new">98<', html)
    assert "写入 98 行" in html and "下载有误的 22 行" in html
    assert html.count('class="cell-wrong') == 22


def test_a_mend_answers_the_part_with_its_foot_and_the_way_back(client, sent):
    answer = client.post(
        f"/uploads/{sent.pk}/mend/?tab=wrong", {"cell": "61:D", "text": "13800000999"}, HTTP_HX_REQUEST="true"
    )
    html = answer.content.decode()
    assert html.startswith('<div id="dry"')
    assert 'id="dry-foot" hx-swap-oob="true"' in html and "写入 99 行" in html
    assert f"/uploads/{sent.pk}/back/?cell=61%3AD" in html


def test_without_script_it_goes_back_to_where_it_was(client, sent):
    answer = client.post(f"/uploads/{sent.pk}/skip/?tab=wrong&page=1", {"row": "49"})
    assert answer.url == f"/uploads/{sent.pk}/?tab=wrong&page=1"


def test_all_mends_of_a_kind_at_once(client, sent, county):
    errors = judged(sent, county.duty_officer).reading.errors
    group = next(one for one in groups(errors) if one.n_mendable)
    client.post(f"/uploads/{sent.pk}/mend/", {"kind": group.kind})
    assert judged(sent.as_stored(), county.duty_officer).counts["wrong"] == 22 - group.n_mendable


def test_a_step_is_taken_back(client, sent, county):
    client.post(f"/uploads/{sent.pk}/skip/", {"row": "49"})
    client.post(f"/uploads/{sent.pk}/back/?row=49")
    assert judged(sent.as_stored(), county.duty_officer).counts["wrong"] == 22


def test_all_skips_are_taken_back_at_once(client, sent, county):
    client.post(f"/uploads/{sent.pk}/skip/", {"kind": "id_15"})
    client.post(f"/uploads/{sent.pk}/skip/", {"row": "49"})
    client.post(f"/uploads/{sent.pk}/back/")
    assert sent.as_stored().skips == []


def test_a_title_that_names_the_unit_is_shown_and_corrected(client, county):
    sent = upload(county.duty_officer, "staff", WANG)
    book = openpyxl.load_workbook(io.BytesIO(sent.content))
    book.active["A1"] = "县水利局人员名册"
    heads = {cell.value: cell.column for cell in book.active[2]}
    book.active.delete_cols(heads["单位"])
    buffer = io.BytesIO()
    book.save(buffer)
    send(client, "staff", buffer.getvalue())
    sent = Upload.objects.unscoped("test").latest("pk")
    html = page(client, sent)
    assert "取自标题" in html and "县水利局" in html
    client.post(f"/uploads/{sent.pk}/mend/", {"cell": "1:A", "text": "县委办"})
    (row,) = judged(sent.as_stored(), county.duty_officer).reading.rows
    assert row.values["unit"] == "县委办"


def test_phones_and_numbers_are_masked_but_in_the_wrong_cell(client, county):
    sent = upload(county.duty_officer, "staff", WANG, {**WANG, "id_number": "41990119650612002", "name": "高长河"})
    html = page(client, sent)
    assert "41990119650612002" in html and "13900000001" not in html
    html = page(client, sent, "?tab=new")
    assert WANG["id_number"] not in html and "4199****0024" in html and "139****0001" in html


def test_who_may_not_unmask_sees_no_wrong_number(county, logged_in, monkeypatch):
    sent = upload(county.duty_officer, "staff", {**WANG, "id_number": "41990119650612002"})
    without = rights.RIGHTS["headquarters"] - {rights.Right.UNMASK}
    monkeypatch.setitem(rights.RIGHTS, "headquarters", without)
    html = page(logged_in(county.duty_officer), sent)
    assert "41990119650612002" not in html and "4199****2002" in html


def test_what_changes_is_counted_by_field_with_an_example(client, county):
    written(county.duty_officer, "staff", WANG)
    sent = upload(county.duty_officer, "staff", {**WANG, "phone": "13900000002", "title": "主任", "kind": "community"})
    html = page(client, sent, "?tab=changed")
    assert "139****0001" in html and "139****0002" in html and "13900000002" not in html
    assert "村干部" in html and "社区工作者" in html


def test_a_name_that_is_a_script_is_only_text(client, county):
    sent = upload(county.duty_officer, "staff", {**WANG, "name": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in page(client, sent)


@pytest.mark.parametrize("query", ["?tab=nonsense", "?page=0", "?page=999", "?page=x", "?tab=same&page=-1"])
def test_nonsense_in_the_address_shows_a_page(client, sent, query):
    assert client.get(f"/uploads/{sent.pk}/{query}").status_code == 200


@pytest.mark.parametrize("cell", ["0:A", "x", "1:a", "1:", "99999999:A", "1:ABCD", "../1:A"])
def test_a_cell_that_is_none_is_refused(client, sent, cell):
    assert client.post(f"/uploads/{sent.pk}/mend/", {"cell": cell, "text": "x"}).status_code == 409


def test_rows_that_are_no_records_are_listed(client, sent, county):
    passed = judged(sent, county.duty_officer).reading.passed
    html = page(client, sent)
    assert all(f'<span class="n">{one.row}</span>' in html for one in passed)


def test_a_step_costs_no_reading_of_the_rest_again(client, sent, county):
    before = {row.sheet_row: row.values for row in judged(sent, county.duty_officer).reading.rows}
    actions.mend_cells(
        by=county.duty_officer, upload=sent, mends=actions.Mends({"61:D": "13800000999"}), at=clock.now()
    )
    after = judged(sent, county.duty_officer)
    assert all(row.values is before[row.sheet_row] for row in after.reading.rows if row.sheet_row in before)
    assert after.counts["new"] == 99


def test_columns_are_corrected_and_the_year_set(client, sent, county):
    html = client.get(f"/uploads/{sent.pk}/columns/").content.decode()
    chosen = dict(
        zip((f"column-{letter}" for letter in "ABCDEFGH"), re.findall(r'value="(\w+)" selected', html), strict=False)
    )
    assert len(chosen) == 8
    client.post(f"/uploads/{sent.pk}/columns/", {**chosen, "year": "2021"})
    assert sent.as_stored().year == 2021
    twice = client.post(f"/uploads/{sent.pk}/columns/", {**chosen, "column-A": "name"})
    assert (twice.status_code, "两列选了同一项" in twice.content.decode()) == (422, True)
    assert client.post(f"/uploads/{sent.pk}/columns/", {**chosen, "year": "20"}).status_code == 422


def test_without_a_needed_column_the_match_is_asked_first(client, sent, county):
    columns = {f"column-{letter}": "" for letter in "ABCDEFGH"}
    client.post(f"/uploads/{sent.pk}/columns/", columns)
    answer = client.get(f"/uploads/{sent.pk}/")
    assert answer.url == f"/uploads/{sent.pk}/columns/"


def test_in_english(client, sent):
    client.cookies["django_language"] = "en"
    html = page(client, sent)
    assert "Who is it" in html and "Cannot be guessed" in html and "1–22 of 22" in html
