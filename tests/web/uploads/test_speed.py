"""Twenty thousand rows: the dry run, a mend in it, and how long a chunk keeps phones waiting."""

from __future__ import annotations

import time

import pytest

from tests.web.register.books import WANG
from yixian.rules.identity import check_character
from yixian.sheets import write_table
from yixian.web import clock
from yixian.web.uploads import actions, writing
from yixian.web.uploads.judging import judged

ROWS = 20_000
# Seconds of processor time, so that a busy machine does not fail the test; measured 2.4, 0.7 and 0.3.
DRY_RUN_S, MEND_S, CHUNK_S = 5.0, 1.5, 1.0


@pytest.fixture(scope="module")
def book():
    rows = []
    for at in range(ROWS):
        first = (
            f"419901{1950 + at % 50}{1 + at // 50 % 12:02d}{1 + at // 600 % 28:02d}{at // 16_800 * 100 + at % 100:03d}"
        )
        phone = f"139{at:08d}" if at % 30 else "1390000"
        rows.append({**WANG, "id_number": first + check_character(first), "phone": phone, "place": "下湾村"})
    return write_table("staff", rows)


def _took(act):
    began = time.process_time()
    result = act()
    return time.process_time() - began, result


def test_it_works(county, evening, book):
    by, root = county.duty_officer, county.places["临溪县"]
    sent = actions.take_file(by=by, area=root, kind="staff", filename="big.xlsx", content=book, at=clock.now())
    took, made = _took(lambda: judged(sent, by))
    assert sum(made.counts[state] for state in ("wrong", "new")) == ROWS
    assert made.counts["wrong"] >= ROWS // 30
    assert took < DRY_RUN_S

    first = next(one for one in made.reading.errors if one.kind == "phone_short")
    mends = {f"{first.row}:{first.column}": "13999999999"}
    actions.mend_cells(by=by, upload=sent, mends=actions.Mends(mends), at=clock.now())
    took, again = _took(lambda: judged(sent, by))
    assert again.counts["new"] == made.counts["new"] + 1
    assert took < MEND_S

    chunk = list(again.changes[: writing.CHUNK])
    took, _ = _took(lambda: actions.writers()["staff"].write(chunk, clock.now()))
    assert took < CHUNK_S
