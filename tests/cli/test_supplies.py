"""``yixian supplies`` as other people's scripts call it."""

from __future__ import annotations

import gzip
import io
import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from yixian.cli.main import call
from yixian.cli.progress import interruptible
from yixian.cli.supplies import HELP

DATA = Path("tests/data/supplies")
TINY, TOWN = (str(DATA / f"alloc_example_{name}.json") for name in ("tiny", "town"))
FACTORIES, MASKS, LORRIES, CONVERT = (
    str(DATA / f"{name}_example.json") for name in ("production", "masks", "lorries", "convert")
)


def value_of(name: str) -> Any:
    """Return the parsed content of a file."""
    return json.loads(Path(name).read_text(encoding="utf-8"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of the tiny example in a file."""
    path = tmp_path / "plan.json"
    assert call(["supplies", "allocate", TINY, "-o", str(path)]) == 0
    return path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A production plan in a file."""
    path = tmp_path / "made.json"
    assert call(["supplies", "produce", FACTORIES, "-o", str(path)]) == 0
    return path


@pytest.mark.parametrize("name", [TINY, TOWN])
def test_it_works(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "allocate", name]) == 0

    answer, expected = json.loads(capsys.readouterr().out), value_of(name)["expected"]
    assert answer["amount"] == pytest.approx(expected["amount"], abs=1e-4)
    assert answer["total"] == expected["total"]
    assert {"level", "demands", "reach"} <= set(answer["groups"][0])
    demands = value_of(name)["demands"]
    assert all(row["node"] in demands[row["demand"]]["arcs"] for row in answer["shipments"])
    assert answer["certificate"]


@pytest.mark.parametrize("name", [TINY, TOWN])
def test_whole_pieces_keep_the_total(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "allocate", name, "--integer", "--seed", "3", "--time-limit", "5"]) == 0

    answer, expected = json.loads(capsys.readouterr().out), value_of(name)["expected"]
    assert all(isinstance(amount, int) for amount in answer["amount"])
    assert sum(answer["amount"]) == answer["total"] == expected["total"]
    assert all(abs(a - e) < 1 for a, e in zip(answer["amount"], expected["amount"], strict=True))


def test_check_prints_the_tight_cuts(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "check", TINY, str(plan), "--lang", "en"]) == 0

    captured = capsys.readouterr()
    assert "group 2: 2 demands at 2 sites; 28 pieces in reach = 28 pieces given" in captured.out
    assert "sound: 278 pieces given, 272 missing" in captured.err


def test_check_says_it_in_chinese(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "check", TINY, str(plan), "--lang", "zh"]) == 0
    assert "核验通过：共发放 278 件，尚缺 272 件" in capsys.readouterr().err


def test_check_writes_the_certificate(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "certificate.json"

    assert call(["supplies", "check", TINY, str(plan), "-o", str(out)]) == 0
    assert value_of(str(out))["sound"] is True


def test_json_ends_standard_error(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "check", TINY, str(plan), "--json"]) == 0

    told = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert (told["sound"], told["total"], told["short"], told["least"]) == (True, 278, 272, 272)


def test_explain_gives_a_sum_to_recompute(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "explain", TINY, str(plan), "1", "--lang", "en"]) == 0
    assert "day 1, 0: needs 22, gets 18.25 = 7 + 15 x 21 / 28" in capsys.readouterr().out


def test_explain_writes_reasons_as_codes(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "why.json"

    assert call(["supplies", "explain", TINY, str(plan), "5", "-o", str(out), "--json"]) == 0
    assert [row["code"] for row in value_of(str(out))] == ["no_lorry"] * 3
    assert json.loads(capsys.readouterr().err.splitlines()[-1]) == value_of(str(out))


def test_explain_of_an_unknown_site_is_bad_input(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "explain", TINY, str(plan), "99"]) == 2
    assert "site: expected one of 6" in capsys.readouterr().err


@pytest.mark.parametrize("key", ["amount", "total", "groups", "shipments", "certificate"])
def test_a_plan_without_a_part_is_refused(plan: Path, key: str) -> None:
    document = value_of(str(plan))
    del document[key]
    plan.write_text(json.dumps(document))

    assert call(["supplies", "check", TINY, str(plan)]) == 3
    assert call(["supplies", "explain", TINY, str(plan)]) == 3


