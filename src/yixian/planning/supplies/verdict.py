"""Both kinds of plan behind one door: a file with factories is a production problem, any other one a split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yixian.faults import BadInput, Fault
from yixian.planning.plan import Reason
from yixian.planning.supplies import check as splits
from yixian.planning.supplies.answers import say_reason
from yixian.planning.supplies.claim import ClaimReader
from yixian.planning.supplies.explain import Reasons
from yixian.planning.supplies.factories import check as productions
from yixian.planning.supplies.factories import formats
from yixian.planning.supplies.factories.explain import explain_bundles, explain_factory
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.read import read_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from yixian.planning.plan import Certificate
    from yixian.planning.supplies.factories.problem import Production, ProductionPlan
    from yixian.planning.supplies.problem import Allocation, Problem
    from yixian.words import Lang


@dataclass(frozen=True)
class Verdict:
    """What a checker says of a plan file, and how to ask why."""

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
        budget = document.get("budget")
        is_other = isinstance(budget, int | float) and 0 <= budget < float("inf")
        problem = read_production(value, budget if is_other else None)
        reader = formats.ClaimReader(problem)
        claim = reader.read(document)
        return of_production(problem, claim, tuple(reader.refusals), lang)
    question = read_problem(value)
    claims = ClaimReader(question)
    split = claims.read(document)
    return of_split(question, split, tuple(claims.refusals), lang)


def of_split(problem: Problem, plan: Allocation, refusals: tuple[Reason, ...], lang: Lang) -> Verdict:
    """Return the verdict on a split."""
    certificate = splits.check(problem, plan, refusals, lang=lang)
    figures = {"short": certificate.cost, "least": certificate.bound, "groups": len(plan.groups)}
    return Verdict(
        certificate,
        Reason("sound", {"total": round(float(plan.amount.sum())), **figures}),
        problem.sites,
        lambda: Reasons(problem, plan).groups(),
        lambda site: Reasons(problem, plan).of_site(site),
    )


def of_production(problem: Production, plan: ProductionPlan, refusals: tuple[Reason, ...], lang: Lang) -> Verdict:
    """Return the verdict on a production plan."""
    certificate = productions.check(problem, plan, refusals, lang=lang)
    proven = say_reason(Reason("proven" if plan.value >= plan.bound * (1 - 1e-6) else "unproven"), lang)
    figures = {"value": plan.value, "bound": plan.bound, "without": plan.without, "proven": proven}
    figures["budget"] = problem.budget / problem.effort_parts
    return Verdict(
        certificate,
        Reason("produced", figures),
        range(len(problem.factories.cash)),
        lambda: explain_bundles(problem, plan),
        lambda factory: explain_factory(problem, plan, factory),
    )
