"""Behind a proxy: who asks, and whether he asked by HTTPS, stands in headers that only the proxy may write."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from yixian.web.access.proxy import Caller

ADDRESS = "HTTP_X_FORWARDED_FOR"


def caller(**headers):
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", **headers)
    return Caller(lambda asked: HttpResponse(asked.META["REMOTE_ADDR"]))(request).content.decode()


def test_it_works():
    assert caller(**{ADDRESS: "203.0.113.7"}) == "203.0.113.7"


def test_what_the_caller_invents_before_it_counts_for_nothing():
    assert caller(**{ADDRESS: "198.51.100.1, 203.0.113.7"}) == "203.0.113.7"


def test_without_the_header_the_address_stays():
    assert caller() == "127.0.0.1"
    assert caller(**{ADDRESS: " "}) == "127.0.0.1"


PROXIED = override_settings(SECURE_SSL_REDIRECT=True, SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))


@PROXIED
def test_a_plain_request_is_sent_to_https(client, db):
    answer = client.get("/login/", HTTP_X_FORWARDED_PROTO="http")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/login/")


@PROXIED
def test_a_request_that_came_by_https_is_answered(client, db):
    assert client.get("/login/", HTTP_X_FORWARDED_PROTO="https").status_code == 200


@PROXIED
def test_who_watches_from_this_machine_needs_no_https(client, db):
    with override_settings(SECURE_REDIRECT_EXEMPT=[r"^healthz$"]):
        assert client.get("/healthz").status_code == 200
