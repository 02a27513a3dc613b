"""``yixian sheets`` as other people's scripts call it."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sheets.books import CADRES, book, cadre
from yixian.cli.main import call

WEB, SYSTEMS = Path("tests/data/web"), Path("tests/data/systems")
LIST = str(WEB / "cadres_small.xlsx")


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """Return the answer of one call that must be done."""
    assert call(["sheets", "read", *words]) == 0
    return json.loads(capsys.readouterr().out)


def test_it_works(capsys: pytest.CaptureFixture[str]) -> None:
    got = answer(capsys, "cadres", LIST, "--register", str(WEB / "posts.csv"), "--lang", "zh")

    expected = json.loads((WEB / "cadres_small.expected.json").read_text(encoding="utf-8"))
    named = [{key: one[key] for key in ("row", "column", "kind")} for one in got["errors"]]
    assert sorted(named, key=str) == sorted(expected["rows_with_errors"], key=str)
    assert len(got["rows"]) == expected["accepted"]
    assert got["people"] == expected["file_rows"]
    fields = ("sheet_row", "number", "name", "id_number", "phone", "post", "duty", "arrives_on", "note", "flags")
    assert set(fields) <= set(got["rows"][0])
    assert got["rows"][0]["arrives_on"] == "2020-02-10"


def test_returnees_agree_with_their_expected_answer(capsys: pytest.CaptureFixture[str]) -> None:
    got = answer(capsys, "returnees", str(SYSTEMS / "returnees_example.xlsx"))

    expected = json.loads((SYSTEMS / "returnees_example.expected.json").read_text(encoding="utf-8"))
    rows = [{key: row[key] for key in wanted} for row, wanted in zip(got["rows"], expected["rows"], strict=True)]
    assert rows == expected["rows"]
    assert (got["people"], got["distinct_people"]) == (21, 20)


def test_a_roster_agrees_with_its_expected_answer(capsys: pytest.CaptureFixture[str]) -> None:
    got = answer(capsys, "roster", str(SYSTEMS / "roster_example.xlsx"), "--year", "2020")

    expected = json.loads((SYSTEMS / "roster_example.expected.json").read_text(encoding="utf-8"))
    assert got["assignments"] == expected["assignments"]
    assert got["required_per_shift"] == expected["required_per_shift"]
    assert got["slots_below_required"] == expected["slots_below_2"]
    assert [leader for leader in got["leaders"] if leader not in got["assignments"]] == []
    assert len(got["leaders"]) == 15


def test_the_summary_counts_and_speaks(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["sheets", "read", "cadres", LIST, "--register", str(WEB / "posts.csv"), "--lang", "zh"]) == 0
    assert "可导入 98 行，错误 22 处" in capsys.readouterr().err

    assert call(["sheets", "read", "cadres", LIST, "--register", str(WEB / "posts.csv"), "--json"]) == 0
    totals = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert totals["rows"] == 98
    assert totals["errors"]["id_checksum"] == 2


def test_messages_come_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book([CADRES, cadre(phone="1380000000", day="2920-02-10")]))

    chinese, english = (answer(capsys, "cadres", str(path), "--lang", lang)["errors"] for lang in ("zh", "en"))

    assert chinese[0]["message"] == "电话应为 11 位，现在是 10 位"
    assert english[0]["message"] == "The phone number should have 11 digits, now it has 10"
    assert chinese[1]["proposal"] == "2020-02-10"


def test_input_may_come_from_a_pipe_or_packed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = tmp_path / "list.xlsx.gz"
    packed.write_bytes(gzip.compress(Path(LIST).read_bytes()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(LIST).read_bytes())))

    assert answer(capsys, "cadres", "-", "-o", "-") == answer(capsys, "cadres", str(packed))


def test_an_alias_of_the_register_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register, path = tmp_path / "posts.csv", tmp_path / "a.xlsx"
    register.write_text("\ufeffname,alias\n安平苑北门,安萍苑北门、北门岗\n", encoding="utf-8")
    path.write_bytes(book([CADRES, cadre(post="北门岗")]))

    assert answer(capsys, "cadres", str(path), "--register", str(register))["rows"][0]["post"] == "安平苑北门"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cadres", "tests/data"], "Is a directory"),
        (["cadres", "tests/nothing.xlsx"], "No such file"),
        (["cadres", "tests/data/web/posts.csv"], "posts.csv: file: expected an .xlsx workbook, got another kind"),
        (["roster", LIST], "expected 卡点值班安排表 with the headings"),
        (["cadres", LIST, "--register", LIST], "encoding: expected UTF-8"),
        (["cadres", LIST, "--register", "tests/data/systems/id_numbers.csv"], "heading: expected a column name"),
        (["cadres", LIST, "--year", "20"], "--year: expected 2000 to 2099, got 20"),
        (["people", LIST], "people"),
    ],
)
def test_bad_input_is_2_and_nothing_is_written(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.json"

    assert call(["sheets", "read", *words, "-o", str(output)]) == 2

    assert said in capsys.readouterr().err
    assert not output.exists()


def test_the_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["sheets", "--help"]) == 0
    assert "yixian sheets read cadres" in capsys.readouterr().out
