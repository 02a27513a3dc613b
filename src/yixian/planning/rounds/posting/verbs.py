"""What the commands do with a posting problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.faults import CheckFailed
from yixian.planning.plan import Reason
from yixian.planning.rounds.asked import index_of
from yixian.planning.rounds.posting import explain
from yixian.planning.rounds.posting.check import check
from yixian.planning.rounds.posting.claim import ClaimReader
from yixian.planning.rounds.posting.formats import plan_document
from yixian.planning.rounds.posting.picture import draw
from yixian.planning.rounds.posting.read import read_problem
from yixian.planning.rounds.posting.solve import solve
from yixian.planning.rounds.told import Told
from yixian.words import default_lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.plan import Certificate
    from yixian.planning.rounds.posting.claim import Claim
    from yixian.planning.stop import Report, Stop
    from yixian.words import Lang

PACKAGE = "yixian.planning.rounds.posting"
HARMLESS = ("not_a_number", "not_a_claim", "no_certificate", "price_table", "price_range", "other_problem", "seal")
"""Refusals of a plan file that leave its lines readable."""


class Posting:
    """One posting problem, as read from its file."""

    def __init__(self, value: Any, sha256: str) -> None:
        self.problem, self._sha256 = read_problem(value), sha256

    def solve(self, stop: Stop, seed: int, report: Report, lang: Lang) -> dict[str, Any]:
        """Return the plan file of the best posting found."""
        return plan_document(self.problem, solve(self.problem, stop, seed=seed, report=report, lang=lang), self._sha256)

    def check(self, document: dict[str, Any], lang: Lang) -> Certificate:
        """Return what is true of a plan file."""
        return check(self.problem, document, self._sha256, lang=lang)

    def sentence(self, certificate: Certificate, lang: Lang) -> str:
        """Return a certificate in one line."""
        people, compounds = set(self.problem.person_ids), set(self.problem.compound_ids)
        far = [s for s in certificate.shortfalls if s.where[0] in people and s.where[1] in compounds]
        holes = [s for s in certificate.shortfalls if s.where[1] == "people" and s not in far]
        skills = [s for s in certificate.shortfalls if s not in far and s not in holes]
        figures = {
            "cost": certificate.cost,
            "bound": certificate.bound,
            "gap": f"{certificate.gap or 0:.2%}",
            "people": sum(short.missing for short in holes),
            "skills": sum(short.missing for short in skills),
            "far": len(far),
        }
        return say(PACKAGE, "sound_proven" if certificate.is_optimal else "sound", figures, lang)

    def explain(self, document: dict[str, Any], words: Sequence[str]) -> Told:
        """Return the reasons for the whole, a person, or a compound."""
        claim, problem = self._claim(document), self.problem
        if not words:
            reasons = explain.explain_total(problem, claim.compound, claim.bound)
        else:
            kind, index = index_of(words, {"person": problem.person_ids, "compound": problem.compound_ids})
            tell = explain.explain_person if kind == "person" else explain.explain_compound
            reasons = tell(problem, claim.compound, index)
        return Told(PACKAGE, tuple(reasons))

    def draw(self, document: dict[str, Any], lang: Lang) -> str:
        """Return the map of a plan as SVG."""
        return draw(self.problem, self._claim(document).compound, lang)

    def _claim(self, document: dict[str, Any]) -> Claim:
        """Return a plan whose lines can be read; whether they are true is for ``check`` to say."""
        claim = ClaimReader(self.problem).read(document, self._sha256)
        unread = [refusal for refusal in claim.refusals if refusal.code not in HARMLESS]
        if unread:
            raise CheckFailed([_say(refusal) for refusal in unread])
        return claim


def _say(refusal: Reason) -> str:
    return say(PACKAGE, refusal.code, refusal.params, default_lang())
