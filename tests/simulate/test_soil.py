"""Soiling: what a hurried office does to a small list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from tests.simulate.little import LITTLE
from yixian.simulate.lists.listing import Listing
from yixian.simulate.soil import N_HEAD_ROWS, Dirty, soil

if TYPE_CHECKING:
    from yixian.simulate.grid import Cell

HEADINGS = ("序号", "乡镇", "村/小区", "姓名", "身份证号", "手机号", "单位")


def listing(count: int) -> Listing:
    """A list of so many people of one township, twelve a village."""
    rows: list[tuple[Cell, ...]] = []
    for order in range(1, count + 1):
        person = LITTLE.people[order % 8]
        number = f"{person.id_number[:14]}{order:03d}{order % 10}"
        unit = ("县水利局", "县财政局")[order % 2]
        rows.append((order, "柳河镇", f"{order // 12}村", person.name, number, f"1390000{order:04d}", unit))
    return Listing("柳河镇人员名册", HEADINGS, tuple(rows))


def soiled(count: int = 200, seed: int = 1) -> Dirty:
    """The list, dirty."""
    return soil(listing(count), "list.xlsx", np.random.default_rng(seed))


def test_it_works() -> None:
    dirty = soiled()

    assert dirty.faults
    assert dirty.harmless
    for one in (*dirty.faults, *dirty.harmless):
        cell = dirty.grid.rows[one.row - 1][ord(one.column) - ord("A")]
        assert one.now == str(cell)
        assert one.file == "list.xlsx"


def test_the_same_stream_soils_the_same_cells() -> None:
    assert soiled() == soiled()
    assert soiled(seed=2).faults != soiled().faults


def test_no_row_is_hit_twice() -> None:
    dirty = soiled()
    hits = Counter(one.row for one in (*dirty.faults, *dirty.harmless))

    assert hits.most_common(1)[0][1] == 1


def test_the_list_itself_stays_clean() -> None:
    clean = listing(200)
    soil(clean, "list.xlsx", np.random.default_rng(1))

    assert clean == listing(200)


def test_at_least_half_of_the_rows_stay_untouched() -> None:
    dirty = soiled(20)

    assert len(dirty.faults) + len(dirty.harmless) <= 10 + 2


def test_a_list_too_short_to_repeat_has_no_repeats() -> None:
    kinds = {one.kind for one in soiled(5).faults}

    assert not kinds & {"dup_row", "dup_id"}


def test_the_head_is_a_title_a_sender_and_spread_headings() -> None:
    head = soiled().grid.rows[:N_HEAD_ROWS]

    assert head[0][0] == "柳河镇人员名册"
    assert str(head[1][0]).startswith("填报单位：")
    assert head[2] == ["序 号", "乡 镇", "村/小区", "姓 名", "身份证号", "手机号", "单 位"]


def test_a_repeated_row_repeats_all_but_the_unit() -> None:
    dirty = soiled()
    for one in dirty.faults:
        if one.kind in ("dup_row", "dup_id"):
            again = dirty.grid.rows[one.row - 1]
            first = next(row for row in dirty.grid.rows if row[4] == again[4])
            assert first is not again
            assert first[3] == again[3]


def test_ditto_never_stands_below_a_total_or_a_fault() -> None:
    dirty = soiled()
    hit = {one.row for one in (*dirty.faults, *dirty.harmless)}
    for row, (above, cells) in enumerate(zip(dirty.grid.rows, dirty.grid.rows[1:], strict=False), start=2):
        if cells[1] == "同上":
            assert row not in hit
            assert row - 1 not in hit
            assert above[1] in ("柳河镇", "同上")


def test_merges_below_the_head_cover_one_village() -> None:
    dirty = soiled()
    down = [merge for merge in dirty.grid.merges if merge[0] >= N_HEAD_ROWS and merge[1] == merge[3]]

    assert down
    for top, left, bottom, _ in down:
        assert dirty.grid.rows[top][left]
        assert all(dirty.grid.rows[row][left] is None for row in range(top + 1, bottom + 1))


def test_totals_and_gaps_are_no_records() -> None:
    firsts = Counter(row[0] for row in soiled().grid.rows)

    assert firsts["小计"] == 3
    assert firsts["合计"] == 1
    assert firsts[None] == 4
