"""Question and answer of production in plain data: what factories can make, what blocks them, which goes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]
    BoolArray = NDArray[np.bool_]
    FloatArray = NDArray[np.float64]

LINE, WORKERS, CASH, RAW = "line", "workers", "cash", "raw"
OPTIONS = (LINE, WORKERS, CASH)


@dataclass(frozen=True)
class Products:
    """What can be made, one entry per product."""

    name: tuple[str, ...]
    value: FloatArray  # [product] worth of one piece
    worker_h: FloatArray  # [product] hours of workers a piece
    line_h: FloatArray  # [product] hours of a line a piece
    cost: FloatArray  # [product] cash a piece
    use_kg: FloatArray  # [product, material] a piece


@dataclass(frozen=True)
class Factories:
    """Who can make it, one entry per factory."""

    can: BoolArray  # [factory, product]
    line_h: FloatArray  # [factory] a day
    worker_h: FloatArray  # [factory] a day
    raw_kg: FloatArray  # [factory, material] over the horizon
    cash: FloatArray  # [factory] over the horizon


@dataclass(frozen=True)
class Actions:
    """Blocks that can be removed, one entry per option of a factory; those that add nothing are left out."""

    factory: IntArray  # [action]
    option: tuple[str, ...]  # [action] line, workers, cash or raw
    material: IntArray  # [action] material of raw, -1 otherwise
    adds: FloatArray  # [action] line and workers: hours a day; raw: kg, cash: money, once
    effort: IntArray  # [action] effort in units of 1 / effort_parts


@dataclass(frozen=True)
class Production:
    """Everything a production plan is made from."""

    n_days: int
    materials: tuple[str, ...]
    products: Products
    factories: Factories
    actions: Actions
    budget: int  # in the same parts as the effort of actions
    effort_parts: int  # parts that make one unit of effort: 1 where all efforts are whole

    def limits(self, is_taken: BoolArray) -> FloatArray:
        """Return what each factory has over the horizon with some actions taken, ``[factory, resource]``.

        Resources: line hours, worker hours, cash, then each material.
        """
        plants, acts = self.factories, self.actions
        limits = np.column_stack(
            [plants.line_h * self.n_days, plants.worker_h * self.n_days, plants.cash, plants.raw_kg]
        )
        np.add.at(limits, (acts.factory[is_taken], self.resource[is_taken]), self.gain[is_taken])
        return limits

    @property
    def resource(self) -> IntArray:
        """Which resource each action adds to, ``[action]``."""
        found = [
            len(OPTIONS) + material if option == RAW else OPTIONS.index(option)
            for option, material in zip(self.actions.option, self.actions.material.tolist(), strict=True)
        ]
        return np.array(found, dtype=np.int64)

    @property
    def gain(self) -> FloatArray:
        """What each action adds over the horizon, ``[action]``."""
        is_daily = np.array([option in (LINE, WORKERS) for option in self.actions.option], dtype=np.bool_)
        gain: FloatArray = self.actions.adds * np.where(is_daily, self.n_days, 1)
        return gain

    @property
    def use(self) -> FloatArray:
        """What a piece of each product takes of each resource, ``[product, resource]``."""
        goods = self.products
        use: FloatArray = np.column_stack([goods.line_h, goods.worker_h, goods.cost, goods.use_kg])
        return use


@dataclass(frozen=True)
class ProductionPlan:
    """What to unblock and what to make, with a proven bound."""

    value: float  # over all days
    bound: float  # no set of actions within the budget is worth more
    is_taken: BoolArray  # [action]
    output: FloatArray  # [factory, product] pieces a day
    without: float  # value if nothing is unblocked
    prices: tuple[
        FloatArray, ...
    ]  # [factory][price, resource] each bounds what any set of the factory's actions is worth
