"""Importing posts: found again by their number, with place, need and who answers."""

from __future__ import annotations

from tests.web.register.books import changed, dry, faults, written
from yixian.web.duty.models import Need, Post
from yixian.web.register.models import Answer

EAST = {
    "number": 231,
    "name": "安平苑小门",
    "kind": "side_gate",
    "town": "柳河镇",
    "place": "安平苑",
    "entrance": "东门",
    "phone": "6600231",
    "need_early": 1,
    "need_late": 1,
    "leader": "高东",
    "leader_phone": "13900000009",
}


def needs(number):
    rows = Need.objects.unscoped("test").filter(post__number=number)
    return dict(rows.values_list("shift__code", "people"))


def test_it_works(county):
    assert written(county.duty_officer, "posts", EAST)["kept"] == 1
    post = Post.objects.unscoped("test").get(number=231)
    assert post.place.parent == county.places["安平苑"]
    assert post.place.path.startswith(county.places["安平苑"].path)
    assert (post.entrance, post.phone, post.place.name_initials) == ("东门", "6600231", "apyxm")
    assert needs(231) == {"early": 1, "late": 1, "night": 0}
    assert Answer.objects.unscoped("test").get(place=post.place).name == "高东"


def test_the_same_twice_changes_nothing(county):
    written(county.duty_officer, "posts", EAST)
    assert dry(county.duty_officer, "posts", EAST).counts["same"] == 1


def test_a_post_without_a_number_is_found_by_its_name(county):
    written(county.duty_officer, "posts", EAST)
    made = dry(county.duty_officer, "posts", {**EAST, "number": None, "need_late": 2})
    assert changed(made) == {"need_late": (1, 2)}


def test_changes_are_written(county):
    written(county.duty_officer, "posts", EAST)
    written(
        county.duty_officer, "posts", {**EAST, "need_night": 2, "phone": "6600999", "leader": "华勇", "name": "东便门"}
    )
    post = Post.objects.unscoped("test").get(number=231)
    assert (post.phone, post.place.name, post.place.name_initials) == ("6600999", "东便门", "dbm")
    assert needs(231)["night"] == 2
    assert Answer.objects.unscoped("test").get(place=post.place).name == "华勇"


def test_an_empty_cell_leaves_what_is_stored(county):
    written(county.duty_officer, "posts", EAST)
    made = dry(county.duty_officer, "posts", {"number": 231, "name": "安平苑小门"})
    assert made.counts["same"] == 1


def test_a_new_post_needs_number_kind_and_place(county):
    assert faults(dry(county.duty_officer, "posts", {**EAST, "number": None})) == [("number", "number_needed")]
    assert faults(dry(county.duty_officer, "posts", {**EAST, "kind": None})) == [("kind", "kind_needed")]
    made = dry(county.duty_officer, "posts", {"number": 505, "name": "某处", "kind": "road"})
    assert faults(made) == [("place", "parent_unknown")]


def test_a_post_does_not_move(county):
    written(county.duty_officer, "posts", EAST)
    (error,) = dry(county.duty_officer, "posts", {**EAST, "place": "金穗小区"}).reading.errors
    assert (error.kind, error.message("zh")) == ("parent_moved", "名册里它属于“安平苑”，改隶属不能用表格")


def test_a_place_of_another_township_is_said(county):
    (error,) = dry(county.duty_officer, "posts", {**EAST, "town": "城关镇"}).reading.errors
    assert (error.field, error.kind, error.proposals) == ("town", "place_elsewhere", ("柳河镇",))


def test_two_rows_of_one_post_are_refused(county):
    written(county.duty_officer, "posts", EAST)
    made = dry(county.duty_officer, "posts", {**EAST, "name": "小门"}, {**EAST, "number": None})
    assert faults(made) == [("number", "post_twice")]


def test_a_stranger_township_touches_no_post_of_another(county):
    made = dry(county.stranger, "posts", {**EAST, "number": 1}, path="0001")
    assert made.n_writable == 0
    made = dry(
        county.stranger, "posts", {"number": 1, "name": "粮站门", "kind": "road", "place": "粮站家属院"}, path="0001"
    )
    assert faults(made) == [("place", "outside_your_area")]


def test_writing_takes_few_queries(county, django_assert_max_num_queries):
    rows = [{**EAST, "number": 1000 + n, "name": f"安平苑{n}号岗"} for n in range(200)]
    with django_assert_max_num_queries(60):
        assert written(county.duty_officer, "posts", *rows)["kept"] == 200
