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

    from yixian.planning.supplies.problem import Name

LINE, WORKERS, CASH, RAW, CONVERT = "line", "workers", "cash", "raw", "convert"
OPTIONS = (LINE, WORKERS, CASH)
DAILY = (LINE, WORKERS)
"""What these add is added every day, the others once."""


@dataclass(frozen=True)
class Products:
    """What can be made, one entry per product."""

    name: tuple[str, ...]
    item: tuple[Name, ...]  # what it is called where it is shared out
    value: FloatArray  # [product] worth of one piece
    worker_h: FloatArray  # [product] hours of workers a piece
    line_h: FloatArray  # [product] hours of a line a piece
    cost: FloatArray  # [product] cash a piece
    use_kg: FloatArray  # [product, material] a piece


@dataclass(frozen=True)
class Factories:
    """Who can make it, one entry per factory."""

    store: tuple[Name | None, ...]  # where its output goes; None where nobody said so
    can: BoolArray  # [factory, product] now, or once a line is converted
    ceiling: FloatArray  # [factory, product] pieces over the horizon that its lines are set up for
    line_h: FloatArray  # [factory] a day
    worker_h: FloatArray  # [factory] a day
    raw_kg: FloatArray  # [factory, material] over the horizon
    cash: FloatArray  # [factory] over the horizon


@dataclass(frozen=True)
class Actions:
    """Blocks that can be removed, one entry per option of a factory; those that add nothing are left out."""

    factory: IntArray  # [action]
    option: tuple[str, ...]  # [action] line, workers, cash, raw or convert
    which: IntArray  # [action] material of raw, product of convert, -1 otherwise
    adds: FloatArray  # [action] line and workers: hours a day; raw: kg, cash: money, once; convert: pieces in all
    effort: IntArray  # [action] effort in units of 1 / effort_parts

    @property
    def is_convert(self) -> BoolArray:
        """Which of them convert a line to another product, ``[action]``."""
        return np.array([option == CONVERT for option in self.option], dtype=np.bool_)


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
    first_day: int = 0  # on which the first day's output lies in its store

    def limits(self, is_taken: BoolArray) -> FloatArray:
        """Return what each factory has over the horizon with some actions taken, ``[factory, resource]``.

        Resources: line hours, worker hours, cash, then each material, then pieces of each product that some factory
        could convert a line to.
        """
        plants, acts = self.factories, self.actions
        hours = np.column_stack([plants.line_h, plants.worker_h]) * self.n_days
        limits = np.column_stack([hours, plants.cash, plants.raw_kg, plants.ceiling[:, self.convertible]])
        np.add.at(limits, (acts.factory[is_taken], self.resource[is_taken]), self.gain[is_taken])
        return limits

    @property
    def resource(self) -> IntArray:
        """Which resource each action adds to, ``[action]``."""
        first = {RAW: len(OPTIONS), CONVERT: len(OPTIONS) + len(self.materials)}
        place = {int(product): i for i, product in enumerate(self.convertible)}
        found = [
            OPTIONS.index(option) if option in OPTIONS else first[option] + (which if option == RAW else place[which])
            for option, which in zip(self.actions.option, self.actions.which.tolist(), strict=True)
        ]
        return np.array(found, dtype=np.int64)

    @property
    def convertible(self) -> IntArray:
        """The products that some factory could convert a line to."""
        return np.unique(self.actions.which[self.actions.is_convert])

    @property
    def gain(self) -> FloatArray:
        """What each action adds over the horizon, ``[action]``."""
        is_daily = np.array([option in DAILY for option in self.actions.option], dtype=np.bool_)
        gain: FloatArray = self.actions.adds * np.where(is_daily, self.n_days, 1)
        return gain

    @property
    def use(self) -> FloatArray:
        """What a piece of each product takes of each resource, ``[product, resource]``."""
        goods = self.products
        own = np.eye(len(goods.value))[:, self.convertible]
        use: FloatArray = np.column_stack([goods.line_h, goods.worker_h, goods.cost, goods.use_kg, own])
        return use


@dataclass(frozen=True)
class ProductionPlan:
    """What to unblock and what to make, with a proven bound."""

    value: float  # over all days
    bound: float  # no set of actions within the budget is worth more
    is_taken: BoolArray  # [action]
    output: FloatArray  # [factory, product] pieces a day
    without: float  # value if nothing is unblocked
    prices: tuple[FloatArray, ...]
    """``[factory][price, resource]``: each price bounds what any set of the factory's actions is worth."""
