"""Reading ``InstanceN.txt``: every section in its array, every fault at its line, all at once."""

from __future__ import annotations

import pytest

from tests.planning.duty.benchmark.ward import DATA, TEXT, instance, ward
from yixian.faults import BadInput
from yixian.planning.duty.benchmark.read import is_instance, read_ward


def faults(*changes: tuple[str, str]) -> list[str]:
    """Return what is wrong with the ward after some changes."""
    with pytest.raises(BadInput) as caught:
        ward(*changes)
    return [str(fault) for fault in caught.value.faults]


def test_it_works() -> None:
    question = ward()

    assert question.n_days == 7
    assert question.shift_ids == ("D", "N")
    assert question.person_ids == ("何娟", "王秀", "赵成")
    assert question.length_min.tolist() == [480, 600]
    assert question.may_follow.tolist() == [[True, True], [False, True]]
    assert question.terms.most_of.tolist() == [[7, 1], [7, 0], [7, 7]]
    assert question.terms.least_min.tolist() == [960, 960, 960]
    assert question.terms.least_row.tolist() == [2, 2, 1]
    assert question.terms.most_weekends.tolist() == [1, 0, 1]
    assert question.off[0].tolist() == [False, False, True, False, False, False, False]
    assert question.on_wish[2, 0].tolist() == [0, 3]
    assert question.off_wish[1, 1].tolist() == [2, 0]
    assert question.need[1].tolist() == [2, 1]
    assert question.under[4].tolist() == [0, 50]


@pytest.mark.parametrize(("number", "people", "days"), [(1, 8, 14), (4, 10, 28), (10, 40, 28), (12, 60, 28)])
def test_instances_are_read(number: int, people: int, days: int) -> None:
    question = instance(number)

    assert (len(question.person_ids), question.n_days) == (people, days)
    assert question.need.sum() > 0


def test_an_instance_is_told_from_json_by_its_content() -> None:
    assert is_instance((DATA / "Instance1.txt").read_bytes())
    assert not is_instance(b'{"format": "yixian-roster/1"}')


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\n7\n", "\n0\n", "line 3: days: expected"),
        ("\n7\n", "\n400\n", "line 3: days: expected"),
        ("D,480,", "D,x,", "line 6: minutes: expected"),
        ("N,600,D", "N,600,Q", "line 7: shift: expected a known shift"),
        ("N,600,D", "D,600,D", "line 7: shift: expected an id of its own"),
        ("王秀,D=7|N=0,2400,960", "王秀,D=7|N=0,2400", "line 12: line: expected ID, MaxShifts"),
        ("赵成,D=7", "何娟,D=7", "line 13: employee: expected an id of its own"),
        ("何娟,2\n", "何娟,7\n", "line 16: day: expected"),
        ("赵成,0,N,3", "赵城,0,N,3", "line 19: employee: expected a known employee"),
        ("王秀,1,D,2", "王秀,1,D,-2", "line 22: weight: expected"),
        ("6,D,1,100,1", "5,D,1,100,1", "line 31: cover: expected each day and shift once"),
        ("SECTION_COVER", "SECTION_COVERS", "line 24: section: expected one of SECTION_HORIZON"),
        ("SECTION_SHIFTS", "SECTION_STAFF", "file: section: expected SECTION_SHIFTS with lines"),
    ],
)
def test_each_fault_is_said_at_its_line(old: str, new: str, said: str) -> None:
    assert any(fault.startswith(said) for fault in faults((old, new)))


def test_all_faults_come_at_once() -> None:
    found = faults(("D,480,", "D,0,"), ("王秀,1,D,2", "王秀,9,D,2"), ("6,D,1,100,1", "6,Q,1,100,1"))

    assert len(found) == 3


def test_other_bytes_than_utf8_are_a_fault() -> None:
    with pytest.raises(BadInput, match="UTF-8"):
        read_ward(TEXT.encode("gbk"), "ward.txt")


def test_line_ends_of_any_kind_are_read() -> None:
    assert read_ward(TEXT.replace("\n", "\r\n").encode()).person_ids == ward().person_ids
