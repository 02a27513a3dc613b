"""Rosters: ours beside CP-SAT (8 workers) and HiGHS on the same problem, one core, one after the other in one run.

    ./yx bench duty [NAME ...] [--peers SECONDS] [--seed N]

NAME: a file, or one of town_10, township_30, county_300, county_300_1200, county_28 (county_300 for two weeks more),
Instance1 ... (the scheduling benchmark), unseen_10, unseen_30, unseen_300 (another county for each seed). Without names
all that take a minute or less. Seconds are search time. Peers get as many as we had, or those of ``--peers``; 0: none.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import resource
import time
from importlib import import_module
from typing import Any

import numpy as np

from yixian.cli.files import read_json
from yixian.planning.duty.benchmark.problem import cost_of
from yixian.planning.duty.benchmark.read import read_ward
from yixian.planning.duty.benchmark.solve import solve as solve_ward
from yixian.planning.duty.check import check
from yixian.planning.duty.exact import load
from yixian.planning.duty.figures import count
from yixian.planning.duty.formats import plan_document
from yixian.planning.duty.model import Model
from yixian.planning.duty.problem import Problem, RosterPlan
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.shortage import provable_shortage
from yixian.planning.duty.solve import solve
from yixian.planning.duty.world import build_world
from yixian.planning.stop import Stop

DATA = "tests/data/duty"
SECONDS = {"town_10": 20, "township_30": 20, "county_300": 60, "county_300_1200": 30, "county_28": 120}
BEST = {1: 607, 2: 828, 3: 1001, 4: 1716, 5: 1143, 7: 1056, 10: 4631, 12: 4040}
USUAL = ("town_10", "township_30", "county_300_1200", "unseen_30", "Instance3", "Instance5", "county_300")
CPU_WORKERS = 8
SHIFTS = (("D", "08:30", "15:30"), ("E", "15:30", "22:30"), ("N", "22:30", "08:30"))
RULES = {
    "min_rest_hours": 11,
    "one_shift_per_day": True,
    "max_hours_week": 48,
    "max_days_in_row": 6,
    "max_nights_in_row": 3,
    "max_nights": 5,
}
WEIGHTS = {
    "uncovered": 1000,
    "no_leader": 400,
    "minute": 1,
    "away_from_home_post": 20,
    "wish": 1,
    "nights_square": 6,
    "weekend_square": 4,
    "changed": 30,
}
TOWN_POSTS = 30
FARTHEST_MIN = 40


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=list(USUAL))
    parser.add_argument("--peers", type=float, default=None, help="seconds for each peer")
    parser.add_argument("--seconds", type=float, default=None, help="seconds for ours")
    parser.add_argument("--seed", type=int, default=1, help="of the unseen county")
    asked = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    solve(read_problem(made_up(12, 9, 14, 0)), Stop(work_limit=3000))  # compiles
    for name in asked.names:
        seconds = asked.seconds or SECONDS.get(name, 20 if name.startswith("unseen_1") else 60)
        if name.startswith("Instance"):
            _measure_ward(int(name.removeprefix("Instance")), seconds)
        else:
            _measure(name, read_problem(_problem(name, asked.seed)), seconds, asked.peers)


def made_up(n_posts: int, people_per_post: int, n_days: int, seed: int) -> dict[str, Any]:
    """Return an invented county as ``yixian-roster/1``, another one for each seed: towns of thirty posts."""
    chance = random.Random(seed)
    posts = [
        {"id": f"P{i:03}", "township": f"T{i // TOWN_POSTS}", "x": chance.randrange(8000), "y": chance.randrange(8000)}
        for i in range(n_posts)
    ]
    people = [_person(chance, posts, i, n_days) for i in range(n_posts * people_per_post)]
    return {
        "format": "yixian-roster/1",
        "name": f"made_up_{n_posts}_{seed}",
        "start": "2020-02-10",
        "days": n_days,
        "shifts": [{"id": name, "start": start, "end": end} for name, start, end in SHIFTS],
        "rules": RULES,
        "weights": WEIGHTS,
        "default_need": {"people": 2, "leaders": 1},
        "needs": [],
        "posts": posts,
        "people": people,
    }


def _person(chance: random.Random, posts: list[dict[str, Any]], i: int, n_days: int) -> dict[str, Any]:
    home = posts[i % len(posts)]
    person: dict[str, Any] = {
        "id": f"S{i:04}",
        "kind": chance.choice(("village", "seconded", "volunteer")),
        "leader": chance.random() < 0.65,
        "home_post": home["id"],
        "posts": _reach(chance, posts, home),
        "unavailable": [],
        "wishes_off": [[chance.randrange(n_days), chance.choice("DEN*"), chance.choice((5, 10, 20))]],
        "nights_before": chance.randrange(4),
        "weekends_before": chance.randrange(3),
    }
    if chance.random() < 0.07:
        person["no_nights"] = True
    if chance.random() < 0.1:
        person["unavailable"] = [[day, "D"] for day in range(n_days) if day % 7 < 5]
    elif chance.random() < 0.03:
        person["unavailable"] = [[day, "*"] for day in range(chance.randrange(n_days), n_days)]
    if chance.random() < 0.02:
        person |= {"protect": "nursing", "no_nights": True, "max_hours_week": 35}
    return person


def _reach(chance: random.Random, posts: list[dict[str, Any]], home: dict[str, Any]) -> list[list[Any]]:
    """Return the own post and up to three more of the town, the nearest ones within forty minutes."""
    own = chance.randrange(4, 21)
    far = sorted(
        (own + round(abs(post["x"] - home["x"]) / 400 + abs(post["y"] - home["y"]) / 400), post["id"])
        for post in posts
        if post["township"] == home["township"] and post is not home
    )
    return [[home["id"], own], *([name, minutes] for minutes, name in far[:3] if minutes <= FARTHEST_MIN)]


def _problem(name: str, seed: int) -> Any:
    if name == "county_28":
        return _two_weeks_more(read_json(f"{DATA}/county_300.json.gz"))
    if name.startswith("unseen_"):
        return made_up(int(name.removeprefix("unseen_")), 9, 14, seed)
    return read_json(f"{DATA}/{name}.json.gz" if name in SECONDS else name)


def _two_weeks_more(value: Any) -> Any:
    """Return a problem twice as long: absences, wishes and needs come again after its last day."""
    days = value["days"]
    value["days"] = 2 * days
    value["needs"] += [[post, day + days, *rest] for post, day, *rest in value["needs"]]
    for person in value["people"]:
        for key in ("unavailable", "wishes_off"):
            person[key] = [*person.get(key, []), *([day + days, *rest] for day, *rest in person.get(key, []))]
    return value


def _measure(name: str, problem: Problem, seconds: float, peer_seconds: float | None) -> None:
    began = time.perf_counter()
    plan = solve(problem, Stop(time_limit_s=seconds))
    spent = time.perf_counter() - began
    document = plan_document(problem, plan, "")
    began = time.perf_counter()
    certificate = check(problem, document)
    checked = time.perf_counter() - began
    assert certificate.is_sound, certificate.faults[:3]
    figures = count(problem, plan.roster)
    print(f"{name}: {len(problem.post_ids)} posts, {len(problem.person_ids)} people, {problem.n_days} days")
    _tell("ours", plan.cost, plan.bound, seconds)
    print(
        f"  holes {int(figures.missing.sum())}, leaderless {int(figures.leaders_missing.sum())}; {spent:.0f} s in all, "
        f"check {checked:.1f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )
    if figures.missing.any():
        began = time.perf_counter()
        short = provable_shortage(problem, None).short
        print(f"  shortage proven {short} in {time.perf_counter() - began:.2f} s")
    peer_s = seconds if peer_seconds is None else peer_seconds
    if peer_s:
        _peers(problem, plan, peer_s)


def _peers(problem: Problem, plan: RosterPlan, seconds: float) -> None:
    model = Model(build_world(problem))
    best = plan.bound
    for name, run in (("HiGHS", _highs), ("CP-SAT", _cp_sat)):
        cost, bound = run(model, seconds)
        _tell(name, cost, bound, seconds)
        best = max(best, math.ceil(bound - 1e-6))
        above = [max(value - best, 0) / max(best, 1) for value in (plan.cost, cost)]
        if math.isfinite(cost) and above[0] > 0:
            print(f"  {name} is {above[1] / above[0]:.1f} times as far above the best bound as ours ({above[0]:.2%})")


def _highs(model: Model, seconds: float) -> tuple[float, float]:
    highs = load(model)
    highs.setOptionValue("time_limit", seconds)
    highs.run()
    info = highs.getInfo()
    found = info.primal_solution_status == 2
    return (info.objective_function_value if found else math.inf), info.mip_dual_bound


def _cp_sat(model: Model, seconds: float) -> tuple[float, float]:
    # Read only now, so that our own memory is measured without the peer's.
    cp_model = import_module("ortools.sat.python.cp_model")
    program = cp_model.CpModel()
    columns = [
        program.new_bool_var("") if i < model.n_duties else program.new_int_var(0, int(most), "")
        for i, most in enumerate(model.most)
    ]
    for found, values, least, most in model.rows:
        total = cp_model.LinearExpr.weighted_sum([columns[i] for i in found], [int(value) for value in values])
        low = cp_model.INT_MIN if math.isinf(least) else int(least)
        high = cp_model.INT_MAX if math.isinf(most) else int(most)
        program.add_linear_constraint(total, low, high)
    program.minimize(cp_model.LinearExpr.weighted_sum(columns, [int(cost) for cost in model.costs]) + model.constant)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = CPU_WORKERS
    status = solver.solve(program)
    found_any = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return (solver.objective_value if found_any else math.inf), solver.best_objective_bound


def _measure_ward(number: int, seconds: float) -> None:
    with open(f"{DATA}/benchmark/Instance{number}.txt", "rb") as file:
        ward = read_ward(file.read())
    plan = solve_ward(ward, Stop(time_limit_s=seconds))
    assert plan.cost == cost_of(ward, plan.shift)
    best = BEST[number]
    print(f"Instance{number}: {len(ward.person_ids)} people, {ward.n_days} days; best known {best}")
    _tell("ours", plan.cost, plan.bound, seconds)
    print(f"  {plan.cost / best - 1:.2%} above the best known")


def _tell(name: str, cost: float, bound: float, seconds: float) -> None:
    gap = "" if not np.isfinite(cost) else f" gap {max(0.0, 1 - bound / max(cost, 1)):.2%}"
    print(f"  {name:<7} {seconds:>4.0f} s  cost {cost:>14,.0f}  bound {bound:>14,.0f}{gap}", flush=True)


if __name__ == "__main__":
    main()