def test_a_changed_amount_is_refused_by_name(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = value_of(str(plan))
    document["amount"][4] += 1
    plan.write_text(json.dumps(document))

    assert call(["supplies", "check", TINY, str(plan), "--lang", "en"]) == 3
    assert "amount[4]" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", "{", "3"])
def test_what_is_no_plan_is_bad_input(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)

    assert call(["supplies", "check", TINY, str(path)]) == 2


def test_a_bad_instance_names_all_faults_and_touches_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, out = tmp_path / "bad.json", tmp_path / "plan.json"
    out.write_text("kept")
    value = value_of(TINY)
    value["carry"] += [[0, 1], [1, 0]]
    value["demands"][0]["arcs"] = [0, 0]
    value["demands"][1]["need"] = -4
    bad.write_text(json.dumps(value))

    assert call(["supplies", "allocate", str(bad), "-o", str(out)]) == 2
    lines = capsys.readouterr().err.splitlines()
    for place in ("carry[4]: pair", "carry[5]: day", "demands[0].arcs[1]: node", "demands[1]: need"):
        assert any(line.startswith(place) for line in lines), lines
    assert out.read_text() == "kept"


def test_standard_input_and_gz(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = tmp_path / "tiny.json.gz"
    packed.write_bytes(gzip.compress(Path(TINY).read_bytes()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(TINY).read_bytes())))

    assert call(["supplies", "allocate", str(packed)]) == 0
    from_file = capsys.readouterr().out
    assert call(["supplies", "allocate", "-"]) == 0
    assert capsys.readouterr().out == from_file


def test_produce_proves_its_choice(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "produce", FACTORIES, "--lang", "en"]) == 0

    captured = capsys.readouterr()
    answer = json.loads(captured.out)
    assert (answer["value"], answer["bound"], answer["without"]) == pytest.approx((96_000, 96_000, 16_000))
    assert {"factory": 0, "option": "raw", "material": 1} in answer["actions"]
    assert {"factory": 1, "option": "line"} in answer["actions"]
    assert "proven best" in captured.err


def test_produce_takes_a_budget(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "produce", FACTORIES, "--budget", "3"]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == pytest.approx(76_000)


def test_a_plan_made_with_another_budget_is_checked_with_that_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.json"

    assert call(["supplies", "produce", FACTORIES, "--budget", "5", "-o", str(plan)]) == 0
    assert call(["supplies", "check", FACTORIES, str(plan), "--lang", "en"]) == 0
    assert "budget 5" in capsys.readouterr().err
    plan.write_text(json.dumps({**value_of(str(plan)), "budget": 8}))
    assert call(["supplies", "check", FACTORIES, str(plan)]) == 3


def test_check_and_explain_know_production_by_its_file(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "check", FACTORIES, str(made), "--lang", "en"]) == 0
    assert "together for 5 of effort they add 20000.00" in capsys.readouterr().out
    assert call(["supplies", "explain", FACTORIES, str(made), "1", "--lang", "en"]) == 0
    assert "one more unit of line hours is worth 500.0000, but only from 0.00 to 120.00" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--time-limit", "0"], ["--sed", "1"], ["--integer=x"], ["--lang", "fr"]])
def test_a_wrong_option_is_bad_input(words: list[str]) -> None:
    assert call(["supplies", "allocate", TINY, *words]) == 2


def test_a_problem_that_is_not_there_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "allocate", "nowhere.json"]) == 2
    assert "nowhere.json" in capsys.readouterr().err


def test_the_examples_of_the_help_run_as_they_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (TINY, FACTORIES, MASKS):
        (tmp_path / Path(name).name).write_bytes(Path(name).read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    lines = HELP.splitlines()
    examples = [i for i, line in enumerate(lines) if line.startswith("$ yixian ")]

    for i in examples:
        assert call(shlex.split(lines[i])[2:]) == 0
        captured = capsys.readouterr()
        assert lines[i + 1].removesuffix(" ...") in captured.out + captured.err
    assert len({shlex.split(lines[i])[3] for i in examples}) == 7


def test_compare_says_what_more_at_a_store_would_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "compare", TOWN, "--more", "2@0:100", "--more", "0:7", "--json", "--lang", "en"]) == 0

    captured = capsys.readouterr()
    told = json.loads(captured.err.splitlines()[-1])
    assert told["before"] == 4643 < told["after"] <= 4750
    assert told["loses"] == 0
    assert "changed most" in captured.out


def test_compare_says_the_price_of_another_order(tmp_path: Path) -> None:
    out = tmp_path / "price.json"

    assert call(["supplies", "compare", TOWN, "--stages", "min0,rest0,min1+min2,rest1,rest2", "-o", str(out)]) == 0
    tiers = value_of(str(out))["tiers"]
    assert tiers[0]["after"] > tiers[0]["before"]
    assert sum(tier["after"] for tier in tiers) == pytest.approx(4643, abs=0.01)


@pytest.mark.parametrize("words", [["--more", "99:5"], ["--more", "0"], ["--more", "0:-1"], ["--stages", "min0,rest0"]])
def test_compare_refuses_what_it_does_not_know(words: list[str]) -> None:
    assert call(["supplies", "compare", TINY, *words]) == 2


