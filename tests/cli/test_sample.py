"""``yixian sample``: an invented county's workbooks from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from yixian.cli.main import call

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_it_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["sample", "workbooks", str(tmp_path / "county"), "--seed", "7"]) == 0

    planted = json.loads((tmp_path / "county" / "dirty" / "faults.json").read_text(encoding="utf-8"))
    assert planted["seed"] == 7
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{len(planted['faults'])} faults" in said.err


def test_all_bad_options_are_named_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["sample", "workbooks", str(tmp_path / "county"), "--seed", "-1", "--people", "12"]) == 2

    said = capsys.readouterr().err
    assert "--seed: seed: expected a whole number from 0, got -1" in said
    assert "--people: people: expected a whole number from 10000, got 12" in said
    assert not (tmp_path / "county").exists()


def test_a_folder_that_cannot_be_made_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert call(["sample", "workbooks", str(tmp_path / "file" / "county")]) == 2

    assert "expected a writable folder" in capsys.readouterr().err


def test_help_shows_a_worked_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["sample", "workbooks", "--help"]) == 0

    assert "yixian sample workbooks county/ --seed 7" in capsys.readouterr().out
