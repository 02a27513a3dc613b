"""What the commands do with a screening round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.faults import CheckFailed
from yixian.planning.rounds.asked import index_of
from yixian.planning.rounds.screening import explain
from yixian.planning.rounds.screening.check import check
from yixian.planning.rounds.screening.claim import ClaimReader
from yixian.planning.rounds.screening.formats import plan_document
from yixian.planning.rounds.screening.picture import draw
from yixian.planning.rounds.screening.read import read_problem
from yixian.planning.rounds.screening.solve import solve
from yixian.planning.rounds.told import Told
from yixian.words import default_lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.plan import Certificate
    from yixian.planning.rounds.screening.claim import Claim
    from yixian.planning.stop import Report, Stop
    from yixian.words import Lang

PACKAGE = "yixian.planning.rounds.screening"
HARMLESS = ("not_a_number", "not_a_claim", "no_certificate", "price_table", "price_range", "other_problem", "seal")
"""Refusals of a plan file that leave its areas readable."""


class Screening:
    """One screening round, as read from its file."""

    def __init__(self, value: Any, sha256: str) -> None:
        self.problem, self._sha256 = read_problem(value), sha256

    def solve(self, stop: Stop, seed: int, report: Report, lang: Lang) -> dict[str, Any]:
        """Return the plan file of the most even division found."""
        return plan_document(self.problem, solve(self.problem, stop, seed=seed, report=report, lang=lang), self._sha256)

    def check(self, document: dict[str, Any], lang: Lang) -> Certificate:
        """Return what is true of a plan file."""
        return check(self.problem, document, self._sha256, lang=lang)

    def sentence(self, certificate: Certificate, lang: Lang) -> str:
        """Return a certificate in one line."""
        bound = certificate.bound or 0
        over = certificate.cost / bound - 1 if bound else 0.0
        figures = {"longest": certificate.cost, "bound": bound, "over": f"{over:.1%}"}
        return say(PACKAGE, "sound_proven" if certificate.is_optimal else "sound", figures, lang)

    def explain(self, document: dict[str, Any], words: Sequence[str]) -> Told:
        """Return the reasons for the whole, a worker, or a building."""
        claim, problem = self._claim(document), self.problem
        if not words:
            return Told(PACKAGE, tuple(explain.explain_total(problem, claim)))
        kind, index = index_of(words, {"worker": problem.worker_ids, "building": problem.building_ids})
        tell = explain.explain_worker if kind == "worker" else explain.explain_building
        return Told(PACKAGE, tuple(tell(problem, claim, index)))

    def draw(self, document: dict[str, Any], lang: Lang) -> str:
        """Return the walks of a plan as SVG."""
        return draw(self.problem, self._claim(document).tours, lang)

    def _claim(self, document: dict[str, Any]) -> Claim:
        """Return a plan whose areas can be read; whether they are lawful is for ``check`` to say."""
        claim = ClaimReader(self.problem).read(document, self._sha256)
        unread = [refusal for refusal in claim.refusals if refusal.code not in HARMLESS]
        if unread or not claim.tours:
            raise CheckFailed([say(PACKAGE, one.code, one.params, default_lang()) for one in unread])
        return claim
