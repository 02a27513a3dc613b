"""Reading again with a mend: the same answer as from the beginning, without judging the rest again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets.books import CADRES, POSTS, TODAY, book
from yixian import sheets
from yixian.sheets import Memory

ROWS = [
    [1, "王秀兰", "419901196506120024", "13800000001", "安平苑北门", "宣传员", "2020-02-10", ""],
    [2, "李建国", "419901196506120024", "1380000", "安平苑东门", "排查员", "2020-02-30", ""],
    [3, "赵云清", "41990119650612", "13800000003", "金穗小区南门", "服务员", "2020-02-10", ""],
    [4, "同上", "", "13800000004", "安平苑北门", "宣传员", "2.1", ""],
]
FILE = book([CADRES, *ROWS])
CELLS = st.tuples(st.integers(2, 5), st.sampled_from("BCDEFG"))
TEXTS = st.sampled_from(["王秀兰", "419901196506120024", "13800000009", "安平苑东门", "", "服务员", "2020-02-11"])


def _read(memory: Memory | None = None, **more):
    return sheets.read("cadres", FILE, register=POSTS, year=2020, today=TODAY, memory=memory, **more)


def test_it_works() -> None:
    memory = Memory()
    first = _read(memory)
    again = _read(memory, mends={(3, "D"): "13800000002"})
    assert {one.row for one in first.errors if one.column == "D"} == {3}
    assert not [one for one in again.errors if one.column == "D"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(CELLS, TEXTS, max_size=3), max_size=4), st.sets(st.integers(2, 5), max_size=2))
def test_what_is_remembered_changes_no_answer(tries, skips) -> None:
    memory = Memory()
    for mends in tries:
        assert _read(memory, mends=mends, skips=skips) == _read(mends=mends, skips=skips)


def test_rows_that_were_not_mended_keep_their_values() -> None:
    memory = Memory()
    before = {row.sheet_row: row.values for row in _read(memory).rows}
    after = {row.sheet_row: row.values for row in _read(memory, mends={(4, "C"): "419902199208261443"}).rows}
    assert after[2] is before[2]


def test_other_columns_are_judged_anew() -> None:
    memory = Memory()
    _read(memory)
    swapped = {"F": "note", "H": ""}
    assert _read(memory, columns=swapped) == _read(columns=swapped)
