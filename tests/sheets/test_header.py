"""Find the headings and say which column holds which field."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets.books import CADRES, TODAY, book, books, cadre, faults
from yixian.sheets import Unreadable, look, read, table_of, tables


def fields(heading: Sequence[str | None], kind: str = "cadres") -> dict[str, str | None]:
    """Return ``{heading: field}`` as it was matched."""
    return {one.heading: one.field for one in look(kind, book([heading])).columns}


def test_it_works() -> None:
    seen = look("cadres", book([("县直单位下沉干部名单",), ("填报单位：县委办",), CADRES, cadre()], merges=["A1:H1"]))

    assert seen.header_rows == (3, 3)
    assert [one.field for one in seen.columns] == [
        *("number", "name", "id_number", "phone", "post", "duty", "arrives_on", "note"),
    ]
    assert all(one.is_sure for one in seen.columns)
    assert seen.missing == ("unit", "is_member")
    assert seen.lacks == ()


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓 名", "name"),
        ("姓\n名", "name"),
        ("＊姓名（必填）", "name"),
        ("身份证号", "id_number"),
        ("公民身份号码", "id_number"),
        ("身份证号码（18位）", "id_number"),
        ("联系方式", "phone"),
        ("手机", "phone"),
        ("卡点", "post"),
        ("下沉小区", "post"),
        ("岗位", "duty"),
        ("报到时间", "arrives_on"),
        ("到岗日期(年/月/日)", "arrives_on"),
        ("工作单位", "unit"),
        ("政治面貌", "is_member"),
        ("血型", None),
        ("负责人电话", None),
    ],
)
def test_headings_as_offices_write_them(heading: str, field: str | None) -> None:
    heading_row = ("姓名", "身份证", heading) if field not in ("name", "id_number") else ("手机号", "岗位职责", heading)

    assert list(fields(heading_row).values())[2] == field


def test_a_heading_that_only_contains_a_known_one_is_not_sure() -> None:
    column = look("cadres", book([("姓名", "身份证号", "本人现用手机号")])).columns[2]

    assert (column.field, column.is_sure) == ("phone", False)


def test_the_canonical_heading_wins_over_an_alias() -> None:
    matched = fields(("姓名", "身份证号", "联系电话", "手机号"))

    assert matched["手机号"] == "phone"
    assert matched["联系电话"] is None


@settings(deadline=None, max_examples=40)
@given(st.permutations(CADRES), st.integers(0, 6))
def test_order_and_place_do_not_matter(heading: list[str], above: int) -> None:
    seen = look("cadres", book([*[["说明"]] * above, heading, ["x"] * 8]))

    assert seen.header_rows == (above + 1, above + 1)
    assert {one.heading: one.field for one in seen.columns} == fields(CADRES)


@pytest.mark.parametrize("kind", [kind for kind, one in tables().items() if not one.is_grid])
def test_every_canonical_heading_is_its_own_field(kind: str) -> None:
    one = table_of(kind)

    assert list(fields([field.heading for field in one.fields], kind).values()) == [field.name for field in one.fields]


def test_two_rows_of_headings() -> None:
    rows = [("姓名", "证件", None, "手机号"), (None, "类型", "身份证号码", None), ("王秀兰", "身份证", "1", "2")]

    seen = look("cadres", book(rows, merges=["A1:A2", "B1:C1", "D1:D2"]))

    assert seen.header_rows == (1, 2)
    assert [one.field for one in seen.columns] == ["name", None, "id_number", "phone"]


def test_data_is_never_taken_for_a_heading() -> None:
    assert look("cadres", book([CADRES, cadre()])).header_rows == (1, 1)


def test_a_person_may_choose_other_columns() -> None:
    data = book([("姓名", "身份证号", "电话一", "电话二"), ("王秀兰", cadre()[2], "13800000001", "13900000001")])

    reading = read("cadres", data, year=2020, today=TODAY, columns={"D": "phone", "C": ""})

    assert reading.rows[0].values["phone"] == "13900000001"


def test_a_person_may_choose_where_no_heading_is_known() -> None:
    data = book([("甲", "乙"), ("王秀兰", cadre()[2])])

    reading = read("cadres", data, year=2020, today=TODAY, columns={"A": "name", "B": "id_number"})

    assert [row.values["name"] for row in reading.rows] == ["王秀兰"]


def test_the_sheet_that_fits_is_taken_and_the_others_are_told() -> None:
    sheets = {"说明": [("填表说明",)], "第一批": [CADRES, cadre()], "第二批": [CADRES, cadre(2), cadre(3)]}

    reading = read("cadres", books(sheets), year=2020, today=TODAY)

    assert (reading.sheet, reading.also_fit) == ("第二批", ("第一批",))
    assert read("cadres", books(sheets), year=2020, today=TODAY, sheet="第一批").people == 1
    with pytest.raises(Unreadable):
        read("cadres", books(sheets), year=2020, today=TODAY, sheet="第三批")


def test_a_list_of_another_kind_says_what_is_lacking() -> None:
    data = book([("卡点名称", "类别", "乡镇"), ("安平苑北门", "小区主门", "柳河镇")])

    assert look("cadres", data).lacks == ("姓名", "身份证号码")
    with pytest.raises(Unreadable, match="身份证号码"):
        read("cadres", data, year=2020, today=TODAY)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="cadres"):
        look("people", b"")


def test_a_list_that_begins_lower_and_further_right_keeps_its_places() -> None:
    shifted = [[None, None, *row] for row in (CADRES, cadre(name=""))]

    assert faults(read("cadres", book([[], [], [], *shifted]), year=2020, today=TODAY)) == [(5, "D", "name_blank")]
