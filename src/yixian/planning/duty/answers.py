"""A certificate as JSON and as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.plan import Certificate, Reason
    from yixian.words import Lang

PACKAGE = "yixian.planning.duty"
LEADER = "leader"


def missing_people(certificate: Certificate) -> int:
    """Return the person-shifts that nobody stands."""
    return sum(short.missing for short in certificate.shortfalls if short.where[-1] != LEADER)


def missing_leaders(certificate: Certificate) -> int:
    """Return the leaders that lack on their slots."""
    return sum(short.missing for short in certificate.shortfalls if short.where[-1] == LEADER)


def summary(certificate: Certificate) -> dict[str, Any]:
    """Return the figures of a certificate."""
    return {
        "sound": certificate.is_sound,
        "cost": certificate.cost,
        "bound": certificate.bound,
        "gap": certificate.gap,
        "proven": certificate.is_optimal,
        "missing_people": missing_people(certificate),
        "missing_leaders": missing_leaders(certificate),
        "rules": {rule.code: [rule.held, rule.tested] for rule in certificate.rules},
        "faults": list(certificate.faults),
    }


def certificate_answer(certificate: Certificate) -> dict[str, Any]:
    """Return all of a certificate: the figures and every shortfall with its causes."""
    shortfalls = [
        {
            "where": list(short.where),
            "missing": short.missing,
            "reasons": [reason_answer(reason) for reason in short.reasons],
        }
        for short in certificate.shortfalls
    ]
    return {**summary(certificate), "shortfalls": shortfalls}


def reason_answer(reason: Reason) -> dict[str, Any]:
    """Return a reason as its code and numbers."""
    return {"code": reason.code, **reason.params}


def sentence(certificate: Certificate, lang: Lang) -> str:
    """Return a certificate as one sentence for a person."""
    figures: dict[str, object] = {
        "cost": certificate.cost,
        "bound": certificate.bound,
        "gap": f"{certificate.gap or 0:.2%}",
        "people": missing_people(certificate),
        "leaders": missing_leaders(certificate),
    }
    return say(PACKAGE, "sound_proven" if certificate.is_optimal else "sound", figures, lang)
