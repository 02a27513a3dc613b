"""Points and trips from CSV, as programs and clerks write them."""

from __future__ import annotations

import pytest

from yixian.faults import BadInput
from yixian.planning.roads.places import read_pairs, read_points


def faults_of(text: str | bytes) -> list[str]:
    """Return where the faults of a file of points are."""
    with pytest.raises(BadInput) as bad:
        read_points("p.csv", text if isinstance(text, bytes) else text.encode())
    return [f"{fault.place}: {fault.field}" for fault in bad.value.faults]


def test_it_works() -> None:
    points, roles = read_points("p.csv", "id,lon,lat\n卫生院,117.2,28.3\n县医院,117.21,28.29\n".encode())

    assert points.ids == ("卫生院", "县医院")
    assert points.lon.tolist() == [117.2, 117.21]
    assert roles.starts == roles.goals == (0, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_excel_writes_it_too(encoding: str) -> None:
    points, _ = read_points("p.csv", "id,lon,lat\r\n卫生院,117.2,28.3\r\n\r\n".encode(encoding))

    assert points.ids == ("卫生院",)


def test_each_row_has_its_datum() -> None:
    points, _ = read_points("p.csv", b"id,lon,lat,datum\na,117.25451,28.2821906,gcj02\nb,117.249337,28.2854883,\n")

    assert points.lon[0] == pytest.approx(points.lon[1], abs=1e-6)
    assert points.lat[0] == pytest.approx(points.lat[1], abs=1e-6)


def test_roles_say_who_starts() -> None:
    _, roles = read_points("p.csv", b"id,role,lon,lat,osm_way\ns0,source,1,2,9\nt0,target,1,2,9\nb,,1,2,9\n")

    assert roles.starts == (0, 2)
    assert roles.goals == (1, 2)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "p.csv:1: columns"),
        ("id,lon\na,1\n", "p.csv:1: columns"),
        ("id,lon,lat\n", "p.csv: rows"),
        ("id,lon,lat\na,x,28\n", "p.csv:2: lon"),
        ("id,lon,lat\na,nan,28\n", "p.csv:2: lon"),
        ("id,lon,lat\na,inf,28\n", "p.csv:2: lon"),
        ("id,lon,lat\na,28,117\n", "p.csv:2: lat"),
        ("id,lon,lat\na,117,28\na,117,28\n", "p.csv:3: id"),
        ("id,lon,lat\n,117,28\n", "p.csv:2: id"),
        ("id,lon,lat\na,117\n", "p.csv:2: row"),
        ("id,lon,lat,datum\na,117,28,beijing54\n", "p.csv:2: datum"),
        ("id,lon,lat,role\na,117,28,hospital\n", "p.csv:2: role"),
    ],
)
def test_a_bad_row_is_named(text: str, fault: str) -> None:
    assert fault in faults_of(text)


def test_all_faults_come_at_once() -> None:
    assert faults_of("id,lon,lat,datum\na,x,y,z\nb,200,95,\n") == [
        "p.csv:2: lon", "p.csv:2: lat", "p.csv:2: datum", "p.csv:3: lon", "p.csv:3: lat",
    ]  # fmt: skip


def test_swapped_coordinates_are_guessed() -> None:
    with pytest.raises(BadInput, match="swapped"):
        read_points("p.csv", b"id,lon,lat\na,28,117\n")


def test_bytes_that_are_no_text_are_refused() -> None:
    assert faults_of(b"\xff\xff\xfe\x00\x80") == ["p.csv: encoding"]


def test_trips_keep_their_columns() -> None:
    trips = read_pairs("t.csv", b"who,from_lon,from_lat,to_lon,to_lat,datum\nx,117.2,28.3,117.21,28.3,\n")

    assert trips.header == ("who", "from_lon", "from_lat", "to_lon", "to_lat", "datum")
    assert trips.rows == (("x", "117.2", "28.3", "117.21", "28.3", ""),)
    assert (trips.sources.lon[0], trips.targets.lon[0]) == (117.2, 117.21)


def test_bad_trips_are_named() -> None:
    with pytest.raises(BadInput) as bad:
        read_pairs("t.csv", b"from_lon,from_lat,to_lon,to_lat\n1,2,x,4\n1,2,3,400\n")

    assert [(fault.place, fault.field) for fault in bad.value.faults] == [("t.csv:2", "to_lon"), ("t.csv:3", "to_lat")]
