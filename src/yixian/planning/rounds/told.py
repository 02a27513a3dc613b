"""What a command answers: reasons as codes with numbers for programs, as sentences for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.plan import Certificate, Reason
    from yixian.words import Lang


@dataclass(frozen=True)
class Told:
    """Reasons of one room; the first ones carry the figures."""

    package: str
    reasons: tuple[Reason, ...]

    def value(self) -> dict[str, Any]:
        """Return the reasons as JSON holds them."""
        return {"reasons": [reason_value(reason) for reason in self.reasons]}

    def sentences(self, lang: Lang) -> list[str]:
        """Return the reasons as people read them."""
        return [say(self.package, reason.code, reason.params, lang) for reason in self.reasons]


def reason_value(reason: Reason) -> dict[str, Any]:
    """Return a reason as its code and numbers."""
    return {"code": reason.code, **reason.params}


def certificate_value(certificate: Certificate) -> dict[str, Any]:
    """Return all of a certificate as JSON holds it."""
    return {
        "sound": certificate.is_sound,
        "cost": certificate.cost,
        "bound": certificate.bound,
        "gap": certificate.gap,
        "proven": certificate.is_optimal,
        "rules": {rule.code: [rule.held, rule.tested] for rule in certificate.rules},
        "faults": list(certificate.faults),
        "shortfalls": [
            {
                "where": list(short.where),
                "missing": short.missing,
                "reasons": [reason_value(reason) for reason in short.reasons],
            }
            for short in certificate.shortfalls
        ],
    }
