"""The bar of a search, and the clean end on Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from yixian.cli.progress import Bar, figures_of, interruptible, shown
from yixian.planning.stop import Progress


def test_it_works() -> None:
    assert figures_of(Progress("search", 0.5, 1900, 1881)) == "1,900 ≥ 1,881  1.00%"


def test_figures_that_are_not_known_are_left_out() -> None:
    assert figures_of(Progress("search", 0.0)) == ""
    assert figures_of(Progress("search", 0.0, best=5)) == "5"
    assert figures_of(Progress("prove", 0.0, bound=5)) == " ≥ 5"
    assert figures_of(Progress("prove", 0.0, best=0, bound=0)) == "0 ≥ 0"


def test_no_terminal_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with shown() as report:
        report(Progress("search", 0.5, 10, 9))

    assert capsys.readouterr().err == ""


def test_a_terminal_gets_a_bar_after_a_while(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    bar = Bar()
    bar.show(Progress("search", 0.1, 100, 90))
    assert capsys.readouterr().err == ""

    monkeypatch.setattr("yixian.cli.progress.SILENT_S", 0.0)
    bar.show(Progress("search", 0.5, 100, 90))
    bar.show(Progress("prove", 0.6, 100, 95))
    bar.close()

    assert "prove" in capsys.readouterr().err


def test_the_first_ctrl_c_is_a_wish_the_second_an_order() -> None:
    with interruptible() as is_wanted:
        assert not is_wanted()
        os.kill(os.getpid(), signal.SIGINT)
        assert is_wanted()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
