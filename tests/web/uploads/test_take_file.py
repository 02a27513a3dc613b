"""Files that come in: what they may be, which kind they are, what is kept of them."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from tests.web.register.books import WANG
from tests.web.uploads.books import DATA, send
from yixian import sheets
from yixian.sheets import write_table
from yixian.web.journal.models import AuditEntry, AuditPayload
from yixian.web.register.models import MapFeature, Person
from yixian.web.uploads.models import Upload

CADRES = (DATA / "cadres_small.xlsx").read_bytes()


@pytest.fixture
def client(county, logged_in, evening):
    return logged_in(county.duty_officer)


def only():
    return Upload.objects.unscoped("test").get()


def test_it_works(client, county):
    answer = send(client, "cadres", CADRES, "下沉干部名单0212.xlsx")
    assert answer.url == f"/uploads/{only().pk}/"
    assert (only().filename, only().by, only().year, only().state) == (
        "下沉干部名单0212.xlsx",
        county.duty_officer,
        2020,
        "read",
    )
    assert AuditEntry.objects.unscoped("test").get(action="keep_file").account_id == county.duty_officer.pk


@pytest.mark.parametrize("kind", ["places", "units", "posts", "staff", "cadres"])
def test_the_headings_say_the_kind(client, kind):
    send(client, "", sheets.template(kind, "zh"))
    assert only().kind == kind


def test_what_no_heading_says_is_asked(client):
    answer = send(client, "", a_list_of_vegetables())
    assert answer.status_code == 422
    assert "先选这张表是什么表" in answer.content.decode()


def a_list_of_vegetables():
    book = openpyxl.Workbook()
    book.active.append(["菜名", "单价"])
    book.active.append(["白菜", 2])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_the_file_lies_sealed(client):
    send(client, "cadres", CADRES)
    upload = only()
    assert upload.content == CADRES
    assert CADRES[:40] not in bytes(upload.sealed)
    client.post(f"/uploads/{upload.pk}/mend/", {"cell": "61:C", "text": "419901196506120024"})
    assert b"419901196506120024" not in bytes(only().sealed_mends)
    assert only().mends == {"61:C": "419901196506120024"}


def test_the_audit_keeps_which_cells_were_mended_but_not_what_stands_in_them(client):
    send(client, "cadres", CADRES)
    client.post(f"/uploads/{only().pk}/mend/", {"cell": "61:C", "text": "419901196506120024"})
    content = str(AuditPayload.objects.unscoped("test").get(entry__action="mend_cells").content)
    assert "61:C" in content and "419901196506120024" not in content


def test_a_bomb_is_refused(client):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * (300 * 2**20))
    answer = send(client, "staff", buffer.getvalue())
    assert answer.status_code == 422
    assert "展开后大得多" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("姓名,身份证号\n王秀兰,1\n".encode("gbk"), "CSV"),
        (b"%PDF-1.4", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式"),
        (b"", "空文件"),
        (b"PK\x03\x04 broken", "损坏"),
    ],
)
def test_what_is_no_workbook_is_said_in_a_sentence(client, content, said):
    answer = send(client, "staff", content, "名单.xlsx")
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Upload.objects.unscoped("test").exists()


def test_macros_are_never_run_and_formulas_are_texts(client, county):
    source, buffer = io.BytesIO(write_table("staff", [WANG | {"place": "下湾村"}])), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    assert send(client, "staff", buffer.getvalue(), "名单.xlsm").status_code == 302
    client.post(f"/uploads/{only().pk}/write/")
    assert Person.objects.unscoped("test").filter(name="王秀兰").exists()


def test_too_large_a_file_is_refused_before_it_is_read(client, monkeypatch):
    monkeypatch.setattr("yixian.web.uploads.views.sheets.LIMITS", sheets.LIMITS.__class__(file_bytes=1000))
    answer = send(client, "staff", b"x" * 1001)
    assert "20 MB" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.xlsx", "C:\\\\表\\\\名单.xlsx", "<b>名单</b>.xlsx", "长" * 300 + ".xlsx"]
)
def test_a_file_name_is_only_shown(client, name):
    send(client, "cadres", CADRES, name)
    assert "/" not in only().filename.replace("</b>", "")
    assert len(only().filename) <= 120
    assert "<b>名单" not in client.get(f"/uploads/{only().pk}/").content.decode()


def test_no_file_is_said(client):
    answer = client.post("/uploads/", {"kind": "staff"})
    assert answer.status_code == 422
    assert "先选一个文件" in answer.content.decode()


def test_a_map_is_known_without_its_kind(client, county):
    line = b'{"type": "LineString", "coordinates": [[113, 33], [113.1, 33]]}'
    content = b'{"features": [{"properties": {"kind": "river", "name": "x"}, "geometry": ' + line + b"}]}"
    assert send(client, "", content, "map.geojson").status_code == 302
    assert MapFeature.objects.unscoped("test").get().kind == "river"


def test_the_same_file_written_before_is_said(client, county):
    send(client, "staff", write_table("staff", [WANG | {"place": "下湾村"}]))
    client.post(f"/uploads/{only().pk}/write/")
    send(client, "staff", write_table("staff", [WANG | {"place": "下湾村"}]))
    page = client.get(f"/uploads/{Upload.objects.unscoped('test').latest('pk').pk}/").content.decode()
    assert "这份文件 02-13 18:00 已由赵云清写入过" in page


def test_an_account_without_the_right_sends_nothing(county, logged_in):
    assert send(logged_in(county.auditor), "cadres", CADRES).status_code == 403
    assert not Upload.objects.unscoped("test").exists()
