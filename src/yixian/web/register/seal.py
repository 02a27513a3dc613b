"""Sealing identity numbers: nobody reads them from the database file, yet an import finds the same one again."""

from __future__ import annotations

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
# What is raised when a text was changed, or sealed with another key.
WrongKey = InvalidTag


def seal(number: str) -> bytes:
    """Encrypt a number (AES-256-GCM); the same number gives another text each time."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(settings.KEYS.seal).encrypt(nonce, number.encode(), None)


def unseal(sealed: bytes) -> str:
    """Return the number.

    Raises
    ------
    cryptography.exceptions.InvalidTag
        If the text was changed or sealed with another key.
    """
    return AESGCM(settings.KEYS.seal).decrypt(sealed[:NONCE], sealed[NONCE:], None).decode()


def match(number: str) -> bytes:
    """Return the keyed hash by which a number is found; without the key it cannot be tried out."""
    return hmac.digest(settings.KEYS.match, number.upper().encode(), "sha256")


def seal_bytes(content: bytes) -> bytes:
    """Encrypt a whole file, so that the database holds no workbook that anybody could open."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(settings.KEYS.seal).encrypt(nonce, content, None)


def unseal_bytes(sealed: bytes) -> bytes:
    """Return the file.

    Raises
    ------
    cryptography.exceptions.InvalidTag
        If it was changed or sealed with another key.
    """
    return AESGCM(settings.KEYS.seal).decrypt(sealed[:NONCE], sealed[NONCE:], None)
