"""A benchmark instance from a file, with everything that the commands ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yixian.faults import BadInput, Fault
from yixian.planning.duty import answers
from yixian.planning.duty.benchmark.check import check
from yixian.planning.duty.benchmark.claim import WardClaimReader
from yixian.planning.duty.benchmark.explain import explain_cost, explain_person, explain_slot
from yixian.planning.duty.benchmark.formats import plan_document
from yixian.planning.duty.benchmark.solve import solve
from yixian.planning.duty.case import require_readable
from yixian.planning.duty.ids import index_of
from yixian.planning.stop import Stop, silent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yixian.planning.duty.benchmark.problem import Ward
    from yixian.planning.plan import Certificate
    from yixian.planning.stop import Report
    from yixian.words import Lang


@dataclass(frozen=True)
class WardCase:
    """A benchmark instance and the digest of its file."""

    ward: Ward
    sha256: str

    def solve(self, stop: Stop, *, seed: int = 0, report: Report = silent, lang: Lang = "en") -> dict[str, Any]:
        """Return the plan file's content."""
        plan = solve(self.ward, stop, seed=seed, report=report, lang=lang)
        return plan_document(self.ward, plan, self.sha256)

    def check(self, document: Mapping[str, Any], lang: Lang) -> Certificate:
        """Return what is true of a plan file."""
        return check(self.ward, document, self.sha256, lang=lang)

    def explain(self, document: Mapping[str, Any], words: Sequence[str]) -> answers.Answer:
        """Answer for nothing, a person, or a day and a shift."""
        claim = WardClaimReader(self.ward).read(document, self.sha256)
        require_readable(claim.refusals)
        if not words:
            return answers.answer_of(explain_cost(self.ward, claim.shift))
        if len(words) == 1:
            person = index_of("person", words[0], self.ward.person_ids)
            return answers.answer_of(explain_person(self.ward, claim.shift, person))
        if len(words) > 2:
            raise BadInput([Fault("subject", "words", "nothing, PERSON, or DAY SHIFT", " ".join(words))])
        days = tuple(str(day) for day in range(self.ward.n_days))
        slot = index_of("day", words[0], days), index_of("shift", words[1], self.ward.shift_ids)
        return answers.answer_of(explain_slot(self.ward, claim.shift, slot))

    def fairness(self, document: Mapping[str, Any]) -> answers.Answer:
        """Refuse: the benchmark carries nothing over."""
        raise BadInput([Fault("problem", "format", "yixian-roster/1: it knows nights", "a benchmark instance")])

    def draw(self, document: Mapping[str, Any], lang: Lang) -> str:
        """Refuse: the benchmark knows no posts."""
        raise BadInput([Fault("problem", "format", "yixian-roster/1: a picture shows posts", "a benchmark instance")])

    def fill(self, document: Mapping[str, Any], slot: tuple[str, str, str], dropped: str | None) -> answers.Answer:
        """Refuse: the benchmark knows no posts."""
        raise BadInput([Fault("problem", "format", "yixian-roster/1: fill asks for a post", "a benchmark instance")])
