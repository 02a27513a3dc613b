"""``yixian rules`` as other people's scripts call it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from yixian.cli.main import call

DATA = Path("tests/data/systems")
AREA = {"id": "G1", "on": "2020-03-09", "cases": [["2020-03-01", "户A"]]}
VERBS = ["grade", "observe", "duty", "same-person"]


def write(folder: Path, value: object) -> str:
    path = folder / "cases.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return str(path)


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert call(["rules", *words]) == 0
    return json.loads(capsys.readouterr().out)


def expected(name: str, key: str) -> list[Any]:
    return [case[key] for case in json.loads((DATA / name).read_text(encoding="utf-8"))]


def test_it_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "grade", write(tmp_path, [AREA]), "--lang", "en") == [
        {"id": "G1", "grade": "medium", "reason": "1 new in 14 days, 1 in all, not above 50"}
    ]


def test_every_grading_example_agrees(capsys: pytest.CaptureFixture[str]) -> None:
    rows = answer(capsys, "grade", str(DATA / "grading_examples.json"))
    assert [row["grade"] for row in rows] == expected("grading_examples.json", "expected")
    assert [row["id"] for row in rows] == expected("grading_examples.json", "id")


def test_every_observation_example_agrees_whole(capsys: pytest.CaptureFixture[str]) -> None:
    rows = answer(capsys, "observe", str(DATA / "observation_examples.json"))
    ids, states = (expected("observation_examples.json", key) for key in ("id", "expected"))
    assert rows == [{"id": key} | state for key, state in zip(ids, states, strict=True)]


def test_every_duty_example_agrees_whole(capsys: pytest.CaptureFixture[str]) -> None:
    rows = answer(capsys, "duty", str(DATA / "duty_examples.json"))
    ids, blocks = (expected("duty_examples.json", key) for key in ("id", "expected_blocks"))
    assert rows == [{"id": key, "blocks": codes} for key, codes in zip(ids, blocks, strict=True)]


def test_every_pair_agrees(capsys: pytest.CaptureFixture[str]) -> None:
    rows = answer(capsys, "same-person", str(DATA / "dedupe_examples.json"))
    assert [row["verdict"] for row in rows] == expected("dedupe_examples.json", "expected")
    assert all(set(row) == {"id", "verdict", "reason"} and row["reason"] for row in rows)


def test_every_identity_number_agrees(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rules", "id-number", str(DATA / "id_numbers.csv"), "--on", "2020-02-20"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    with (DATA / "id_numbers.csv").open(encoding="utf-8", newline="") as file:
        assert rows == [["id_number", "code"], *list(csv.reader(file))[1:]]


def test_another_scheme_may_be_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cluster = [["2020-03-08", ""]] * 60 + [["2020-03-08", "户A"]] * 2
    path = write(tmp_path, [AREA | {"cases": cluster}])
    assert answer(capsys, "grade", path)[0]["grade"] == "high"
    assert answer(capsys, "grade", path, "--scheme", "CN-7th-2020-09")[0]["grade"] == "medium"


def test_an_unknown_scheme_is_refused_with_the_known_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rules", "grade", write(tmp_path, [AREA]), "--scheme", "CN-10th"]) == 2
    assert "CN-FQFJ-2020-02-17" in capsys.readouterr().err


def test_reasons_speak_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [row] = answer(capsys, "grade", write(tmp_path, [AREA]), "--lang", "zh")
    assert row["reason"] == "14天内新增1例，累计1例，未超过50例"


def test_the_summary_counts_the_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rules", "grade", write(tmp_path, [AREA]), "--lang", "zh"]) == 0
    assert capsys.readouterr().err == "结果：中风险: 1\n"


def test_with_json_the_summary_is_an_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rules", "grade", write(tmp_path, [AREA]), "--json"]) == 0
    assert json.loads(capsys.readouterr().err) == {"answers": {"medium": 1}}


def test_the_answer_goes_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "out.json"
    assert call(["rules", "grade", write(tmp_path, [AREA]), "-o", str(output)]) == 0
    assert json.loads(output.read_text(encoding="utf-8"))[0]["grade"] == "medium"
    assert capsys.readouterr().out == ""


def test_a_packed_file_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = tmp_path / "cases.json.gz"
    packed.write_bytes(gzip.compress(json.dumps([AREA]).encode()))
    assert answer(capsys, "grade", str(packed))[0]["grade"] == "medium"


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps([AREA]).encode())))
    assert answer(capsys, "grade", "-", "-o", "-")[0]["grade"] == "medium"


def test_an_unknown_option_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rules", "grade", write(tmp_path, [AREA]), "--shceme", "CN-7th-2020-09"]) == 2
    assert call(["rules", "grade", "--shceme", "CN-7th-2020-09", write(tmp_path, [AREA])]) == 2
    assert capsys.readouterr().out == ""


def test_the_id_comes_back_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = answer(capsys, "grade", write(tmp_path, [AREA | {"id": 7}, AREA | {"id": "七"}]))
    assert [row["id"] for row in rows] == [7, "七"]


@pytest.mark.parametrize("verb", VERBS)
def test_no_cases_give_no_answers(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, verb, write(tmp_path, [])) == []


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("text", ["", "[", "{}", "null", '[{"id": NaN}]', '[{"id": 1e999}]', "[1]", "\ufeff[{}]"])
def test_bad_input_touches_no_output(verb: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, output = tmp_path / "bad.json", tmp_path / "out.json"
    source.write_text(text, encoding="utf-8")
    output.write_text("as before", encoding="utf-8")
    assert call(["rules", verb, str(source), "-o", str(output)]) == 2
    assert output.read_text(encoding="utf-8") == "as before"
    printed = capsys.readouterr()
    assert str(source) in printed.err and "expected" in printed.err
    assert printed.out == ""


@pytest.mark.parametrize("verb", VERBS)
def test_a_folder_or_nothing_is_refused(verb: str, tmp_path: Path) -> None:
    assert call(["rules", verb, str(tmp_path)]) == 2
    assert call(["rules", verb, str(tmp_path / "nothing.json")]) == 2


def test_all_faults_are_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, [{"id": "G1", "on": "tomorrow", "cases": [["2020-03-01", 1.5]]}, {"id": "G1"}])
    assert call(["rules", "grade", path]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 5
    assert any(line.startswith(f"{path}[0].cases[0]: [1]: expected a text") for line in lines)


def test_a_date_of_the_command_line_is_judged(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rules", "id-number", str(DATA / "id_numbers.csv"), "--on", "2020-02-30"]) == 2
    assert call(["rules", "same-person", str(DATA / "dedupe_examples.json"), "--on", "soon"]) == 2
    assert capsys.readouterr().err.count("expected a date YYYY-MM-DD") == 2


def test_the_day_decides_who_is_born(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = {"id": "419903202101051631"}
    path = write(tmp_path, [{"id": "P1", "a": record, "b": record}])
    for on, verdict in (("2020-02-20", "candidate"), ("2021-02-20", "same")):
        assert answer(capsys, "same-person", path, "--on", on)[0]["verdict"] == verdict


@pytest.mark.parametrize("verb", [*VERBS, "id-number"])
def test_help_shows_one_example_for_each(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rules", "--help"]) == 0
    assert f"$ yixian rules {verb} " in capsys.readouterr().out


def test_the_example_of_the_help_is_true(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    call(["rules", "--help"])
    assert "41990219571124639X,ok" in capsys.readouterr().out
    path = tmp_path / "numbers.csv"
    path.write_text("id_number\n41990219571124639X\n", encoding="utf-8")
    assert call(["rules", "id-number", str(path), "--on", "2020-02-20"]) == 0
    assert capsys.readouterr().out == "id_number,code\n41990219571124639X,ok\n"
