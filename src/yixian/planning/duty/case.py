"""A roster problem from a file, with everything that the commands ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yixian.faults import CheckFailed
from yixian.planning.duty import answers, asked, picture
from yixian.planning.duty.check import check
from yixian.planning.duty.claim import ClaimReader
from yixian.planning.duty.fairness import explain_fairness
from yixian.planning.duty.fill import without
from yixian.planning.duty.formats import plan_document
from yixian.planning.duty.solve import solve
from yixian.planning.stop import Stop, silent
from yixian.words import Lang, default_lang

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yixian.planning.duty.claim import Claim
    from yixian.planning.duty.problem import Problem
    from yixian.planning.plan import Certificate, Reason
    from yixian.planning.stop import Report

Document = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A county's roster problem and the digest of its file."""

    problem: Problem
    sha256: str

    def solve(self, stop: Stop, *, seed: int = 0, report: Report = silent, lang: Lang = "en") -> Document:
        """Return the plan file's content."""
        plan = solve(self.problem, stop, seed=seed, report=report, lang=lang)
        return plan_document(self.problem, plan, self.sha256)

    def check(self, document: Mapping[str, Any], lang: Lang) -> Certificate:
        """Return what is true of a plan file."""
        return check(self.problem, document, self.sha256, lang=lang)

    def explain(self, document: Mapping[str, Any], words: Sequence[str]) -> answers.Answer:
        """Answer for nothing, a person, or a post with a day and a shift."""
        subject = asked.subject_of(self.problem, words)
        return answers.explain(self.problem, self._claim(document), subject)

    def fairness(self, document: Mapping[str, Any]) -> answers.Answer:
        """Answer how nights are shared, with those carried over, and how evenly they could be."""
        return answers.answer_of(explain_fairness(self.problem, self._claim(document).roster))

    def draw(self, document: Mapping[str, Any], lang: Lang) -> str:
        """Return a plan as a picture."""
        return picture.draw(self.problem, self._claim(document).roster, lang)

    def fill(self, document: Mapping[str, Any], slot: tuple[str, str, str], dropped: str | None) -> answers.Answer:
        """Answer who can stand in on a slot, after somebody dropped out of it or as it is."""
        roster, found = self._claim(document).roster, asked.slot_of(self.problem, slot)
        if dropped is not None:
            roster = without(roster, asked.person_on(self.problem, roster, (dropped, found)), found[1])
        return answers.fill(self.problem, roster, found)

    def _claim(self, document: Mapping[str, Any]) -> Claim:
        """Return a plan that can be read; whether its figures are true is for ``check`` to say."""
        claim = ClaimReader(self.problem).read(document, self.sha256)
        require_readable(claim.refusals)
        return claim


def require_readable(refusals: Sequence[Reason]) -> None:
    """Let a plan pass whose lines can be read.

    Raises
    ------
    CheckFailed
        Naming each line that cannot.
    """
    unread = [refusal for refusal in refusals if refusal.code not in answers.HARMLESS]
    if unread:
        raise CheckFailed([answers.say_reason(refusal, default_lang()) for refusal in unread])
