"""What the commands answer: figures and reasons as JSON, and the sentences for them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from yixian.planning.duty.explain import Explanation, explain_person, explain_slot
from yixian.planning.duty.explain_total import explain_total
from yixian.planning.duty.fill import StandIns
from yixian.planning.duty.proposals import Proposer
from yixian.planning.plan import Reason
from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.duty.claim import Claim
    from yixian.planning.duty.crew import Slot
    from yixian.planning.duty.problem import Problem, Roster
    from yixian.planning.plan import Certificate
    from yixian.words import Lang

PACKAGE = "yixian.planning.duty"
LEADER = "leader"
HARMLESS = ("not_a_number", "not_a_claim", "no_certificate", "price_table", "price_range", "other_problem")
"""Refusals of a plan file that leave its roster readable."""


@dataclass(frozen=True)
class Answer:
    """One answer, for programs and for people."""

    value: dict[str, Any]
    reasons: tuple[Reason, ...]


def explain(problem: Problem, claim: Claim, subject: int | Slot | None) -> Answer:
    """Answer for a person, for a slot, or with None for everything that is short."""
    if isinstance(subject, int):
        told = explain_person(problem, claim.roster, subject)
    elif subject is not None:
        slot = explain_slot(problem, claim.roster, subject)
        proposals = Proposer(problem, claim.roster).proposals(subject)
        told = Explanation(slot.figures, (*slot.reasons, *proposals))
    else:
        told = explain_total(problem, claim.roster, claim.prices)
    return answer_of(told)


def fill(problem: Problem, roster: Roster, slot: Slot) -> Answer:
    """Answer who can stand in on a slot."""
    stand_ins = StandIns(problem, roster)
    filling, chains = stand_ins.fill(slot), stand_ins.chains(slot)
    names = problem.names_of(slot)
    proposals = Proposer(problem, roster).proposals(slot)
    value = {
        **names,
        "missing": filling.missing,
        "candidates": [asdict(candidate) for candidate in filling.candidates],
        "chains": [asdict(chain) for chain in chains],
        "against": [reason_answer(reason) for reason in filling.against],
        "proposals": [reason_answer(reason) for reason in proposals],
    }
    told = [Reason("candidate", asdict(candidate)) for candidate in filling.candidates]
    for chain in chains:
        post, day, shift = chain.gives_up
        given = {"post": post, "date": problem.date_of(day), "shift": shift}
        told.append(Reason("chain", {**asdict(chain), **given}))
    head = () if filling.missing else (Reason("no_hole", names),)
    return Answer(value, (*head, *told, *filling.against, *proposals))


def answer_of(told: Explanation) -> Answer:
    """Return an explanation as the answer of a command."""
    value = {
        "figures": reason_answer(told.figures),
        "reasons": [reason_answer(reason) for reason in told.reasons],
    }
    return Answer(value, (told.figures, *told.reasons))


def say_reason(reason: Reason, lang: Lang) -> str:
    """Return the sentence of a reason of this room."""
    return say(PACKAGE, reason.code, reason.params, lang)


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
