"""A CSV file of identity numbers."""

from __future__ import annotations

import pytest

from yixian.faults import BadInput
from yixian.rules.cases.numbers import read_numbers


def fault(data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        read_numbers(data, "n.csv")
    [only] = caught.value.faults
    return str(only)


def test_it_works() -> None:
    assert read_numbers(b"id_number\n1101\n440x\n", "n.csv") == ["1101", "440x"]


@pytest.mark.parametrize(
    "data",
    [
        "姓名,id_number\n朱刚,1101\n".encode(),
        "姓名,id_number\n朱刚,1101\n".encode("utf-8-sig"),
        "姓名,id_number\r\n朱刚,1101\r\n".encode("gb18030"),
        b' ID_Number ,x\n"1101",\n\n\n',
        b"id_number\r1101\r",
    ],
)
def test_a_file_of_any_office_is_read(data: bytes) -> None:
    assert read_numbers(data, "n.csv") == ["1101"]


def test_a_short_row_has_an_empty_number() -> None:
    assert read_numbers("x,id_number\n朱刚\n".encode(), "n.csv") == [""]


def test_a_number_stays_as_it_stands() -> None:
    assert read_numbers(b'id_number\n" 11 01"\n', "n.csv") == [" 11 01"]


def test_an_empty_file_has_no_such_column() -> None:
    assert fault(b"") == "n.csv:1: heading: expected a column id_number, got an empty line"


def test_another_heading_is_named() -> None:
    assert fault(b"number,name\n1,2\n").endswith("got number, name")


def test_a_quote_left_open_is_refused_with_its_line() -> None:
    assert fault(b'id_number\n1\n"2\n').startswith("n.csv:3: csv:")


def test_bytes_of_no_encoding_are_refused() -> None:
    assert "UTF-8 or GB 18030" in fault(b"id_number\n\xff\xff\xff\n")
