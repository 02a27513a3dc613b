"""Why these blocks go first: bundles with what they bring together and alone, and prices with their range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.planning.plan import Reason
from yixian.planning.supplies.factories.formats import bundles
from yixian.planning.supplies.factories.prices import price_ranges
from yixian.planning.supplies.factories.problem import CONVERT, OPTIONS, RAW

if TYPE_CHECKING:
    from yixian.planning.supplies.factories.problem import Production, ProductionPlan


def explain_bundles(problem: Production, plan: ProductionPlan) -> list[Reason]:
    """Return one reason per factory with actions, or one that says that nothing helps."""
    found = [Reason("bundle", _bundle(problem, bundle)) for bundle in bundles(problem, plan)]
    return found or [Reason("nothing_to_unblock")]


def explain_factory(problem: Production, plan: ProductionPlan, factory: int) -> list[Reason]:
    """Return a factory's bundle and the price range of everything that binds it."""
    found = [Reason("bundle", _bundle(problem, b)) for b in bundles(problem, plan) if b["factory"] == factory]
    for priced in price_ranges(problem, plan, factory):
        figures = {"price": priced.price, "low": priced.low, "high": priced.high, "limit": priced.limit}
        resource = (_resource(problem, priced.resource),)
        found.append(Reason("price_range", {"factory": factory, "resource": resource, **figures}))
    return found or [Reason("nothing_binds", {"factory": factory})]


def _resource(problem: Production, resource: int) -> Reason:
    """Return the name of a resource as a reason."""
    if resource < len(OPTIONS):
        return Reason(f"resource_{OPTIONS[resource]}")
    return Reason("resource_raw", {"material": problem.materials[resource - len(OPTIONS)]})


def _bundle(problem: Production, bundle: dict[str, Any]) -> dict[str, Any]:
    alone = ", ".join(f"{gain:.2f}" for gain in bundle["alone"])
    return {**bundle, "actions": tuple(_action(problem, row) for row in bundle["actions"]), "alone": alone}


def _action(problem: Production, row: dict[str, Any]) -> Reason:
    """Return what is done as a reason."""
    if row["option"] == RAW:
        return Reason("do_raw", {"material": problem.materials[row["material"]]})
    if row["option"] == CONVERT:
        return Reason("do_convert", {"product": problem.products.name[row["product"]]})
    return Reason(f"do_{row['option']}")
