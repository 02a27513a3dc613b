"""What every plan has: a certificate that others can check, shortfalls by name, reasons as codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Params = Mapping[str, Any]


@dataclass(frozen=True)
class Reason:
    """Why something is so: a code of the room's ``words.toml`` and the numbers for its sentence."""

    code: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True)
class Shortfall:
    """A demand that the plan leaves open.

    ``where`` names it in the problem's own ids (for a roster: post, day, shift); ``missing`` counts what is
    short in the demand's unit; ``reasons`` begin with the one that binds most.
    """

    where: tuple[str | int, ...]
    missing: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class RuleCount:
    """How often a hard rule was tested and how often it held; the screen shows ``held / tested``."""

    code: str
    tested: int
    held: int


@dataclass(frozen=True)
class Certificate:
    """What a checker found out by itself about a plan.

    ``cost`` and ``bound`` are in the problem's cost units; ``bound`` is a proven lower bound, or None where
    none was given. ``faults`` is empty exactly when the plan is sound.
    """

    cost: int
    bound: int | None
    rules: tuple[RuleCount, ...]
    shortfalls: tuple[Shortfall, ...]
    faults: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether the plan may be published."""
        return not self.faults

    @property
    def is_optimal(self) -> bool:
        """Whether the bound proves that no better plan exists."""
        return self.bound is not None and self.cost <= self.bound

    @property
    def gap(self) -> float | None:
        """Distance to the bound as a share of the cost; None without a bound."""
        if self.bound is None or self.cost == 0:
            return None
        return (self.cost - self.bound) / self.cost
