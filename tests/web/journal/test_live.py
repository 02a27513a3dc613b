from tests.county import EVENING
from yixian.web.journal.queries import last_event
from yixian.web.journal.record import tell


def test_it_works(county, logged_in):
    client, before = logged_in(county.duty_officer), last_event()
    tell("duty", "post_closed", at=EVENING, place_path="0000")
    answer = client.get(f"/live/?after={before}")
    assert answer.json() == {"after": last_event(), "changed": ["duty"]}
    assert last_event() > before


def test_while_nothing_changes_it_answers_304(county, logged_in):
    assert logged_in(county.duty_officer).get(f"/live/?after={last_event()}").status_code == 304


def test_a_stranger_township_hears_nothing_of_it(county, logged_in):
    before = last_event()
    tell("duty", "post_closed", at=EVENING, place_path="0000")
    assert logged_in(county.stranger).get(f"/live/?after={before}").json()["changed"] == []


def test_nobody_outside_hears_anything(county, client):
    assert client.get("/live/?after=0").status_code == 302


def test_a_number_that_is_none_begins_at_the_beginning(county, logged_in):
    tell("duty", "post_closed", at=EVENING)
    for after in ("", "x", "-1"):
        assert logged_in(county.duty_officer).get("/live/", {"after": after}).status_code == 200


def test_it_asks_the_database_little(county, logged_in, django_assert_max_num_queries):
    client = logged_in(county.duty_officer)
    with django_assert_max_num_queries(5):
        client.get(f"/live/?after={last_event()}")
