"""From a case and a network to a checked plan, whichever ground it stands on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from yixian.faults import NothingLawful
from yixian.planning.plan import Reason
from yixian.planning.rescue.answers import say_reason
from yixian.planning.rescue.check import check
from yixian.planning.rescue.check_best import Best
from yixian.planning.rescue.field import receiving
from yixian.planning.rescue.formats import plan_document
from yixian.planning.rescue.problem import EMERGENCY
from yixian.planning.rescue.solve import solve
from yixian.planning.rescue.straight import straight
from yixian.planning.rescue.units import suitable, unfit
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.plan import Certificate
    from yixian.planning.rescue.ground import Ground
    from yixian.planning.rescue.problem import Case
    from yixian.words import Lang

PACKAGE = "yixian.planning.rescue"
NO_WAY = Reason("no_way")


@dataclass(frozen=True)
class Answer:
    """A plan with the ground that it stands on."""

    case: Case
    ground: Ground
    document: dict[str, Any]


def plan_for(case: Case, ground: Ground, case_sha256: str, lang: Lang) -> Answer:
    """Return the plan of an alarm; where the network has no way at all, one by straight lines, which it says.

    Raises
    ------
    NothingLawful
        If no ambulance can be sent, no hospital can receive, or nobody can carry the patient.
    """
    require_possible(case, lang)
    plan = solve(case, ground)
    if not plan.alternatives and not ground.is_straight:
        case, ground = straight(case, NO_WAY)
        plan = solve(case, ground)
    if not plan.alternatives:
        raise NothingLawful(_clash("nobody_to_carry", list(plan.rejected), lang))
    return Answer(case, ground, plan_document(case, ground, plan, case_sha256))


def judge(
    case: Case, ground: Ground, document: Mapping[str, Any], case_sha256: str, *, lang: Lang = "en"
) -> Certificate:
    """Return the checker's verdict; straight lines are only believed where the network has no way."""
    faults: list[str] = []
    if not document.get("alternatives"):
        faults.append(say(PACKAGE, "no_alternative", {"line": "alternatives"}, lang))
    if document.get("straight") is True and not ground.is_straight:
        if Best(case, ground).ranking:
            faults.append(say(PACKAGE, "needless_straight", {"line": "straight"}, lang))
        case, ground = straight(case, NO_WAY)
    certificate = check(case, ground, document, case_sha256, lang=lang)
    return replace(certificate, faults=(*certificate.faults, *faults))


def require_possible(case: Case, lang: Lang) -> None:
    """Refuse an alarm for which nothing can be planned at all, and name the smallest change that would help."""
    if not suitable(case):
        reasons = [reason for unit in case.units if (reason := unfit(case, unit)) is not None]
        raise NothingLawful(_clash("nobody_can_go", reasons, lang))
    if not receiving(case):
        raise NothingLawful(_clash("nowhere_to_go", [_refuses(case, i) for i in range(len(case.hospitals))], lang))


def _refuses(case: Case, i: int) -> Reason:
    hospital = case.hospitals[i]
    named = {"hospital": hospital.id}
    if not hospital.is_open:
        return Reason("hospital_shut", named)
    return Reason("hospital_no_emergency" if EMERGENCY not in hospital.can else "hospital_full", named)


def _clash(code: str, reasons: list[Reason], lang: Lang) -> str:
    lines = "\n".join(f"  {say_reason(reason, lang)}" for reason in reasons) or "  -"
    return say(PACKAGE, code, {"reasons": lines}, lang)
