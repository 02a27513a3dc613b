"""``yixian rounds`` as other people's scripts call it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.planning.rounds.posting.little import little, with_entry
from tests.planning.rounds.screening.little import ISLAND
from tests.planning.rounds.screening.little import little as little_round
from yixian.cli.main import call
from yixian.cli.rounds import HELP

DATA = Path("tests/data/duty/posting")
POSTING, ROUND = str(DATA / "small_1.json"), str(DATA / "round_60.json")
WORK = ["--work-limit", "300000"]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A plan of each kind, made once."""
    made = {}
    for problem in (POSTING, ROUND):
        plan = tmp_path_factory.mktemp("rounds") / "plan.json"
        assert call(["rounds", "solve", problem, "-o", str(plan), *WORK]) == 0
        made[problem] = plan.read_bytes()
    return made


@pytest.fixture(params=[POSTING, ROUND], ids=["posting", "round"])
def solved(request: pytest.FixtureRequest, tmp_path: Path, plans: dict[str, bytes]) -> tuple[str, Path]:
    """A problem and its plan in a file, to be changed at will."""
    plan = tmp_path / "plan.json"
    plan.write_bytes(plans[request.param])
    return request.param, plan


def test_it_works(solved: tuple[str, Path]) -> None:
    problem, file = solved
    plan = json.loads(file.read_text(encoding="utf-8"))

    assert plan["format"] in ("yixian-posting-plan/1", "yixian-round-plan/1")
    assert plan["problem"] == hashlib.sha256(Path(problem).read_bytes()).hexdigest()


def test_a_posting_plan_has_the_keys_of_the_contract(plans: dict[str, bytes]) -> None:
    plan = json.loads(plans[POSTING])

    assert {"format", "cost", "bound", "assignments", "unplaced", "prices"} <= set(plan)
    assert len(plan["assignments"]) == 70
    assert len({person for person, _ in plan["assignments"]}) == 70
    assert plan["bound"] <= plan["cost"] <= 3_450


