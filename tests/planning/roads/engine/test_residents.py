"""Who lives where, from CSV."""

from __future__ import annotations

import pytest

from yixian.faults import BadInput
from yixian.planning.roads.engine.residents import read_residents


def faults(text: str) -> list[str]:
    with pytest.raises(BadInput) as bad:
        read_residents("r.csv", text.encode())
    return [str(fault) for fault in bad.value.faults]


def test_it_works():
    points, counts = read_residents("r.csv", b"id,lon,lat,residents\nA,117.2,28.3,12\n\nB,117.3,28.3,0\n")
    assert points.ids == ("A", "B")
    assert counts.tolist() == [12, 0]


def test_a_missing_column_is_named():
    assert any("residents" in fault for fault in faults("id,lon,lat\nA,1,2\n"))


@pytest.mark.parametrize("cell", ["", "-1", "3.5", "many", "99999999999"])
def test_a_count_that_is_none_has_its_line(cell: str):
    assert any(
        fault.startswith("r.csv:3: residents") for fault in faults(f"id,lon,lat,residents\nA,1,2,3\nB,1,2,{cell}\n")
    )


def test_all_faults_come_at_once():
    assert len(faults("id,lon,lat,residents\nA,x,2,3\nB,1,2,no\n")) == 2
