"""Figures and sentences for people and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.plan import Certificate, Reason
    from yixian.words import Lang

PACKAGE = "yixian.planning.supplies"


def say_reason(reason: Reason, lang: Lang) -> str:
    """Return the sentence of a reason of this room."""
    return say(PACKAGE, reason.code, reason.params, lang)


def reason_answer(reason: Reason) -> dict[str, Any]:
    """Return a reason as its code and numbers."""
    return {"code": reason.code, **reason.params}


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