def test_check_accepts_what_solve_wrote(solved: tuple[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    problem, plan = solved
    assert call(["rounds", "check", problem, str(plan), "--lang", "en"]) == 0
    assert "sound: " in capsys.readouterr().err
    assert call(["rounds", "check", problem, str(plan), "--lang", "zh"]) == 0
    assert "核验通过" in capsys.readouterr().err


def test_json_ends_standard_error(solved: tuple[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    problem, plan = solved
    assert call(["rounds", "check", problem, str(plan), "--json"]) == 0

    told = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert told["sound"] is True
    assert told["bound"] <= told["cost"]
    assert all(held == tested for held, tested in told["rules"].values())


def test_check_writes_the_certificate(solved: tuple[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "certificate.json"

    assert call(["rounds", "check", solved[0], str(solved[1]), "-o", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["shortfalls"] == []


@pytest.mark.parametrize("change", [{"prices": {}}, {"problem": "x"}, {"proven": 0}, {"format": "x"}, {"seal": ""}])
def test_a_corrupted_plan_is_refused_by_name(
    solved: tuple[str, Path], change: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    problem, plan = solved
    plan.write_text(json.dumps({**json.loads(plan.read_text(encoding="utf-8")), **change}), encoding="utf-8")

    assert call(["rounds", "check", problem, str(plan), "--lang", "en"]) == 3
    assert next(iter(change)) in capsys.readouterr().err


def test_a_plan_of_the_other_kind_is_refused(plans: dict[str, bytes], tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(plans[ROUND])

    assert call(["rounds", "check", POSTING, str(plan)]) == 3
    assert call(["rounds", "explain", POSTING, str(plan)]) == 3
    assert call(["rounds", "draw", POSTING, str(plan)]) == 3


@pytest.mark.parametrize("text", ["", "[]", "{", "3"])
def test_what_is_no_plan_is_bad_input(tmp_path: Path, text: str) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(text, encoding="utf-8")

    assert call(["rounds", "check", POSTING, str(plan)]) == 2


def test_a_bad_problem_names_all_faults_and_touches_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem, out = tmp_path / "bad.json", tmp_path / "plan.json"
    out.write_text("kept", encoding="utf-8")
    value = with_entry("staff", 0, unit="农业局", x=None)
    value["speed_m_per_min"] = 0
    problem.write_text(json.dumps(value), encoding="utf-8")

    assert call(["rounds", "solve", str(problem), "-o", str(out)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert any(line.startswith("staff[0]: unit: expected a known unit") for line in lines)
    assert out.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("text", ["", "{", '{"format": NaN}', "[]", "5", '{"format": "yixian-roster/1"}', "\xff"])
def test_a_problem_of_no_known_kind_is_bad_input(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    problem = tmp_path / "bad.json"
    problem.write_bytes(text.encode("latin-1"))

    assert call(["rounds", "solve", str(problem)]) == 2
    assert capsys.readouterr().err


def test_a_problem_that_is_not_there_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rounds", "solve", "nowhere.json"]) == 2
    assert "nowhere.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["--time-limit", "0"], ["--time-limit", "x"], ["--work-limit", "-1"], ["--sed", "1"]]
)
def test_a_wrong_option_is_bad_input(words: list[str]) -> None:
    assert call(["rounds", "solve", POSTING, *words]) == 2


def test_pins_that_clash_are_status_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = tmp_path / "clash.json"
    value = {**with_entry("staff", 0, barred=["东苑"]), "pinned": [["高涛", "东苑"]]}
    problem.write_text(json.dumps(value), encoding="utf-8")

    assert call(["rounds", "solve", str(problem), "--lang", "zh"]) == 1
    assert "去掉这条锁定" in capsys.readouterr().err


def test_more_parts_than_workers_are_status_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = tmp_path / "island.json"
    problem.write_text(json.dumps(little_round(adjacent=ISLAND, workers=[{"id": "李兰"}])), encoding="utf-8")

    assert call(["rounds", "solve", str(problem), "--lang", "en"]) == 1
    assert "add 1 workers" in capsys.readouterr().err


def test_a_plan_with_holes_is_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem, plan = tmp_path / "few.json", tmp_path / "plan.json"
    value = little()
    value["staff"] = value["staff"][:5]
    problem.write_text(json.dumps(value), encoding="utf-8")

    assert call(["rounds", "solve", str(problem), "-o", str(plan), "--work-limit", "20000", "--lang", "zh"]) == 0
    assert "缺 2 人" in capsys.readouterr().err
    assert call(["rounds", "explain", str(problem), str(plan), "--lang", "zh"]) == 0
    assert "能下沉的只有 5 人" in capsys.readouterr().out


def test_a_compressed_problem_is_read(tmp_path: Path) -> None:
    packed = tmp_path / "round.json.gz"
    packed.write_bytes(gzip.compress(Path(ROUND).read_bytes()))

    assert call(["rounds", "solve", str(packed), "-o", str(tmp_path / "plan.json"), "--work-limit", "5000"]) == 0


def test_standard_input_and_output() -> None:
    words = [sys.executable, "-m", "yixian.cli.main", "rounds", "solve", "-", "-o", "-", "--work-limit", "5000"]
    environment = {**os.environ, "PYTHONPATH": "src"}
    done = subprocess.run(words, input=Path(ROUND).read_bytes(), env=environment, capture_output=True, check=True)

    assert len(json.loads(done.stdout)["areas"]) == 8


@pytest.mark.parametrize("problem", [POSTING, ROUND])
def test_the_same_seed_and_work_limit_write_the_same_file(problem: str, tmp_path: Path) -> None:
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file in files:
        assert call(["rounds", "solve", problem, "--work-limit", "60000", "--seed", "4", "-o", str(file)]) == 0

    assert files[0].read_bytes() == files[1].read_bytes()


INTERRUPTED = """
import os, signal, sys, threading
import yixian.cli.rounds
from yixian.cli.main import call
threading.Timer(2.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
sys.exit(call(sys.argv[1:]))
"""


@pytest.mark.parametrize("name", ["county_1", "round_60"])
def test_ctrl_c_writes_the_best_checked_plan(name: str, tmp_path: Path) -> None:
    problem, plan = str(DATA / f"{name}.json"), tmp_path / "plan.json"
    words = [sys.executable, "-c", INTERRUPTED, "rounds", "solve", problem, "-o", str(plan), "--time-limit", "120"]
    done = subprocess.run(words, env={**os.environ, "PYTHONPATH": "src"}, check=False, timeout=60)

    assert done.returncode == 0
    assert call(["rounds", "check", problem, str(plan)]) == 0


@pytest.mark.parametrize(
    ("problem", "subject", "words"),
    [
        (POSTING, [], "travel "),
        (POSTING, ["S0001"], "S0001: at "),
        (POSTING, ["C001"], "C001: needs 3, has 3"),
        (ROUND, [], "60 buildings for 8 workers"),
        (ROUND, ["W01"], "W01: "),
        (ROUND, ["B001"], "B001: with W"),
    ],
)
def test_explain_says_why(
    problem: str,
    subject: list[str],
    words: str,
    plans: dict[str, bytes],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plan, out = tmp_path / "plan.json", tmp_path / "why.json"
    plan.write_bytes(plans[problem])

    assert call(["rounds", "explain", problem, str(plan), *subject, "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith(words)
    assert call(["rounds", "explain", problem, str(plan), *subject, "-o", str(out), "--json"]) == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told == json.loads(capsys.readouterr().err.splitlines()[-1])
    assert told["reasons"]


@pytest.mark.parametrize("subject", [["X9"], ["S001"], ["C001", "S0001"]])
def test_an_unknown_subject_is_bad_input(solved: tuple[str, Path], subject: list[str]) -> None:
    assert call(["rounds", "explain", solved[0], str(solved[1]), *subject]) == 2


def test_draw_shows_everybody(solved: tuple[str, Path], tmp_path: Path) -> None:
    problem, plan = solved
    out = tmp_path / "map.svg"

    assert call(["rounds", "draw", problem, str(plan), "-o", str(out), "--lang", "zh"]) == 0
    picture = out.read_text(encoding="utf-8")
    assert picture.count("<circle") == (70 if problem == POSTING else 60)
    assert ("70 人到 20 个小区" if problem == POSTING else "60 栋楼，8 人") in picture


def test_help_shows_an_example_of_each_verb_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("small_1", "round_60"):
        (tmp_path / f"{name}.json").write_bytes((DATA / f"{name}.json").read_bytes())
    monkeypatch.chdir(tmp_path)
    lines = HELP.splitlines()
    examples = [i for i, line in enumerate(lines) if line.startswith("$ yixian")]
    for i in examples:
        words = shlex.split(lines[i])[2:]
        assert call([*words, *([] if "--lang" in words else ["--lang", "en"])]) == 0
        captured = capsys.readouterr()
        assert lines[i + 1].split("...")[0].strip() in captured.out + captured.err

    assert {shlex.split(lines[i])[3] for i in examples} == {"solve", "check", "explain", "draw"}


def test_django_is_not_imported() -> None:
    code = "import sys; from yixian.cli import rounds; sys.exit('django' in sys.modules)"

    assert (
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": "src"}, check=False).returncode
        == 0
    )
