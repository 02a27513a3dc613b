"""The sample log of 36 uploads: exactly its 600 events, in any order and chunking."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.county import ZONE
from yixian.rules.pinyin import keys
from yixian.web.access.models import Device
from yixian.web.duty.models import Post
from yixian.web.field.log import append
from yixian.web.field.models import FieldConflict, FieldEntry
from yixian.web.register.models import Place

DATA = Path(__file__).parents[2] / "data" / "web"
LATER = datetime(2020, 2, 10, 22, 0, tzinfo=ZONE)
UPLOADS = [json.loads(line) for line in (DATA / "field_log_small.jsonl").read_text(encoding="utf-8").splitlines()]
EXPECTED = json.loads((DATA / "field_log_small.expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def phones(county):
    """Twelve posts (five are the little county's) and a phone for each name in the log."""
    parent = county.places["安平苑"]
    for number in range(6, 25):
        place = Place.objects.create(
            path=f"{parent.path}9{number:03d}", kind="post", name=f"门{number}", parent=parent,
            name_key=keys(f"门{number}")[0],
        )  # fmt: skip
        Post.objects.create(place=place, number=number, kind="side_gate")
    return {
        name: Device.objects.create(
            place=county.posts["安平苑北门"].place,
            place_path="",
            token_hash=name.encode(),
            enrolled_at=LATER,
            enrolled_by=county.duty_officer,
        )
        for name in {upload["device"] for upload in UPLOADS}
    }


def per_post():
    numbers = dict(Post.objects.unscoped("test").values_list("place_id", "number"))
    entries = FieldEntry.objects.unscoped("test").values_list("place_id", flat=True)
    return {str(number): n for number, n in Counter(numbers[pk] for pk in entries).items()}


def send(phones, upload, entries):
    sent_at = LATER + timedelta(seconds=upload["sent_skew_s"])
    return append(entries, device=phones[upload["device"]], at=LATER, sent_at=sent_at)


def test_it_works(phones):
    answers = [answer for upload in UPLOADS for answer in send(phones, upload, upload["entries"])]
    assert len(UPLOADS) == EXPECTED["batches"]
    assert len(answers) == EXPECTED["rows_sent"]
    assert Counter(answer.result for answer in answers)["stored"] == EXPECTED["unique_events"]
    assert not any(answer.has_conflict or answer.reason for answer in answers)
    assert per_post() == EXPECTED["events_per_post"]


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_chunking_ends_alike(phones, seed):
    chance = random.Random(seed)
    chunks = []
    for upload in UPLOADS * 2:
        rows = upload["entries"]
        size = chance.choice([1, 3, 10, 50])
        chunks += [(upload, chance.sample(rows, len(rows))[i : i + size]) for i in range(0, len(rows), size)]
        chunks.append((upload, rows))
    chance.shuffle(chunks)
    for upload, rows in chunks[: len(chunks)]:
        send(phones, upload, rows)
    assert per_post() == EXPECTED["events_per_post"]
    assert FieldConflict.objects.unscoped("test").count() == 0


def test_a_clock_that_is_wrong_in_the_log_is_put_right(phones):
    upload = next(upload for upload in UPLOADS if upload["sent_skew_s"])
    send(phones, upload, upload["entries"])
    kept = FieldEntry.objects.unscoped("test").get(uuid=upload["entries"][0]["uuid"])
    assert kept.happened_at + timedelta(seconds=upload["sent_skew_s"]) == datetime.fromisoformat(
        upload["entries"][0]["at"]
    )


def test_no_name_and_no_plate_of_a_passer_by_is_stored(phones):
    for upload in UPLOADS:
        send(phones, upload, upload["entries"])
    names = {row[key] for upload in UPLOADS for row in upload["entries"] for key in ("name", "plate")} - {""}
    text = json.dumps(list(FieldEntry.objects.unscoped("test").values_list("details", flat=True)), ensure_ascii=False)
    assert not [name for name in names if name in text]
