"""What a scenario is, and how it is performed on a server of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from tests.server import Server, running
from yixian.simulate.county import county
from yixian.simulate.workbooks import workbooks

SEED = 1
# On this Thursday everything happens; the server's clock is told so.
NOW = "2020-02-13T18:00:00+08:00"

T = TypeVar("T")
Figures = dict[str, object]


@dataclass(frozen=True)
class Scenario:
    """One requirement: ``act`` goes through the doors and returns the figures; ``room`` is what it needs.

    ``environment`` are settings that the server is started with, where a scenario file names any.
    """

    room: str
    act: Callable[[Server, Path], Figures]
    environment: dict[str, str]


# One file for each, r02.py for R2.
NAMES = tuple(f"R{int(file.stem[1:])}" for file in sorted(Path(__file__).parent.glob("r[0-9][0-9].py")))


def _load(name: str) -> Scenario:
    module = import_module(f"tests.accept.r{int(name[1:]):02d}")
    return Scenario(module.ROOM, module.act, getattr(module, "ENVIRONMENT", {}))


SCENARIOS = dict.fromkeys(NAMES, _load)


def perform(name: str, folder: Path, **environment: str) -> Figures:
    """Start an empty installation, write the county's workbooks beside it, and act."""
    scenario = _load(name)
    return _played(scenario.act, folder, scenario.environment | environment)


def page(folder: Path) -> str:
    """Return the printed page itself, every number computed from facts."""
    return _played(import_module("tests.accept.r54").page, folder, {})


def _played(act: Callable[[Server, Path], T], folder: Path, environment: Mapping[str, str]) -> T:
    books = folder / "workbooks"
    workbooks(county(seed=SEED), books, SEED)
    with running(folder, "--empty", YX_NOW=NOW, **environment) as server:
        return act(server, books)


def room_of(name: str) -> str:
    """Return the room without which a scenario must fail."""
    return _load(name).room
