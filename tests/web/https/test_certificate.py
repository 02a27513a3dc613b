"""A certificate that no browser would take is refused before anything is served."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.web.https import certificates
from yixian.faults import BadInput
from yixian.web.certificate import expires_at, refuse_bad

NOW = datetime.now(UTC)


def refused(cert="", key="", now=NOW):
    with pytest.raises(BadInput) as bad:
        refuse_bad(cert, key, now)
    return [(fault.place, fault.got) for fault in bad.value.faults]


def test_it_works(tmp_path):
    made = certificates.make(tmp_path)
    refuse_bad(made["YX_CERT"], made["YX_KEY"], NOW)
    assert abs(expires_at(made["YX_CERT"]) - NOW - timedelta(days=30)) < timedelta(hours=1)


def test_without_both_settings_there_is_nothing_to_refuse():
    refuse_bad("", "", NOW)


@pytest.mark.parametrize(("cert", "key", "absent"), [("a.pem", "", "YX_KEY"), ("", "a.pem", "YX_CERT")])
def test_one_without_the_other(cert, key, absent):
    assert refused(cert, key) == [(absent, "only one of the two")]


def test_files_that_are_not_there(tmp_path):
    cert, key = str(tmp_path / "c"), str(tmp_path / "k")
    assert refused(cert, key) == [("YX_CERT", cert), ("YX_KEY", key)]


def test_the_key_of_another_certificate(tmp_path):
    mine, other = certificates.make(tmp_path / "1"), certificates.make(tmp_path / "2")
    ((place, got),) = refused(mine["YX_CERT"], other["YX_KEY"])
    assert place == "YX_CERT"
    assert "mismatch" in got.lower()


def test_a_key_that_asks_for_a_password(tmp_path):
    made = certificates.make(tmp_path, password="a horse in the barn")
    assert refused(made["YX_CERT"], made["YX_KEY"])[0][0] == "YX_CERT"


def test_a_file_of_something_else(tmp_path):
    made = certificates.make(tmp_path)
    (tmp_path / "cert.pem").write_text("no certificate\n")
    assert refused(made["YX_CERT"], made["YX_KEY"])[0][0] == "YX_CERT"


def test_one_that_has_expired(tmp_path):
    made = certificates.make(tmp_path, days=-1)
    assert "expired" in refused(made["YX_CERT"], made["YX_KEY"])[0][1]
