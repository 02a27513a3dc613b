"""``yixian duty`` as other people's scripts call it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.planning.duty.little import ALL_FILES, little, path_of
from yixian.cli.main import call

TINY = path_of("tiny_1")


def solved(capsys: pytest.CaptureFixture[str], problem: str, *words: str) -> Any:
    """Return the plan of a call that must be done."""
    assert call(["duty", "solve", problem, "--work-limit", "300000", *words]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture(scope="module")
def tiny_plan(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A plan of the tiny problem, made once."""
    plan = tmp_path_factory.mktemp("tiny") / "plan.json"
    assert call(["duty", "solve", TINY, "-o", str(plan), "--work-limit", "300000"]) == 0
    return plan.read_bytes()


@pytest.fixture
def tiny(tmp_path: Path, tiny_plan: bytes) -> Path:
    """A plan of the tiny problem in a file, to be changed at will."""
    plan = tmp_path / "plan.json"
    plan.write_bytes(tiny_plan)
    return plan


def test_it_works(capsys: pytest.CaptureFixture[str]) -> None:
    plan = solved(capsys, TINY)

    assert (plan["cost"], plan["bound"], plan["proven"]) == (1881, 1881, True)
    assert plan["problem"] == hashlib.sha256(Path(TINY).read_bytes()).hexdigest()


def test_check_accepts_what_solve_wrote(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["duty", "check", TINY, str(tiny), "--lang", "en"]) == 0
    assert "sound: cost 1881, proven least" in capsys.readouterr().err


def test_check_says_it_in_chinese(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["duty", "check", TINY, str(tiny), "--lang", "zh"]) == 0
    assert "核验通过：代价 1881，已证明不能更低" in capsys.readouterr().err


def test_json_ends_standard_error(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["duty", "check", TINY, str(tiny), "--json"]) == 0

    told = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert (told["sound"], told["cost"], told["bound"], told["missing_people"]) == (True, 1881, 1881, 0)
    assert told["rules"]["rest"][0] == told["rules"]["rest"][1] > 0


def test_check_writes_the_certificate(tmp_path: Path, tiny: Path) -> None:
    out = tmp_path / "certificate.json"

    assert call(["duty", "check", TINY, str(tiny), "-o", str(out)]) == 0
    assert json.loads(out.read_text())["shortfalls"] == []


