"""Home observation on the evening of a date."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.rules.cases.observation import Observed, read_observed
from yixian.rules.observe import Event, Observation, observe

if TYPE_CHECKING:
    from random import Random

EXAMPLES = json.loads(Path("tests/data/systems/observation_examples.json").read_text(encoding="utf-8"))
PEOPLE = read_observed(EXAMPLES, "observation_examples.json")
START = date(2020, 2, 5)


def day(n: int) -> date:
    return START + timedelta(days=n)


def arrival(n: int = 0) -> Event:
    return Event(day(n), "arrival")


def reading(n: int, slot: str = "am", celsius: float = 36.5) -> Event:
    return Event(day(n), "temp", slot, celsius)


def full(last: int) -> list[Event]:
    return [reading(n, slot) for n in range(1, last + 1) for slot in ("am", "pm")]


def as_expected(state: Observation) -> dict[str, Any]:
    fields = {name: value for name, value in vars(state).items() if value is not None}
    return {name: str(value) if isinstance(value, date) else value for name, value in fields.items()}


def test_it_works() -> None:
    state = observe([arrival(), *full(3)], day(3))
    assert state == Observation("observing", START, day(14), day=3, missed_readings=0)


@pytest.mark.parametrize(
    ("person", "expected"),
    list(zip(PEOPLE, [example["expected"] for example in EXAMPLES], strict=True)),
    ids=[str(person.id) for person in PEOPLE],
)
def test_every_example_agrees(person: Observed, expected: dict[str, Any]) -> None:
    assert as_expected(observe(person.events, person.on)) == expected


def test_without_a_start_nothing_has_begun() -> None:
    assert observe([reading(1, celsius=39.0)], day(1)) == Observation("not_started")


def test_a_start_of_tomorrow_is_not_known_today() -> None:
    assert observe([arrival(1)], day(0)) == Observation("not_started")


def test_on_the_start_day_no_reading_is_due() -> None:
    assert observe([arrival()], day(0)).missed_readings == 0


def test_both_readings_of_a_day_are_due_on_its_evening() -> None:
    assert observe([arrival()], day(1)).missed_readings == 2


def test_a_reading_of_the_start_day_makes_up_for_none() -> None:
    assert observe([arrival(), reading(0, "am"), reading(0, "pm")], day(1)).missed_readings == 2


def test_two_readings_in_one_slot_count_once() -> None:
    assert observe([arrival(), reading(1, "am"), reading(1, "am")], day(1)).missed_readings == 1


def test_release_is_due_on_day_fourteen_and_stays_so() -> None:
    assert observe([arrival()], day(13)).state == "observing"
    assert observe([arrival()], day(14)).state == "release_due"
    later = observe([arrival()], day(20))
    assert (later.state, later.day, later.missed_readings) == ("release_due", 14, 28)


def test_readings_after_the_end_make_up_for_none() -> None:
    assert observe([arrival(), reading(15), reading(16)], day(16)).missed_readings == 28


def test_fever_begins_at_37_3() -> None:
    assert observe([arrival(), reading(1, celsius=37.2)], day(1)).state == "observing"
    assert observe([arrival(), reading(1, celsius=37.3)], day(1)).state == "escalate"


def test_fever_outweighs_the_end_of_the_period() -> None:
    assert observe([arrival(), reading(5, celsius=38.0)], day(14)).state == "escalate"
    assert observe([arrival(), reading(16, celsius=38.0)], day(17)).state == "escalate"


def test_fever_on_the_start_day_counts() -> None:
    assert observe([arrival(), reading(0, celsius=38.0)], day(0)).since == START


def test_fever_before_the_start_does_not_count() -> None:
    assert observe([reading(-1, celsius=38.0), arrival()], day(0)).state == "observing"


def test_fever_of_tomorrow_is_not_known_today() -> None:
    assert observe([arrival(), reading(2, celsius=38.0)], day(1)).state == "observing"


def test_the_first_alarm_says_since_when() -> None:
    events = [arrival(), reading(6, celsius=38.0), Event(day(4), "symptom"), reading(5, celsius=37.9)]
    assert observe(events, day(7)) == Observation("escalate", START, day(14), since=day(4))


def test_a_new_exposure_starts_the_clock_anew() -> None:
    state = observe([arrival(), *full(10), Event(day(10), "exposure")], day(10))
    assert state == Observation("observing", day(10), day(24), day=0, missed_readings=0)


def test_a_new_exposure_takes_a_release_back() -> None:
    assert observe([arrival(), Event(day(14), "exposure")], day(14)).state == "observing"


def test_what_was_noted_before_the_new_start_no_longer_counts() -> None:
    events = [arrival(), reading(3, celsius=38.0), Event(day(5), "exposure")]
    assert observe(events, day(4)).state == "escalate"
    assert observe(events, day(5)).state == "observing"


def test_a_later_arrival_starts_the_clock_anew_too() -> None:
    assert observe([Event(day(0), "exposure"), arrival(4)], day(6)).day == 2


EVENTS = st.lists(
    st.one_of(
        st.builds(Event, st.dates(day(-5), day(30)), st.sampled_from(["arrival", "exposure", "symptom"])),
        st.builds(
            lambda on, slot, celsius: Event(on, "temp", slot, celsius),
            st.dates(day(-5), day(30)),
            st.sampled_from(["am", "pm"]),
            st.sampled_from([36.1, 37.2, 37.3, 38.5]),
        ),
    ),
    max_size=40,
)


@given(EVENTS, st.dates(day(-5), day(30)))
def test_the_rule_read_aloud_gives_the_same(events: list[Event], on: date) -> None:
    begun = sorted(event.on for event in events if event.kind in ("arrival", "exposure") and event.on <= on)
    state = observe(events, on)
    if not begun:
        assert state.state == "not_started"
        return
    span = [event for event in events if begun[-1] <= event.on <= on]
    alarms = [event.on for event in span if event.kind == "symptom" or (event.celsius or 0) >= 37.3]
    assert (state.state == "escalate") == bool(alarms)
    assert state.since == (min(alarms) if alarms else None)
    if not alarms:
        due = [(begun[-1] + timedelta(days=n), slot) for n in range(1, 15) for slot in ("am", "pm")]
        taken = {(event.on, event.slot) for event in span if event.kind == "temp"}
        assert state.missed_readings == sum(key[0] <= on and key not in taken for key in due)
        assert (state.state == "release_due") == ((on - begun[-1]).days >= 14)


@given(EVENTS, st.dates(day(-5), day(30)), st.randoms())
def test_the_order_of_events_changes_nothing(events: list[Event], on: date, random: Random) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)
    assert observe(shuffled, on) == observe(events, on)


@given(EVENTS, st.dates(day(-5), day(30)))
def test_what_comes_later_changes_nothing(events: list[Event], on: date) -> None:
    assert observe([event for event in events if event.on <= on], on) == observe(events, on)
