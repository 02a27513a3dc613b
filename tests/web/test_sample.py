"""The first start: the invented county is of the county's own day, also between midnight and eight in the morning."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from yixian.cli import sample
from yixian.web import clock
from yixian.web.plans.models import Plan
from yixian.web.uploads.models import Upload

# 04:30 of the 13th in the county.
NIGHT = datetime(2026, 2, 12, 20, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_it_works(settings: object, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    with clock.stopped_at(NIGHT):
        said = sample.load()
    assert said[0][0] == "zhaoyunqing"
    assert Plan.objects.unscoped("test").get().starts_on == date(2026, 2, 13)
    assert {upload.counts["wrong"] for upload in Upload.objects.unscoped("test")} == {0}
