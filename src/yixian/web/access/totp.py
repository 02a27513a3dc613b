"""Codes of six digits that a phone counts from a secret and the time (RFC 6238)."""

from __future__ import annotations

import base64
import secrets
import time

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

# What every authenticator app can do: SHA-1, six digits, a new code each half minute (RFC 6238, section 5.2).
DIGITS = 6
STEP_S = 30
SECRET_BYTES = 20
# A phone's clock may be this many steps off; more would only help whoever guesses.
STEPS_OFF = 1


def new_secret() -> bytes:
    """Return a new secret."""
    return secrets.token_bytes(SECRET_BYTES)


def step_now() -> int:
    """Return the present step. Phones count by the true time, so a training's clock says nothing here."""
    return int(time.time()) // STEP_S


def code(secret: bytes, step: int) -> str:
    """Return the code of a step."""
    return _counter(secret).generate(step * STEP_S).decode()


def step_of(secret: bytes, said: str, now: int) -> int | None:
    """Return the step whose code was said, None if it is that of no step near ``now``."""
    if not (said.isascii() and said.isdecimal() and len(said) == DIGITS):
        return None
    counter = _counter(secret)
    for step in range(now - STEPS_OFF, now + STEPS_OFF + 1):
        try:
            counter.verify(said.encode(), step * STEP_S)
        except InvalidToken:
            continue
        return step
    return None


def letters(secret: bytes) -> str:
    """Return the secret for typing, in groups of four letters."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address(secret: bytes, username: str, issuer: str) -> str:
    """Return what the phone scans."""
    return _counter(secret).get_provisioning_uri(username, issuer)


def _counter(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP_S)
