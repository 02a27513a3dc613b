import pytest
from django.test import Client

from yixian.web.access import throttle

PASSWORD = "an evening in spring"


@pytest.fixture(autouse=True)
def _fresh_throttle():
    throttle.forget()


@pytest.fixture
def officer(county):
    county.duty_officer.set_password(PASSWORD)
    county.duty_officer.save()
    return county.duty_officer


def _log_in(client, username="duty_officer", password=PASSWORD, **more):
    return client.post("/login/", {"username": username, "password": password, **more})


def test_it_works(officer, client):
    answer = _log_in(client)
    assert (answer.status_code, answer.url) == (302, "/")


def test_he_comes_to_the_page_that_he_wanted(officer, client):
    assert _log_in(client, next="/register/people/").url == "/register/people/"


def test_he_is_never_sent_to_another_host(officer, client):
    for elsewhere in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        assert _log_in(client, next=elsewhere).url == "/"


@pytest.mark.parametrize(("username", "password"), [("duty_officer", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_pair_stays_outside(officer, client, username, password):
    assert _log_in(client, username, password).status_code == 422
    assert client.get("/register/people/").status_code == 302


def test_the_answer_does_not_say_whether_the_name_exists(officer, client):
    wrong_name = _log_in(client, "nobody").content.decode().replace("nobody", "X")
    wrong_word = _log_in(client, password="wrong").content.decode().replace("duty_officer", "X")
    assert _message(wrong_name) == _message(wrong_word) != ""


def test_guessing_is_slowed_down(officer, client):
    for _ in range(throttle.MOST):
        _log_in(client, password="wrong")
    assert _log_in(client).status_code == 429


def test_a_first_password_must_be_changed(officer, client):
    officer.must_change_password = True
    officer.save()
    assert _log_in(client).url == "/password/"
    answer = client.post("/password/", {"new_password1": "quite another one", "new_password2": "quite another one"})
    assert answer.url == "/"
    officer.refresh_from_db()
    assert not officer.must_change_password


def test_a_weak_password_is_not_taken(officer, client):
    _log_in(client)
    answer = client.post("/password/", {"new_password1": "password12", "new_password2": "password12"})
    assert answer.status_code == 422


def test_logging_out_needs_a_press_not_a_link(officer, client):
    _log_in(client)
    assert client.get("/logout/").status_code == 405
    client.post("/logout/")
    assert client.get("/register/people/").status_code == 302


def test_a_forged_form_is_refused(officer):
    strict = Client(enforce_csrf_checks=True)
    assert _log_in(strict).status_code == 403


def test_language_and_look_are_remembered(officer, client):
    answer = client.post("/prefer/", {"lang": "en", "theme": "dark", "next": "/login/"})
    assert answer.cookies["theme"].value == "dark"
    assert 'lang="en"' in client.get("/login/").content.decode()
    assert "theme" not in client.post("/prefer/", {"theme": "pink"}).cookies


def _message(page):
    return page.split("data-errors")[1].split("</div>")[0] if "data-errors" in page else ""
