"""What the oracle believes of a delivery: each thing once, at its true time, with its doubts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.simulate.day.people import SIX, delivery, log, raw, shift


def doubts(*sent, shifts=(), **how):
    heard = log(*shifts)
    heard.hear(delivery(*sent, **how))
    return set(heard.kept[sent[-1]["uuid"]].doubts)


def codes(wrong):
    return [one.code for one in wrong]


def test_it_works():
    heard = log()
    assert heard.hear(delivery(raw("a", minutes=3, task="LI"))) == []
    kept = heard.kept["a"]
    assert (kept.shift, kept.happened_at, kept.doubts) == ("LI", SIX + timedelta(minutes=3), frozenset())


def test_what_comes_again_must_be_a_duplicate():
    heard = log()
    heard.hear(delivery(raw("a")))
    again = delivery(raw("a"), answers=[{"uuid": "a", "result": "duplicate"}])
    assert heard.hear(again) == []
    assert codes(heard.hear(delivery(raw("a")))) == ["answer"]
    assert len(heard.kept) == 1


def test_twice_in_one_upload_is_once():
    heard = log()
    answers = [{"uuid": "a", "result": result} for result in ("stored", "duplicate")]
    assert heard.hear(delivery(raw("a"), raw("a"), answers=answers)) == []


def test_what_is_rejected_or_not_answered_is_wrong():
    assert codes(
        log().hear(delivery(raw("a"), answers=[{"uuid": "a", "result": "rejected", "reason": "no_time"}]))
    ) == ["answer"]
    assert codes(log().hear(delivery(raw("a"), answers=[]))) == ["answers_missing"]


def test_other_content_under_one_identity_must_be_flagged():
    heard = log()
    heard.hear(delivery(raw("a", "in", temp=36.5)))
    other = raw("a", "in", temp=38.2)
    plain = [{"uuid": "a", "result": "duplicate"}]
    assert codes(heard.hear(delivery(other, answers=plain))) == ["conflict"]
    assert heard.hear(delivery(other, answers=[plain[0] | {"conflict": True}])) == []
    assert codes(heard.hear(delivery(raw("a", "in", temp=36.5), answers=[plain[0] | {"conflict": True}]))) == [
        "conflict"
    ]


@pytest.mark.parametrize(
    ("skew_s", "minutes", "found"),
    [(20, 0, set()), (100, 0, set()), (-100, 0, set()), (700, 0, {"clock_ahead"}), (-3600, 0, {"clock_behind"})],
)
def test_a_wrong_clock_is_corrected_and_flagged_when_it_is_far_off(skew_s, minutes, found):
    heard = log()
    noted = raw("a", minutes=minutes + skew_s / 60 * (abs(skew_s) >= 30), task="LI")
    heard.hear(delivery(noted, skew_s=skew_s))
    assert heard.kept["a"].happened_at == SIX
    assert heard.kept["a"].doubts == found


def test_a_time_to_come_is_doubtful():
    assert doubts(raw("a", minutes=15, task="LI"), after_min=10) == {"clock_ahead"}


def test_what_comes_a_day_late_is_doubtful():
    assert doubts(raw("a", task="LI"), after_min=24 * 60) == {"late_by_days"}


def test_a_phone_of_another_gate_moves_nothing_there():
    assert doubts(raw("a", task="LI"), phone=2) == {"foreign_post", "unknown_task"}
    assert doubts(raw("a", "in"), phone=2) == {"foreign_post"}


def test_its_holder_signs_in_where_he_is_sent():
    sent = shift("SENT", person=8)
    assert doubts(raw("a", task="SENT"), shifts=[sent], phone=2) == set()


def test_anothers_shift_is_doubtful_and_so_is_one_that_is_over():
    assert doubts(raw("a", task="ZHAO"), phone=1) == {"not_his_shift"}
    assert doubts(raw("a", minutes=500, task="LI"), after_min=510) == {"task_over"}
    assert doubts(raw("a", "checkout", 590, task="LI"), after_min=600) == set()
    assert doubts(raw("a", minutes=-121, task="LI")) == {"not_his_shift"}


def test_without_a_key_the_hours_decide_but_never_between_two():
    assert doubts(raw("a"), phone=1) == set()
    assert doubts(raw("a"), phone=0) == {"unknown_task"}
    assert doubts(raw("a"), phone=0, shifts=[shift("ZHAO", person=0)]) == set()


def test_the_nearer_shift_is_meant():
    day = [shift("FIRST", starts_h=0), shift("SECOND", starts_h=8)]
    heard = log(*day)
    heard.hear(delivery(raw("a", minutes=475), raw("b", "checkout", 485), after_min=500))
    assert (heard.kept["a"].shift, heard.kept["b"].shift) == ("SECOND", "FIRST")


def test_a_temperature_that_is_no_number_is_doubtful():
    assert doubts(raw("a", "in", temp="热")) == {"bad_temp"}


def test_what_is_taken_back_must_have_come_before():
    heard = log()
    heard.hear(delivery(raw("a", task="LI"), raw("b", "undo", 2, undoes="a")))
    heard.hear(delivery(raw("c", "undo", 3, undoes="a")))
    assert (heard.kept["b"].shift, heard.kept["c"].shift) == ("", "LI")
