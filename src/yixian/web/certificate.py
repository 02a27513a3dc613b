"""The certificate of our own HTTPS: looked at before it is served, so that a wrong file is a sentence and no crash."""

from __future__ import annotations

import ssl
from datetime import datetime
from pathlib import Path

from cryptography import x509

from yixian.faults import BadInput, Fault


def expires_at(cert: str) -> datetime:
    """Return until when a certificate is valid."""
    return x509.load_pem_x509_certificate(Path(cert).read_bytes()).not_valid_after_utc


def refuse_bad(cert: str, key: str, now: datetime) -> None:
    """Refuse a certificate that no browser would take: without its key, unreadable, or expired.

    Raises
    ------
    BadInput
        With the setting that is wrong.
    """
    if bool(cert) != bool(key):
        absent = "YX_KEY" if cert else "YX_CERT"
        raise BadInput([Fault(absent, "file", "both a certificate and its key", "only one of the two")])
    if not cert:
        return
    unreadable = [
        Fault(name, "file", "a readable file", path)
        for name, path in (("YX_CERT", cert), ("YX_KEY", key))
        if not Path(path).is_file()
    ]
    if unreadable:
        raise BadInput(unreadable)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, password="")
        until = expires_at(cert)
    except (OSError, ValueError) as error:
        expected = "a certificate (PEM) and its own key without a password"
        raise BadInput([Fault("YX_CERT", "certificate", expected, str(error))]) from error
    if until <= now:
        raise BadInput([Fault("YX_CERT", "certificate", "one that is valid", f"expired {until:%Y-%m-%d %H:%M} UTC")])