def test_draw_shows_every_site(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "who.svg"

    assert call(["supplies", "draw", TINY, str(plan), "-o", str(out), "--lang", "zh"]) == 0
    picture = out.read_text(encoding="utf-8")
    assert picture.count("<rect") == 1 + 3 * 6
    assert "谁得到多少：6 个点" in picture


def test_draw_refuses_a_changed_plan(plan: Path) -> None:
    document = value_of(str(plan))
    document["amount"][0] += 1
    plan.write_text(json.dumps(document))

    assert call(["supplies", "draw", TINY, str(plan)]) == 3


def test_allocate_shares_lorries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "plan.json"

    assert call(["supplies", "allocate", LORRIES, "-o", str(out), "--lang", "en"]) == 0
    assert "lorries are shared, 3 groups, prices prove of each" in capsys.readouterr().err
    assert value_of(str(out))["certificate"]["prices"]
    assert call(["supplies", "check", LORRIES, str(out), "--lang", "zh"]) == 0
    captured = capsys.readouterr()
    assert "车位共用" in captured.err
    assert "0 处存量与 1 车次已全部用完" in captured.out
    assert call(["supplies", "explain", LORRIES, str(out), "东镇", "--lang", "en"]) == 0
    assert "gets 1333.3333 = 800 + 1600 x 33.3333%" in capsys.readouterr().out
    assert call(["supplies", "draw", LORRIES, str(out)]) == 0


def test_whole_pieces_in_shared_lorries_are_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"

    assert call(["supplies", "allocate", LORRIES, "--integer", "-o", str(out)]) == 2
    assert "integer: expected no --integer where lorries are shared" in capsys.readouterr().err
    assert not out.exists()


def test_a_time_that_is_over_still_writes_a_checked_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "plan.json"

    assert call(["supplies", "allocate", LORRIES, "-o", str(out), "--time-limit", "0.000001", "--lang", "en"]) == 0
    assert "the search ended early" in capsys.readouterr().err
    assert call(["supplies", "check", LORRIES, str(out)]) == 0


def test_produce_that_is_out_of_time_still_writes_a_checked_plan(tmp_path: Path) -> None:
    out = tmp_path / "made.json"

    assert call(["supplies", "produce", FACTORIES, "-o", str(out), "--time-limit", "0.000001"]) == 0
    assert call(["supplies", "check", FACTORIES, str(out)]) == 0


@pytest.mark.parametrize("verb", ["allocate", "produce"])
def test_ctrl_c_still_writes_a_checked_plan(verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, problem = tmp_path / "plan.json", LORRIES if verb == "allocate" else FACTORIES

    @contextmanager
    def pressed() -> Iterator[Any]:
        """Stand in for the terminal: Ctrl-C comes at once."""
        with interruptible() as is_wanted:
            os.kill(os.getpid(), signal.SIGINT)
            yield is_wanted

    monkeypatch.setattr("yixian.cli.supplies.interruptible", pressed)

    assert call(["supplies", verb, problem, "-o", str(out)]) == 0
    assert call(["supplies", "check", problem, str(out)]) == 0


def test_production_is_delivered_and_shared_out(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    masks, plan = tmp_path / "masks.json", tmp_path / "plan.json"

    assert call(["supplies", "deliver", FACTORIES, str(made), MASKS, "-o", str(masks), "--json"]) == 0
    told = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert told == {"code": "delivered", "pieces": 9600, "rows": 4, "unused": 38400}
    for name, total in ((MASKS, 2800), (str(masks), 11200)):
        assert call(["supplies", "allocate", name, "--integer", "-o", str(plan)]) == 0
        assert value_of(str(plan))["total"] == total
        assert call(["supplies", "check", name, str(plan)]) == 0


def test_deliver_believes_no_changed_plan(made: Path, tmp_path: Path) -> None:
    document = value_of(str(made))
    document["output"][0][1] *= 1.5
    made.write_text(json.dumps(document))

    assert call(["supplies", "deliver", FACTORIES, str(made), MASKS, "-o", str(tmp_path / "masks.json")]) == 3
    assert not (tmp_path / "masks.json").exists()


def test_deliver_names_what_does_not_fit(made: Path, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "deliver", TINY, str(plan), MASKS]) == 2
    assert "expected a production instance" in capsys.readouterr().err
    value = {**value_of(MASKS), "nodes": [{**row, "store": "乡库"} for row in value_of(MASKS)["nodes"]]}
    made.with_name("masks.json").write_text(json.dumps(value))
    assert call(["supplies", "deliver", FACTORIES, str(made), str(made.with_name("masks.json"))]) == 2
    assert "production[0]: store: expected a node without lot" in capsys.readouterr().err


def test_produce_converts_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", "produce", CONVERT, "--json"]) == 0

    captured = capsys.readouterr()
    assert {"factory": 0, "option": "convert", "product": 1} in json.loads(captured.out)["actions"]
    assert json.loads(captured.err.splitlines()[-1])["value"] == pytest.approx(140_000)


def test_draw_refuses_a_production_plan(made: Path) -> None:
    assert call(["supplies", "draw", FACTORIES, str(made)]) == 2


@pytest.mark.parametrize("verb", ["allocate", "produce", "deliver", "check", "explain", "compare", "draw"])
def test_every_verb_has_its_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["supplies", verb, "--help"]) == 0
    assert "Usage" in capsys.readouterr().out
    assert f"$ yixian supplies {verb} " in HELP


def test_django_is_not_imported() -> None:
    code = "import sys; from yixian.cli import supplies; sys.exit('django' in sys.modules)"

    assert (
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": "src"}, check=False).returncode
        == 0
    )
