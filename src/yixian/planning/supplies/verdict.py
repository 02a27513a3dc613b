"""Both kinds of plan behind one door: a file with factories is a production problem, any other one a split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yixian.faults import BadInput, Fault
from yixian.planning.plan import Reason
from yixian.planning.supplies import check as splits
from yixian.planning.supplies.answers import say_reason
from yixian.planning.supplies.check_loaded import check_loaded
from yixian.planning.supplies.claim import ClaimReader
from yixian.planning.supplies.claim_loaded import LoadedClaimReader, holds_prices
from yixian.planning.supplies.explain import Reasons
from yixian.planning.supplies.explain_loaded import LoadedReasons
from yixian.planning.supplies.factories import check as productions
from yixian.planning.supplies.factories.claim import ClaimReader as ProductionClaimReader
from yixian.planning.supplies.factories.explain import explain_bundles, explain_factory
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.read import read_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from yixian.planning.plan import Certificate
    from yixian.planning.supplies.factories.problem import Production, ProductionPlan
    from yixian.planning.supplies.problem import Allocation, LorryPlan, Problem
    from yixian.words import Lang


@dataclass(frozen=True)
class Verdict:
    """What a checker says of a plan file, and how to ask why."""

    problem: Problem | Production
    plan: Allocation | LorryPlan | ProductionPlan
    certificate: Certificate
    figures: Reason  # the summary
    subjects: Sequence[object]  # sites or factories
    table: Callable[[], list[Reason]]
    subject: Callable[[int], list[Reason]]

    def why(self, name: str | None) -> list[Reason]:
        """Return the reasons of one subject by its name, of the whole plan for None.

        Raises
        ------
        BadInput
            If nothing has this name.
        """
        if name is None:
            return self.table()
        names = [str(subject) for subject in self.subjects]
        if name not in names:
            some = ", ".join(names[:5])
            raise BadInput([Fault("command", "site", f"one of {len(names)}: {some} ...", name)])
        return self.subject(names.index(name))


def judge(value: Any, document: Mapping[str, Any], lang: Lang) -> Verdict:
    """Return the verdict on a plan file of either kind.

    A production plan that was made with another budget than the instance's says so, and is judged by that one.

    Raises
    ------
    BadInput
        If the problem is faulty; a faulty plan is refused by its certificate instead.
    """
    if isinstance(value, dict) and "factories" in value:
        problem = read_production(value, _budget(document.get("budget")))
        reader = ProductionClaimReader(problem)
        claim = reader.read(document)
        return of_production(problem, claim, tuple(reader.refusals), lang)
    question = read_problem(value)
    if holds_prices(document):
        loaded = LoadedClaimReader(question)
        return of_loaded(question, loaded.read_loaded(document), tuple(loaded.refusals), lang)
    claims = ClaimReader(question)
    return of_split(question, claims.read(document), tuple(claims.refusals), lang)


def _budget(value: Any) -> float | None:
    """Return the budget that a plan says it was made with; None if it says none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        return None
    return value


def of_split(problem: Problem, plan: Allocation, refusals: tuple[Reason, ...], lang: Lang) -> Verdict:
    """Return the verdict on a split."""
    certificate = splits.check(problem, plan, refusals, lang=lang)
    figures = {"short": certificate.cost, "least": certificate.bound, "groups": len(plan.groups)}
    return Verdict(
        problem,
        plan,
        certificate,
        Reason("sound", {"total": round(float(plan.amount.sum())), **figures}),
        problem.sites,
        lambda: Reasons(problem, plan).groups(),
        lambda site: Reasons(problem, plan).of_site(site),
    )


def of_loaded(problem: Problem, plan: LorryPlan, refusals: tuple[Reason, ...], lang: Lang) -> Verdict:
    """Return the verdict on a split with shared lorries."""
    certificate = check_loaded(problem, plan, refusals, lang=lang)
    figures = {"total": round(float(plan.amount.sum())), "short": certificate.cost, "groups": len(plan.groups)}
    return Verdict(
        problem,
        plan,
        certificate,
        Reason("sound_loaded" if plan.is_proven else "sound_early", figures),
        problem.sites,
        lambda: LoadedReasons(problem, plan).groups(),
        lambda site: LoadedReasons(problem, plan).of_site(site),
    )


def of_production(problem: Production, plan: ProductionPlan, refusals: tuple[Reason, ...], lang: Lang) -> Verdict:
    """Return the verdict on a production plan."""
    certificate = productions.check(problem, plan, refusals, lang=lang)
    proven = say_reason(Reason("proven" if plan.value >= plan.bound * (1 - 1e-6) else "unproven"), lang)
    figures = {"value": plan.value, "bound": plan.bound, "without": plan.without, "proven": proven}
    figures["budget"] = problem.budget / problem.effort_parts
    return Verdict(
        problem,
        plan,
        certificate,
        Reason("produced", figures),
        range(len(problem.factories.cash)),
        lambda: explain_bundles(problem, plan),
        lambda factory: explain_factory(problem, plan, factory),
    )
