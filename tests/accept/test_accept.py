"""Every scenario passes, and fails when its room is switched off."""

from __future__ import annotations

import pytest

from tests.accept.scenario import SCENARIOS, perform, room_of
from yixian.web.rooms import ALL

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", SCENARIOS)
def test_it_passes(name, tmp_path):
    assert perform(name, tmp_path)


@pytest.mark.parametrize("name", SCENARIOS)
def test_it_fails_without_its_room(name, tmp_path):
    others = ",".join(room for room in ALL if room != room_of(name))
    with pytest.raises(AssertionError):
        perform(name, tmp_path, YX_ROOMS=others)
