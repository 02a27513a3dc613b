"""Why these blocks go first: bundles with what they bring together and alone, and prices with their range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.planning.plan import Reason
from yixian.planning.supplies.factories.formats import bundles
from yixian.planning.supplies.factories.prices import price_ranges
from yixian.planning.supplies.factories.problem import OPTIONS

if TYPE_CHECKING:
    from yixian.planning.supplies.factories.problem import Production, ProductionPlan


def explain_bundles(problem: Production, plan: ProductionPlan) -> list[Reason]:
    """Return one reason per factory with actions, or one that says that nothing helps."""
    found = [Reason("bundle", _bundle(problem, bundle)) for bundle in bundles(problem, plan)]
    return found or [Reason("nothing_to_unblock")]


def explain_factory(problem: Production, plan: ProductionPlan, factory: int) -> list[Reason]:
    """Return a factory's bundle and the price range of everything that binds it."""
    found = [Reason("bundle", _bundle(problem, b)) for b in bundles(problem, plan) if b["factory"] == factory]
    names = ("line_hours", "worker_hours", "cash", *problem.materials)
    for priced in price_ranges(problem, plan, factory):
        figures = {"price": priced.price, "low": priced.low, "high": priced.high, "limit": priced.limit}
        found.append(Reason("price_range", {"factory": factory, "resource": names[priced.resource], **figures}))
    return found or [Reason("nothing_binds", {"factory": factory})]


def _bundle(problem: Production, bundle: dict[str, Any]) -> dict[str, Any]:
    words = [
        action["option"] if action["option"] in OPTIONS else f"raw {problem.materials[action['material']]}"
        for action in bundle["actions"]
    ]
    alone = ", ".join(f"{gain:.2f}" for gain in bundle["alone"])
    return {**bundle, "actions": " + ".join(words), "alone": alone}
