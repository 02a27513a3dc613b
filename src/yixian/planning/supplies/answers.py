"""Figures and sentences for people and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.plan import Certificate, Reason
    from yixian.words import Lang

PACKAGE = "yixian.planning.supplies"


def say_reason(reason: Reason, lang: Lang) -> str:
    """Return the sentence of a reason of this room; reasons among its numbers are said one after the other."""
    params = {
        key: " + ".join(say_reason(part, lang) for part in value) if isinstance(value, tuple) else value
        for key, value in reason.params.items()
    }
    return say(PACKAGE, reason.code, params, lang)


def reason_answer(reason: Reason) -> dict[str, Any]:
    """Return a reason as its code and numbers."""
    params = {
        key: [reason_answer(part) for part in value] if isinstance(value, tuple) else value
        for key, value in reason.params.items()
    }
    return {"code": reason.code, **params}


def summary(certificate: Certificate) -> dict[str, Any]:
    """Return the figures of a certificate."""
    return {
        "sound": certificate.is_sound,
        "cost": certificate.cost,
        "bound": certificate.bound,
        "rules": {rule.code: [rule.held, rule.tested] for rule in certificate.rules},
        "shortfalls": [
            {"where": list(short.where), "missing": short.missing, "reasons": [reason_answer(r) for r in short.reasons]}
            for short in certificate.shortfalls
        ],
        "faults": list(certificate.faults),
    }
