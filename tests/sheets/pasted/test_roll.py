"""A roll call as a chat group writes it: who, what, when, and nothing that falls under the table."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.sheets.pasted import read_roll
from yixian.sheets.pasted.signs import numbered, tidy
from yixian.sheets.pasted.times import time_in

KNOWN = {"李建新", "王建军", "于倩", "赵秀英", "周凯", "陈国平", "赵云清"}


def only(text, known=KNOWN):
    (said,) = read_roll(text, known).said
    return said


def short(text, known=KNOWN):
    return [(one.number, one.name, one.state) for one in read_roll(text, known).said]


def test_it_works():
    assert short("1. 张三 到岗\n2. 李四 请假") == [(1, "张三", "came"), (2, "李四", "absent")]


def test_two_numbers_on_one_line():
    assert short("1. 张三 到岗 2. 李四 未到岗") == [(1, "张三", "came"), (2, "李四", "absent")]


def test_two_people_of_one_number():
    assert short("5. 周凯、陈国平 到岗") == [(5, "周凯", "came"), (5, "陈国平", "came")]


@pytest.mark.parametrize(
    "line",
    [
        "３．于倩 到岗",
        "3️⃣ 于倩到岗",
        "③于倩 到岗",
        "(3) 于倩 到岗",
        "3、于倩，到岗",
        "3 于倩 已到岗",
        "三、于倩到岗",
        "【3】于倩 到",
    ],
)
def test_numbers_of_every_kind(line):
    assert short(line) == [(3, "于倩", "came")]


def test_ten_as_a_keycap():
    assert short("🔟 于倩 到岗") == [(10, "于倩", "came")]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("到岗", "came"), ("已到位", "came"), ("报到", "came"), ("✅", "came"), ("到", "came"), ("👌到了", "came"),
        ("未到岗", "absent"), ("请假，孩子发烧", "absent"), ("❌", "absent"), ("来不了", "absent"),
        ("离岗", "left"), ("交班", "left"), ("收到", "read"), ("", None),
    ],
)  # fmt: skip
def test_states(said, state):
    assert only(f"1. 于倩 {said}").state == state


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("21:55", time(21, 55)), ("21：55", time(21, 55)), ("21点55分", time(21, 55)), ("晚9点半", time(21, 30)),
        ("凌晨2点", time(2)), ("2月13日 06:05", time(6, 5)), ("24:00", time(0)), ("25:10", None), ("", None),
    ],
)  # fmt: skip
def test_times(said, clock):
    assert only(f"1. 于倩 {said} 到岗").clock == clock


def test_a_time_at_the_beginning_is_no_number():
    assert short("21:55 于倩 到岗") == [(None, "于倩", "came")]


def test_unit_in_brackets_phone_and_remark():
    said = only("2. 王建军（县水利局）13800000004 到岗，带口罩两包")
    assert (said.unit, said.phone, said.remark) == ("县水利局", "13800000004", "带口罩两包")


def test_a_nickname_with_its_unit():
    said = only("小王(水利局) 到")
    assert (said.name, said.unit, said.state) == ("小王", "水利局", "came")


@pytest.mark.parametrize("line", ["水利局王小明到岗", "水利局-王小明 到岗", "王小明@水利局 到岗"])
def test_unit_and_name_without_a_blank(line):
    assert (only(line).name, only(line).unit) == ("王小明", "水利局")


def test_known_names_stand_out_without_blanks():
    assert short("于倩周凯到岗") == [(None, "于倩", "came"), (None, "周凯", "came")]


def test_the_heading_says_what_lines_leave_out():
    roll = read_roll("#接龙\n今晚22点到岗接龙\n1. 于倩\n2. 周凯 请假", KNOWN)
    assert [(one.name, one.state, one.doubts) for one in roll.said] == [
        ("于倩", "came", ("state_from_title",)), ("周凯", "absent", ()),
    ]  # fmt: skip
    assert roll.state == "came"


def test_without_a_heading_nothing_is_guessed():
    assert only("1. 于倩").state is None


def test_a_message_below_its_sender_is_his():
    roll = read_roll("于倩:\n已到岗\n周凯 2020-02-13 21:58:03\n👌 到", KNOWN)
    assert [(one.name, one.state, one.clock) for one in roll.said] == [
        ("于倩", "came", None),
        ("周凯", "came", time(21, 58, 0)),
    ]
    assert roll.unnamed == ()


def test_numbers_that_lack_and_numbers_twice_are_named():
    roll = read_roll("1. 于倩 到岗\n3. 周凯 到岗\n3. 陈国平 到岗\n5. ", KNOWN)
    assert (roll.missing, roll.doubled) == ((2,), (3,))
    assert [one.doubts for one in roll.said] == [(), ("number_twice",), ("number_twice",)]
    assert [(one.line, one.why) for one in roll.unnamed] == [(4, "empty_number")]


def test_lines_that_name_nobody_are_kept_with_why():
    roll = read_roll("例：张三 到岗\n请大家尽快回复\n今天路上结冰\n" + "长" * 500)
    assert [one.why for one in roll.unnamed] == ["example", "title", "no_name", "too_long"]


@pytest.mark.parametrize("line", ["谢谢😊", "辛苦了", "全员安全", "平安！"])
def test_what_is_only_said_names_nobody(line):
    assert read_roll(line).said == ()


def test_nothing_is_an_empty_roll():
    assert read_roll(" \n\n").said == read_roll("").said == ()


PARTS = st.sampled_from(
    [
        "1.",
        "２、",
        "③",
        "4️⃣",
        "于倩",
        "周凯",
        "张三",
        "(水利局)",
        "到岗",
        "未到",
        "请假",
        "21:55",
        "13800000004",
        "✅",
        "、",
        "；",
        "😊",
        "\n",
        " ",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PARTS, max_size=40).map("".join)))
def test_no_line_is_dropped_and_none_breaks_it(text):
    roll = read_roll(text, KNOWN)
    filled = {at for at, line in enumerate(text.splitlines(), 1) if tidy(line)}
    read = {one.line for one in roll.said} | {one.line for one in roll.unnamed}
    # The one line that may lie below another is the message of a sender.
    assert read <= filled
    assert len(filled - read) <= sum(one.text.count(" ") > 0 for one in roll.said)
    assert len({one.key for one in roll.said}) == len(roll.said)


@given(st.integers(1, 200), st.sampled_from(["{}. 于倩", "{}、于倩", "({})于倩", "{} 于倩", "{}于倩"]))
def test_every_number_is_read(number, shape):
    assert numbered(tidy(shape.format(number)))[0] == number


@given(st.times())
def test_every_time_is_read(clock):
    assert time_in(f"{clock:%H:%M} 到岗")[0] == clock.replace(second=0, microsecond=0)
