"""Whatever a batch was and whatever was changed since: undone is what still stood, and nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.county import EVENING, PEOPLE
from tests.web.register.books import upload
from tests.web.uploads.everything import everything
from yixian.rules.identity import check_character
from yixian.web import projections
from yixian.web.action import Refused
from yixian.web.register.models import Person
from yixian.web.uploads import actions, judging, undoing, writing
from yixian.web.uploads.chunks import Chunk

LATER = EVENING + timedelta(hours=1)
# What a list may say of a person, and what somebody may change by hand between.
SAID = {
    "phone": st.sampled_from(["13911110001", "13911110002"]),
    "title": st.sampled_from(["科长", "主任"]),
    "place": st.sampled_from(["下湾村", "上湾村", "金穗小区"]),
    "note": st.sampled_from(["腿伤", "会开车"]),
}
EDITS = {
    "phone": {"phone": "13700000000", "phone_end": "0000"},
    "title": {"title": "书记"},
    "note": {"note": "改过"},
    "sex": {"sex": "男"},
}


def _number(at):
    first = f"41990319{70 + at % 20}0101{at:03d}"
    return first + check_character(first)


KNOWN = [(name, number) for name, *_, number in PEOPLE[:5]]
STRANGERS = [(f"张新{chr(0x4E00 + at)}", _number(at)) for at in range(5)]
rows = st.lists(
    st.tuples(st.sampled_from(KNOWN + STRANGERS), st.fixed_dictionaries({}, optional=SAID)),
    min_size=1,
    max_size=10,
    unique_by=lambda row: row[0],
)
edits = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(list(EDITS))), max_size=4)


@dataclass(frozen=True)
class Case:
    """People of the county before the batch, as it was written, and when it is undone."""

    before: dict
    written: dict
    now: dict


def _people(rows):
    return {pk: columns for (label, pk), columns in rows.items() if label == "register.person"}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows, edits=edits, size=st.integers(1, 4))
def test_it_works(county, evening, rows, edits, size):
    with rolled_back(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "CHUNK", size)
        patch.setattr(writing, "PAUSE_S", 0)
        patch.setattr(undoing, "PAUSE_S", 0)
        judging.forget()
        before = everything()
        book = [
            {"name": name, "id_number": number, "phone": "13900000009", "kind": "cadre"} | said
            for (name, number), said in rows
        ]
        sent = upload(county.duty_officer, "staff", *book)
        actions.apply_upload(by=county.duty_officer, upload=sent, at=EVENING)
        written = everything()
        _edit(sorted(_touched()), edits)
        case = Case(before, written, everything())

        counts = actions.undo_upload(by=county.duty_officer, upload=sent.as_stored(), at=LATER)

        _compare(case, counts)
        after = everything()
        assert [one for part in projections.all_projections() for one in part.differences(list(part.keys()))] == []
        with pytest.raises(Refused, match="undo_closed"):
            actions.undo_upload(by=county.duty_officer, upload=sent.as_stored(), at=LATER)
        assert everything() == after


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _touched():
    touches = [touch for chunk in Chunk.objects.unscoped("test") for touch in chunk.touches]
    return {touch.pk for touch in touches if touch.model is Person}


def _edit(pks, edits):
    for at, name in edits:
        if pks:
            Person.objects.unscoped("test").filter(pk=pks[at % len(pks)]).update(**EDITS[name])


def _compare(case, counts):
    """The rule told once more, person by person, without anything of the code that undoes."""
    before, written, now, after = map(_people, (case.before, case.written, case.now, everything()))
    kept = 0
    for pk in before.keys() | written.keys():
        old, new, at_hand = before.get(pk), written[pk], now[pk]
        said = {name for name in new if old is None or old[name] != new[name]}
        if any(at_hand[name] != new[name] for name in said):
            kept += 1
            assert after[pk] == at_hand
        elif old is None:
            assert pk not in after
        else:
            assert after[pk] == at_hand | {name: old[name] for name in said}
    assert counts["kept"] == kept
