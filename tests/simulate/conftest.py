"""The invented county and its workbooks, made once for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yixian.simulate.county import county
from yixian.simulate.workbooks import workbooks

if TYPE_CHECKING:
    from pathlib import Path

    from yixian.simulate.facts import County


@pytest.fixture(scope="session")
def linxi() -> County:
    """临溪县 of seed 1."""
    return county(seed=1)


@pytest.fixture(scope="session")
def office(linxi: County, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the county's offices have written their workbooks."""
    folder = tmp_path_factory.mktemp("office")
    workbooks(linxi, folder, seed=1)
    return folder
