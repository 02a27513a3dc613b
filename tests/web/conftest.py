"""Each test has a register of its own, whose rows may have the numbers of the last one's."""

from __future__ import annotations

import pytest

from yixian.web.uploads import judging


@pytest.fixture(autouse=True)
def _no_dry_run_of_another_test() -> None:
    judging.forget()
