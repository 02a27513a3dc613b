"""``yixian rescue`` as other people's scripts call it."""

from __future__ import annotations

import gzip
import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.planning.rescue.morning import DATA, morning, village
from yixian.cli.main import call
from yixian.cli.rescue import HELP
from yixian.planning.roads.store import packed

CASE = str(DATA / "morning.json")


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The village's roads in a file."""
    path = tmp_path_factory.mktemp("net") / "village.npz"
    path.write_bytes(packed(village()))
    return str(path)


@pytest.fixture(scope="module")
def plan_bytes(net: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A plan of the morning, made once."""
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    assert call(["rescue", "solve", net, CASE, "-o", str(path)]) == 0
    return path.read_bytes()


@pytest.fixture
def plan(tmp_path: Path, plan_bytes: bytes) -> Path:
    """A plan of the morning in a file, to be changed at will."""
    path = tmp_path / "plan.json"
    path.write_bytes(plan_bytes)
    return path


def changed(tmp_path: Path, value: Any) -> str:
    """Return a file with another case."""
    path = tmp_path / "case.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return str(path)


def test_it_works(net: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rescue", "solve", net, CASE, "--lang", "en"]) == 0

    captured = capsys.readouterr()
    answer = json.loads(captured.out)
    assert answer["format"] == "yixian-rescue-plan/1"
    legs = answer["alternatives"][0]["legs"]
    assert all({"from", "to", "by", "seconds", "metres", "who"} <= set(leg) for leg in legs)
    assert "first 卫生院救护车, at 乡镇卫生院 in 16–29 min" in captured.err


def test_the_same_case_gives_the_same_plan(net: str, plan_bytes: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rescue", "solve", net, CASE, "--seed", "7", "--time-limit", "1"]) == 0
    assert capsys.readouterr().out.encode() == plan_bytes


def test_check_accepts_what_solve_wrote(net: str, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rescue", "check", net, CASE, str(plan), "--lang", "en"]) == 0
    assert "sound: 9 alternatives" in capsys.readouterr().err


def test_check_says_it_in_chinese(net: str, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rescue", "check", net, CASE, str(plan), "--lang", "zh"]) == 0
    assert "核验通过：9 个方案，首选 卫生院救护车" in capsys.readouterr().err


def test_json_ends_standard_error(net: str, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rescue", "check", net, CASE, str(plan), "--json"]) == 0

    told = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert (told["sound"], told["unit"], told["straight"]) == (True, "卫生院救护车", False)
    assert told["merit_s"] == told["best_s"]


def test_check_writes_the_certificate(net: str, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "certificate.json"
    assert call(["rescue", "check", net, CASE, str(plan), "-o", str(out)]) == 0
    assert json.loads(out.read_text())["faults"] == []


@pytest.mark.parametrize("change", [{"at": "x"}, {"case": "x"}, {"rejected": []}, {"straight": None}, {"why": 3}])
def test_a_corrupted_plan_is_refused_by_name(
    net: str, plan: Path, change: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    plan.write_text(json.dumps({**json.loads(plan.read_text()), **change}))

    assert call(["rescue", "check", net, CASE, str(plan), "--lang", "en"]) == 3
    assert next(iter(change)) in capsys.readouterr().err
    assert call(["rescue", "explain", net, CASE, str(plan)]) == 3


@pytest.mark.parametrize("text", ["", "[]", "{", "3"])
def test_what_is_no_plan_is_bad_input(net: str, tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)
    assert call(["rescue", "check", net, CASE, str(path)]) == 2


def test_explain_tells_everything(net: str, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["rescue", "explain", net, CASE, str(plan), "--lang", "en"]) == 0

    told = capsys.readouterr().out
    for part in (
        "1. 卫生院救护车, carried out",
        "bearers: 高涛",
        "张敏: open 村口卡点",
        "only 235 cm clear",
        "left behind",
    ):
        assert part in told


def test_explain_of_one_ambulance(net: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "why.json"
    assert call(["rescue", "explain", net, CASE, str(plan), "卫生院二号车", "-o", str(out), "--json"]) == 0

    assert [row["code"] for row in json.loads(out.read_text())] == ["unit_busy"]
    assert json.loads(capsys.readouterr().err.splitlines()[-1]) == json.loads(out.read_text())


def test_draw_makes_a_picture(net: str, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.svg"
    assert call(["rescue", "draw", net, CASE, str(plan), "-o", str(out), "--lang", "zh"]) == 0
    assert "卫生院救护车" in out.read_text()
    assert "OpenStreetMap" in out.read_text()


def test_a_bad_case_names_all_faults_and_touches_no_file(
    net: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    value, out = morning(at="yesterday", datum="GPS"), tmp_path / "plan.json"
    value["units"][0]["width_cm"] = "wide"
    value["people"][1]["id"] = "高涛"
    out.write_text("kept")

    assert call(["rescue", "solve", net, changed(tmp_path, value), "-o", str(out)]) == 2
    lines = capsys.readouterr().err.splitlines()
    for place in (
        "case: at: expected",
        "case: datum: expected",
        "units[0]: width_cm",
        "people[1]: id: expected an id of",
    ):
        assert any(line.startswith(place) for line in lines), lines
    assert out.read_text() == "kept"


def test_a_closure_of_an_unknown_road_is_bad_input(
    net: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    value = morning()
    value["closures"][0]["at"] = [117.3, 28.5]
    assert call(["rescue", "solve", net, changed(tmp_path, value)]) == 2
    assert "closures[0]: where: expected a place within 30 m of a road" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{", '{"at": NaN}', "[]"])
def test_a_case_that_is_none_is_bad_input(net: str, tmp_path: Path, text: str) -> None:
    assert call(["rescue", "solve", net, changed(tmp_path, text)]) == 2


def test_a_folder_as_case_is_bad_input(net: str, tmp_path: Path) -> None:
    assert call(["rescue", "solve", net, str(tmp_path)]) == 2


@pytest.mark.parametrize("broken", ["missing.npz", "empty.npz", "."])
def test_a_network_that_cannot_be_used_still_gives_an_answer(
    broken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.npz").write_bytes(b"")
    out = tmp_path / "plan.json"

    assert call(["rescue", "solve", str(tmp_path / broken), CASE, "-o", str(out), "--lang", "en"]) == 0
    assert "reckoned by straight distance" in capsys.readouterr().err
    plan = json.loads(out.read_text())
    assert plan["straight"] is True
    assert plan["why"][0]["code"] == "network_unreadable"
    assert call(["rescue", "check", str(tmp_path / broken), CASE, str(out)]) == 0
    assert call(["rescue", "explain", str(tmp_path / broken), CASE, str(out), "--lang", "zh"]) == 0
    assert "按直线距离估算" in capsys.readouterr().out


def test_a_straight_plan_is_refused_once_the_network_is_back(net: str, tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    assert call(["rescue", "solve", str(tmp_path / "missing.npz"), CASE, "-o", str(out)]) == 0
    assert call(["rescue", "check", net, CASE, str(out)]) == 3


def test_without_any_ambulance_nothing_can_be_planned(
    net: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    value = morning()
    for unit in value["units"]:
        unit["state"] = "busy"
    assert call(["rescue", "solve", net, changed(tmp_path, value), "--lang", "en"]) == 1
    told = capsys.readouterr().err
    assert "no ambulance can be sent" in told
    assert "卫生院救护车: is on another call" in told
    assert "the smallest change" in told


def test_gz_and_standard_input(net: str, tmp_path: Path) -> None:
    packed_case = tmp_path / "case.json.gz"
    packed_case.write_bytes(gzip.compress(Path(CASE).read_bytes()))
    assert call(["rescue", "solve", net, str(packed_case), "-o", str(tmp_path / "a.json")]) == 0
    command = [sys.executable, "-m", "yixian.cli.main", "rescue", "solve", net, "-"]
    done = subprocess.run(command, input=Path(CASE).read_bytes(), capture_output=True, check=True)
    assert done.stdout == (tmp_path / "a.json").read_bytes()


def test_the_examples_of_the_help_run(
    net: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(net, tmp_path / "village.npz")
    shutil.copy(CASE, tmp_path / "morning.json")
    monkeypatch.chdir(tmp_path)

    lines = HELP.splitlines()
    commands = [i for i, line in enumerate(lines) if line.startswith("$ ")]
    assert len(commands) == 4
    for i in commands:
        assert call(shlex.split(lines[i])[2:]) == 0
        captured = capsys.readouterr()
        assert not lines[i + 1] or lines[i + 1] == "```" or lines[i + 1] in captured.out + captured.err
