"""Lists: facts into rows, in the words of the office."""

from __future__ import annotations

from datetime import date

import pytest

from tests.simulate.little import LITTLE
from yixian.simulate.lists.cadres import all_cadres, seconded_cadres, unit_cadres
from yixian.simulate.lists.listing import Listing
from yixian.simulate.lists.locals import village_staff, volunteers
from yixian.simulate.lists.places import household_list, place_list
from yixian.simulate.lists.posts import post_list
from yixian.simulate.lists.units import unit_list


def column(listing: Listing, heading: str) -> list[object]:
    """One column of a list."""
    at = listing.column(heading)
    return [row[at] for row in listing.rows]


ALL = (
    place_list(LITTLE),
    unit_list(LITTLE),
    post_list(LITTLE),
    unit_cadres(LITTLE, 2),
    all_cadres(LITTLE),
    seconded_cadres(LITTLE),
    village_staff(LITTLE),
    volunteers(LITTLE),
    household_list(LITTLE),
)


def test_it_works() -> None:
    assert column(post_list(LITTLE), "卡点名称") == [post.name for post in LITTLE.posts]
    assert column(post_list(LITTLE), "夜班人数") == [2, 2, 2, 1, 1]
    assert column(post_list(LITTLE), "须党员带班") == ["是"] * 5


@pytest.mark.parametrize("listing", ALL, ids=lambda listing: listing.title)
def test_each_row_is_as_long_as_the_headings(listing: Listing) -> None:
    assert listing.rows
    assert {len(row) for row in listing.rows} == {len(listing.headings)}
    assert len(set(listing.headings)) == len(listing.headings)


def test_a_heading_that_is_not_there_is_nowhere() -> None:
    assert post_list(LITTLE).column("体温") == -1


def test_places_name_their_parent_and_leave_the_county_out() -> None:
    places = dict(zip(column(place_list(LITTLE), "名称"), column(place_list(LITTLE), "上级"), strict=True))

    assert places["柳河镇"] == "临溪县"
    assert places["安平苑"] == "柳河社区"
    assert "临溪县" not in places


def test_a_unit_list_says_its_unit_in_the_title() -> None:
    listing = unit_cadres(LITTLE, 2)

    assert listing.title == "县水利局人员名册"
    assert listing.column("单位") == -1
    assert column(listing, "姓名") == ["李建新"]


def test_the_first_secretary_is_listed_with_her_condition() -> None:
    listing = village_staff(LITTLE)
    row = dict(zip(listing.headings, listing.rows[0], strict=True))

    assert (row["姓名"], row["特殊情况"], row["人员类别"]) == ("赵秀英", "怀孕30周", "村干部")
    assert (row["乡镇"], row["村/小区"], row["定点卡点"]) == ("柳河镇", "下湾村", "下湾村口")


def test_poverty_is_in_no_list() -> None:
    text = str([volunteers(LITTLE), village_staff(LITTLE)])

    assert "周凯" in text
    assert "贫" not in text


def test_officers_are_in_no_list_of_staff() -> None:
    listed = [name for listing in ALL if listing.column("姓名") >= 0 for name in column(listing, "姓名")]

    assert not {"赵云清", "陈国平", "李婉宁"} & set(listed)


def test_cadres_have_a_role_and_a_day_of_arrival() -> None:
    assert column(seconded_cadres(LITTLE), "岗位职责") == ["排查员", "服务员"]
    assert column(seconded_cadres(LITTLE), "到岗日期") == [date(2020, 2, 12), date(2020, 2, 11)]


def test_a_volunteer_says_how_often() -> None:
    assert column(volunteers(LITTLE), "每周可值班次") == [3]


def test_households_are_counted_for_villages_and_compounds() -> None:
    assert column(household_list(LITTLE), "村/小区") == ["下湾村", "安平苑", "金穗小区", "幸福小区"]
    assert column(household_list(LITTLE), "户数") == [400, 620, 320, 960]
