"""The posts: 800 with spoken numbers, main gates first, and what each needs."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from yixian.simulate.scale import kilometres
from yixian.simulate.towns import NAMED_COMPOUNDS

if TYPE_CHECKING:
    from yixian.simulate.facts import County, Post


def named(county: County, name: str) -> Post:
    """The post of a name."""
    return next(post for post in county.posts if post.name == name)


def test_it_works(linxi: County) -> None:
    assert [post.number for post in linxi.posts] == [f"{number:04d}" for number in range(1, 801)]
    assert Counter(post.kind for post in linxi.posts) == {
        "main_gate": 300,
        "side_gate": 150,
        "village": 260,
        "road": 90,
    }


def test_each_compound_has_one_main_gate_with_two_people_and_a_leader(linxi: County) -> None:
    gates = [post for post in linxi.posts if post.kind == "main_gate"]

    assert len({gate.place for gate in gates}) == 300
    assert all(gate.need == (2, 2, 2) and gate.needs_leader for gate in gates)


def test_other_posts_need_less(linxi: County) -> None:
    others = [post for post in linxi.posts if post.kind != "main_gate"]

    assert all(sum(post.need) < 6 for post in others)
    assert {post.need[2] for post in others} == {0, 1}


def test_the_posts_of_the_sample_workbooks_exist(linxi: County) -> None:
    names = {post.name for post in linxi.posts}

    assert {f"{name}{number}号岗" for number, name in enumerate(NAMED_COMPOUNDS, start=1)} <= names
    assert {"幸福小区1号岗", "和平新村8号岗", "红旗新村24号岗"} <= names


def test_the_posts_of_the_pictures_exist(linxi: County) -> None:
    town = next(place for place in linxi.places if place.name == "柳河镇")
    wanted = "柳河大桥 安平苑东门 安平苑西门 金穗小区南门 金穗小区北门 柳河镇政府路口 下湾村口 上湾村口 大庙村口"

    assert set(wanted.split()) <= {post.name for post in linxi.posts if post.town == town.id}
    assert named(linxi, "水岸东门").kind == "main_gate"


def test_everybody_knows_the_number_of_the_north_gate(linxi: County) -> None:
    assert named(linxi, "安平苑北门").number == "0231"
    assert named(linxi, "安平苑东门").number == "0301"
    assert named(linxi, "下湾村口").number == "0451"


def test_names_are_used_once(linxi: County) -> None:
    assert len({post.name for post in linxi.posts}) == 800


def test_posts_of_one_compound_lie_within_200_metres(linxi: County) -> None:
    gates = defaultdict(list)
    for post in linxi.posts:
        if post.kind in ("main_gate", "side_gate"):
            gates[post.place].append(kilometres(post.lon, post.lat))

    assert max(math.dist(a, b) for spots in gates.values() for a in spots for b in spots) <= 0.2


def test_two_gates_never_stand_on_one_spot(linxi: County) -> None:
    spots = {(post.lon, post.lat) for post in linxi.posts}

    assert len(spots) == 800


def test_each_post_has_a_leader_with_a_phone_of_the_register(linxi: County) -> None:
    phones = {person.phone: person for person in linxi.people}

    assert all(phones[post.leader_phone].name == post.leader for post in linxi.posts)


def test_main_gates_are_led_by_members(linxi: County) -> None:
    phones = {person.phone: person for person in linxi.people}
    gates = [post for post in linxi.posts if post.kind == "main_gate"]

    assert all(phones[gate.leader_phone].is_member for gate in gates)


def test_the_leader_of_the_north_gate_is_li_jianxin(linxi: County) -> None:
    assert named(linxi, "安平苑北门").leader == "李建新"
