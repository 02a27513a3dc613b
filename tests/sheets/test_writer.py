"""What is written reads back the same, and no cell is a formula."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.sheets.books import POSTS, TODAY, cadre, cells, faults, id_number, read_cadres
from yixian.rules.identity import check_character
from yixian.sheets import bad_rows_workbook, read, table_of, tables, template, write_table
from yixian.sheets.dittos import is_ditto
from yixian.sheets.kinds.staff import Condition
from yixian.words import Lang

WORDS = st.text(st.sampled_from("=+-@'王秀兰安平苑abc12\t\r "), max_size=8)
HAN = st.text(st.sampled_from("王李张秀兰建国平安"), min_size=2, max_size=4)
IDS = st.builds(
    lambda born, order: (first := f"419901{born:%Y%m%d}{order:03}") + check_character(first),
    st.dates(date(1940, 1, 1), date(2002, 1, 1)),
    st.integers(0, 999),
)
CONDITIONS = st.one_of(
    st.builds(Condition, st.just("pregnant"), st.integers(4, 40).map(str)),
    st.builds(Condition, st.just("nursing"), st.dates(date(2020, 1, 1), date(2020, 12, 31)).map(date.isoformat)),
    st.sampled_from([Condition("ill"), Condition("under_observation")]),
)
STAFF = st.fixed_dictionaries(
    {
        "number": st.integers(1, 999),
        "name": HAN,
        "sex": st.sampled_from(["男", "女"]),
        "id_number": IDS,
        "phone": st.integers(13_000_000_000, 19_999_999_999).map(str),
        "kind": st.sampled_from(["cadre", "village", "community", "property", "volunteer"]),
        "unit": st.one_of(st.none(), HAN),
        "is_member": st.one_of(st.none(), st.booleans()),
        "shifts_per_week": st.one_of(st.none(), st.integers(0, 21)),
        "condition": st.one_of(st.none(), CONDITIONS),
    }
)


def values(kind: str, data: bytes) -> list[dict[str, Any]]:
    """Read a workbook back; nothing of it may be a fault."""
    reading = read(kind, data, year=2020, today=TODAY)
    assert faults(reading) == []
    return [dict(row.values) for row in reading.rows]


def full(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with every field of its kind."""
    return {field.name: row.get(field.name) for field in table_of(kind).fields}


def test_it_works() -> None:
    row = full("cadres", dict(read_cadres(cadre(note="+1")).rows[0].values))

    assert values("cadres", write_table("cadres", [row])) == [row]


@settings(max_examples=40, deadline=None)
@given(st.lists(STAFF, min_size=1, max_size=6, unique_by=lambda row: row["id_number"]))
def test_staff_read_back_the_same(rows: list[dict[str, Any]]) -> None:
    rows = [full("staff", row) for row in rows]

    assert values("staff", write_table("staff", rows)) == rows


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("units", {"name": "县水利局", "short_name": "水利局", "kind": "bureau", "quota": 12, "phone": "0375-6512345"}),
        (
            "places",
            {
                "name": "安平苑",
                "kind": "compound",
                "code": "419901100001",
                "lon": 113.054,
                "lat": 33.866,
                "datum": "GCJ-02",
                "households": 320,
                "aliases": ("安平小区", "安苹苑"),
                "leader": "李建国",
                "leader_phone": "13800000001",
            },
        ),
        (
            "posts",
            {
                "number": 231,
                "name": "安平苑北门",
                "kind": "main_gate",
                "need_early": 2,
                "need_night": 0,
                "needs_leader": True,
                "phone": "13800000001",
                "lon": 113.0,
                "lat": 33.8663,
            },
        ),
        (
            "returnees",
            {
                "name": "王秀兰",
                "id_number": id_number(1),
                "return_date": date(2020, 2, 3),
                "fever": False,
                "from": "湖北武汉",
            },
        ),
    ],
)
def test_every_kind_reads_back_the_same(kind: str, row: dict[str, Any]) -> None:
    assert values(kind, write_table(kind, [full(kind, row)])) == [full(kind, row)]


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_a_note_reads_back_the_same_whatever_it_begins_with(note: str) -> None:
    assume(not is_ditto(note))
    once = read_cadres(cadre(note=note)).rows[0].values
    again = values("cadres", write_table("cadres", [once]))[0]

    assert again == once


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "'=1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(write_table("cadres", [{"name": "王秀兰", "note": text}])))
    cell = workbook.worksheets[0]["J3"]

    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_the_same_content_gives_the_same_bytes() -> None:
    assert write_table("units", []) == write_table("units", [])


def test_a_roster_reads_back_the_same() -> None:
    night = datetime(2020, 2, 29, 22)
    rows = [
        {"post": "安平苑北门", "start": start, "end": start + timedelta(hours=8), "name": name, "leads": leads}
        for start in (night, night + timedelta(days=1))
        for name, leads in (("王秀兰", True), ("李建国", False))
    ]

    back = values("roster", write_table("roster", rows))

    assert [{key: one[key] for key in rows[0]} for one in back] == rows


@pytest.mark.parametrize("kind", sorted(tables()))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_is_read_as_an_empty_list(kind: str, lang: Lang) -> None:
    data = template(kind, lang)

    assert values(kind, data) == []
    assert (openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["B2"].comment is None) == table_of(kind).is_grid


def test_bad_rows_go_back_with_their_columns_and_reasons() -> None:
    reading = read_cadres(cadre(), cadre(2, name="", phone="138", note="+1"), cadre(3, day="2920-02-10"))

    rows = cells(bad_rows_workbook(reading, "zh"))

    assert rows[0][-1] == "退回原因"
    assert rows[1][0] == 2
    assert rows[1][7] == "'+1"
    assert rows[1][-1] == "B3 姓名或名称没有填\nD3 电话应为 11 位，现在是 3 位"
    assert rows[2][-1] == "G4 日期 2920-02-10 晚于 2020-03-22，可改为 2020-02-10".replace("，可", " 可")
    assert len(rows) == 3


def test_bad_rows_that_are_corrected_are_good() -> None:
    reading = read_cadres(cadre(), cadre(2, name=""), cadre(3, id=419901198501010017.0), cadre(4, duty="保洁"))
    workbook = openpyxl.load_workbook(io.BytesIO(bad_rows_workbook(reading, "en")))
    sheet = workbook.worksheets[0]
    sheet["B2"], sheet["C3"], sheet["F4"] = "李建国", id_number(3), "服务员"
    buffer = io.BytesIO()
    workbook.save(buffer)

    again = read("cadres", buffer.getvalue(), register=POSTS, year=2020, today=TODAY)

    assert faults(again) == []
    assert [row.values["number"] for row in again.rows] == [2, 3, 4]


def test_bad_rows_that_are_not_corrected_are_as_bad_as_before() -> None:
    reading = read_cadres(
        cadre(2, id=419901198501010017.0), cadre(3, day=2.1), cadre(4, phone=1380000000), cadre(5, id="1")
    )

    again = read("cadres", bad_rows_workbook(reading, "zh"), register=POSTS, year=2020, today=TODAY)

    assert [kind for _, _, kind in faults(again)] == [kind for _, _, kind in faults(reading)]