@pytest.mark.parametrize("change", [{"cost": 1880}, {"bound": 1882}, {"prices": {}}, {"problem": "x"}, {"proven": 0}])
def test_a_corrupted_plan_is_refused_by_name(
    tiny: Path, change: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    plan = json.loads(tiny.read_text())
    tiny.write_text(json.dumps({**plan, **change}))

    assert call(["duty", "check", TINY, str(tiny), "--lang", "en"]) == 3
    assert next(iter(change)) in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", "{", "3"])
def test_what_is_no_plan_is_bad_input(tmp_path: Path, text: str) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(text)

    assert call(["duty", "check", TINY, str(plan)]) == 2


def test_a_bad_problem_names_all_faults_and_touches_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem, out = tmp_path / "bad.json", tmp_path / "plan.json"
    out.write_text("kept")
    value = little(days=0, format="x")
    value["people"][0]["posts"] = [["西门", 5]]
    problem.write_text(json.dumps(value))

    assert call(["duty", "solve", str(problem), "-o", str(out)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert any(line.startswith("people[0].posts[0]: post: expected a known post") for line in lines)
    assert any("days" in line for line in lines)
    assert any("yixian-roster/1" in line for line in lines)
    assert out.read_text() == "kept"


@pytest.mark.parametrize("text", ["", "{", '{"days": NaN}', "\xff"])
def test_a_problem_that_is_no_json_is_bad_input(tmp_path: Path, text: str) -> None:
    problem = tmp_path / "bad.json"
    problem.write_bytes(text.encode("latin-1"))

    assert call(["duty", "solve", str(problem)]) == 2


def test_a_problem_that_is_not_there_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["duty", "solve", "nowhere.json"]) == 2
    assert "nowhere.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["--time-limit", "0"], ["--time-limit", "x"], ["--work-limit", "-1"], ["--sed", "1"]]
)
def test_a_wrong_option_is_bad_input(words: list[str]) -> None:
    assert call(["duty", "solve", TINY, *words]) == 2


def test_pins_that_clash_are_status_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = tmp_path / "clash.json"
    problem.write_text(json.dumps(little(pinned=[["王秀", 0, "N", "路口"]])))

    assert call(["duty", "solve", str(problem), "--lang", "zh"]) == 1
    assert "不得上夜班。去掉这条锁定" in capsys.readouterr().err


def test_a_compressed_problem_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = tmp_path / "tiny_1.json.gz"
    packed.write_bytes(gzip.compress(Path(TINY).read_bytes()))

    assert solved(capsys, str(packed))["cost"] == 1881


def test_standard_input_and_output(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "yixian.cli.main", "duty", "solve", "-", "-o", "-", "--work-limit", "300000"]
    environment = {**os.environ, "PYTHONPATH": "src"}
    done = subprocess.run(words, input=Path(TINY).read_bytes(), env=environment, capture_output=True, check=True)

    assert json.loads(done.stdout)["cost"] == 1881


def test_the_same_seed_and_work_limit_write_the_same_file(tmp_path: Path) -> None:
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file in files:
        words = ["--work-limit", "100000", "--seed", "4", "-o", str(file)]
        assert call(["duty", "solve", path_of("tiny_2"), *words]) == 0

    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("name", [name for name in ALL_FILES if not name.startswith("county")])
def test_every_small_example_is_solved_and_checked(name: str, tmp_path: Path) -> None:
    plan = str(tmp_path / "plan.json")

    assert call(["duty", "solve", path_of(name), "-o", plan, "--time-limit", "1"]) == 0
    assert call(["duty", "check", path_of(name), plan]) == 0


def test_ctrl_c_writes_the_best_checked_plan(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    words = [sys.executable, "-m", "yixian.cli.main", "duty", "solve", path_of("township_30"), "-o", str(plan)]
    run = subprocess.Popen([*words, "--time-limit", "120"], env={**os.environ, "PYTHONPATH": "src"})
    time.sleep(12.0)
    run.send_signal(signal.SIGINT)

    assert run.wait(30.0) == 0
    assert call(["duty", "check", path_of("township_30"), str(plan)]) == 0


def test_explain_names_the_total_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem, plan = path_of("clash_nights"), str(tmp_path / "plan.json")
    assert call(["duty", "solve", problem, "-o", plan, "--work-limit", "300000"]) == 0
    capsys.readouterr()

    assert call(["duty", "explain", problem, plan, "--lang", "zh"]) == 0
    assert "7 个班次需 14 人次，所有人合起来最多能上 12 人次：至少缺 2 人次" in capsys.readouterr().out


def test_explain_a_person_and_a_slot(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["duty", "explain", TINY, str(tiny), "S0001", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("S0001: ")
    assert call(["duty", "explain", TINY, str(tiny), "P001", "3", "N", "--lang", "en"]) == 0
    assert "P001 2020-02-13 N: need 2 people" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["S9999"], ["P001", "3"], ["P001", "7", "N"], ["P001", "x", "N"], ["P009", "9", "Q"]]
)
def test_an_unknown_subject_is_bad_input(tiny: Path, words: list[str]) -> None:
    assert call(["duty", "explain", TINY, str(tiny), *words]) == 2


def test_fill_ranks_those_who_can_stand_in(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    person, day, shift, post = json.loads(tiny.read_text())["assignments"][0]
    words = ["duty", "fill", TINY, str(tiny), post, str(day), shift, "--without", person]
    out = tmp_path / "answer.json"

    assert call([*words, "-o", str(out)]) == 0
    told = json.loads(out.read_text())
    assert told["missing"] == 1
    steps = [one["cost_change"] for one in told["candidates"]]
    assert steps == sorted(steps)
    assert len(told["candidates"]) + len(told["against"]) + 3 - 1 >= 17
    capsys.readouterr()
    assert call([*words, "--lang", "zh"]) == 0
    assert "可以上，代价变化" in capsys.readouterr().out


def test_fill_of_a_full_slot_says_so(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, day, shift, post = json.loads(tiny.read_text())["assignments"][0]

    assert call(["duty", "fill", TINY, str(tiny), post, str(day), shift, "--lang", "en"]) == 0
    assert "lacks nobody" in capsys.readouterr().out


def test_fill_without_somebody_who_is_not_there_is_bad_input(tiny: Path) -> None:
    lines = json.loads(tiny.read_text())["assignments"]
    person, day, shift, post = lines[0]
    other = next(line[0] for line in lines if line[0] != person and line[1:] != lines[0][1:])

    assert call(["duty", "fill", TINY, str(tiny), post, str(day), shift, "--without", "谁"]) == 2
    assert call(["duty", "fill", TINY, str(tiny), post, str((day + 1) % 7), "N", "--without", other]) in (0, 2)


def test_explain_refuses_a_plan_whose_lines_cannot_be_read(tiny: Path) -> None:
    plan = json.loads(tiny.read_text())
    plan["assignments"][0][0] = "谁"
    tiny.write_text(json.dumps(plan))

    assert call(["duty", "explain", TINY, str(tiny)]) == 3


def test_help_shows_an_example_of_each_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["duty", "--help"]) == 0

    out = capsys.readouterr().out
    assert all(f"yixian duty {verb}" in out for verb in ("solve", "check", "explain", "fill"))


def test_a_benchmark_instance_is_solved_checked_and_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem, plan = "tests/data/duty/benchmark/Instance1.txt", str(tmp_path / "plan.json")

    assert call(["duty", "solve", problem, "-o", plan, "--work-limit", "600000", "--json"]) == 0
    assert json.loads(capsys.readouterr().err.splitlines()[-1])["cost"] <= 607 * 1.02
    assert all(len(line) == 3 for line in json.loads(Path(plan).read_text())["assignments"])
    assert call(["duty", "check", problem, plan]) == 0
    for subject in ([], ["A"], ["3", "D"]):
        assert call(["duty", "explain", problem, plan, *subject, "--lang", "zh"]) == 0
    assert "第 3 天 D 班：需 4 人" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["Q"], ["99", "D"], ["3", "Q"], ["3", "D", "x"]])
def test_an_unknown_subject_of_an_instance_is_bad_input(tmp_path: Path, words: list[str]) -> None:
    problem, plan = "tests/data/duty/benchmark/Instance1.txt", str(tmp_path / "plan.json")
    assert call(["duty", "solve", problem, "-o", plan, "--work-limit", "6000"]) == 0

    assert call(["duty", "explain", problem, plan, *words]) == 2
    assert call(["duty", "fill", problem, plan, "P", "3", "D"]) == 2


def test_a_faulty_instance_names_all_faults_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = tmp_path / "Instance.txt"
    problem.write_text("SECTION_HORIZON\n0\nSECTION_SHIFTS\nD,x,\nSECTION_STAFF\nA,D=1\n")

    assert call(["duty", "solve", str(problem)]) == 2
    places = [line.removeprefix(f"{problem}:").split(":")[0] for line in capsys.readouterr().err.splitlines()]
    assert places == ["2", "4", "6"]


def test_fairness_says_how_nights_are_shared(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "fair.json"

    assert call(["duty", "fairness", TINY, str(tiny), "--lang", "zh"]) == 0
    assert "怎么排，最多的人也不会低于 3" in capsys.readouterr().out
    assert call(["duty", "fairness", TINY, str(tiny), "-o", str(out)]) == 0
    told = json.loads(out.read_text())["figures"]
    assert (told["code"], told["nights"], told["least"]) == ("fairness", 28, 3)


def test_draw_makes_a_picture(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "cover.svg"
    assert call(["duty", "draw", TINY, str(tiny), "-o", str(out), "--lang", "zh"]) == 0
    assert out.read_text(encoding="utf-8").startswith("<svg")
    assert "值班表" in out.read_text(encoding="utf-8")
