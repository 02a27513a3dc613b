"""Records that stand twice: the first counts, later ones name it."""

from __future__ import annotations

from tests.sheets.books import TODAY, book, cadre, faults, id_number, read_cadres
from yixian.sheets import read


def test_it_works() -> None:
    reading = read_cadres(cadre(), cadre(2), cadre(1, number=3))

    assert faults(reading) == [(4, "C", "dup_row")]
    assert reading.errors[0].params == {"first_row": 2}
    assert (reading.people, reading.distinct_people) == (3, 2)


def test_a_row_is_the_same_however_it_is_spelled() -> None:
    again = cadre(name="王 秀　兰", phone=13800000001, day="2月10日", post=" 安平苑北门", note="重复")

    assert faults(read_cadres(cadre(), again)) == [(3, "C", "dup_row")]


def test_another_man_with_the_same_number_is_a_fault_of_the_number() -> None:
    assert faults(read_cadres(cadre(), cadre(2, id=id_number(1), name="李建国"))) == [(3, "C", "dup_id")]


def test_the_third_names_the_first() -> None:
    reading = read_cadres(cadre(), cadre(number=2), cadre(number=3))

    assert [one.params["first_row"] for one in reading.errors] == [2, 2]


def test_a_first_row_that_is_bad_itself_still_counts() -> None:
    """Which of the two is true is for a person to say; if he leaves the first out, the second is good."""
    rows = cadre(phone="138"), cadre(number=2)

    assert faults(read_cadres(*rows)) == [(2, "D", "phone_short"), (3, "C", "dup_id")]
    assert faults(read_cadres(*rows, skips={2})) == []


def test_two_bad_numbers_are_not_one_man() -> None:
    lost = 419901198501010000.0

    reading = read_cadres(cadre(id=lost), cadre(2, id=lost, name="李建国"))

    assert [kind for _, _, kind in faults(reading)] == ["id_float", "id_float"]


def test_a_bad_row_that_is_copied_is_named_as_a_copy_too() -> None:
    wrong = id_number(1)[:-1] + ("0" if id_number(1)[-1] != "0" else "1")

    reading = read_cadres(cadre(id=wrong), cadre(id=wrong, number=2))

    assert [kind for _, _, kind in faults(reading)] == ["id_checksum", "id_checksum", "dup_row"]


def test_a_small_x_is_the_same_number() -> None:
    with_x = next(number for number in map(id_number, range(1000)) if number.endswith("X"))

    assert faults(read_cadres(cadre(id=with_x), cadre(2, id=with_x.lower()))) == [(3, "C", "dup_id")]


def test_posts_may_not_share_a_number() -> None:
    rows = [["编号", "卡点名称"], ["卡点0231", "安平苑北门"], [231, "安平苑东门"]]

    assert faults(read("posts", book(rows), year=2020, today=TODAY)) == [(3, "A", "dup_number")]


def test_places_of_one_name_under_two_parents_are_two() -> None:
    rows = [
        ["名称", "类别", "上级"],
        ["下湾村", "村", "柳河镇"],
        ["下湾村", "村", "城关镇"],
        ["下湾村", "村", "柳河镇"],
    ]

    assert faults(read("places", book(rows), year=2020, today=TODAY)) == [(4, "A", "dup_row")]
