"""Posts of an area on a flat map, and where each person may stand."""

from __future__ import annotations

from tests.county import County
from yixian.web.duty.ground import Ground
from yixian.web.register.models import Person, Place


def reach(county: County, name: str, area: str = "0000") -> list[str]:
    person = Person.objects.unscoped("test").select_related("home").get(pk=county.people[name].pk)
    return [post for post, _ in Ground.of(area).reach(person)]


def test_it_works(county: County) -> None:
    assert reach(county, "王建军")[0] == "0001"
    rows = Ground.of("0000").rows()
    assert [row["id"] for row in rows] == ["0001", "0002", "0003", "0004"]
    assert {row["township"] for row in rows} == {"0000"}
    # Metres around the middle of the posts: their sum is nearly nothing.
    assert abs(sum(row["x"] for row in rows)) <= 4


def test_a_closed_post_is_left_out(county: County) -> None:
    post = county.posts["安平苑东门"]
    post.is_open = False
    post.save(update_fields=["is_open"])
    assert "0002" not in [row["id"] for row in Ground.of("0000").rows()]
    # Who belonged there is sent to the nearest one that is open.
    assert reach(county, "于倩")[0] == "0001"


def test_a_post_of_another_area_is_not_his_own_here(county: County) -> None:
    assert reach(county, "陈国平") == []


def test_without_a_home_the_way_begins_at_his_post(county: County) -> None:
    county.people["于倩"].home = None
    county.people["于倩"].save(update_fields=["home"])
    assert reach(county, "于倩")[0] == "0002"


def test_without_home_and_post_he_is_nowhere(county: County) -> None:
    Person.objects.unscoped("test").filter(pk=county.people["于倩"].pk).update(home=None, post_place=None)
    assert reach(county, "于倩") == []


def test_without_coordinates_only_his_own_post_is_left(county: County) -> None:
    Place.objects.unscoped("test").update(lon=None, lat=None)
    assert reach(county, "于倩") == ["0002"]
    assert reach(county, "李婉宁") == []
    assert {(row["x"], row["y"]) for row in Ground.of("0000").rows()} == {(0, 0)}


def test_an_area_without_posts_has_no_ground(county: County) -> None:
    assert Ground.of("0009").rows() == []
