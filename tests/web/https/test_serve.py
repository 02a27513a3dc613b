"""HTTPS by two settings: the server speaks it itself, cookies stay inside it, browsers remember it."""

from __future__ import annotations

import http.client
import socket
import ssl

import pytest

from tests.server import running
from tests.web.https import certificates


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("https")
    settings = certificates.make(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", settings["YX_CERT"])
        with running(folder, "--empty", "--no-with-worker", **settings) as server:
            yield server


def ask(server, path):
    connection = http.client.HTTPSConnection("localhost", server.port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_it_works(served):
    visitor = served.officer("chenjing", "headquarters")
    page = visitor.get("/")
    assert page.status == 200
    assert page.url.startswith("https://localhost:")
    assert f"https://localhost:{served.port}/" in served.log()


def test_cookies_never_leave_https_and_browsers_remember_it(served):
    answer = ask(served, "/login/")
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookies = answer.headers.get_all("Set-Cookie")
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_older_phones_reach_it_too(served, version):
    context = ssl.create_default_context()
    context.minimum_version = context.maximum_version = version
    plain = socket.create_connection(("localhost", served.port), 20)
    with context.wrap_socket(plain, server_hostname="localhost") as secure:
        assert secure.version() == version.name.replace("_", ".")


def test_without_encryption_nothing_is_answered(served):
    connection = http.client.HTTPConnection("localhost", served.port, timeout=20)
    with pytest.raises((http.client.HTTPException, OSError)):
        connection.request("GET", "/login/")
        connection.getresponse()
    connection.close()
