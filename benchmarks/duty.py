"""Rosters: ours beside HiGHS on the same problem, one after the other in the same run.

    python -m benchmarks.duty [PROBLEM.json[.gz]] [SECONDS]

HiGHS gets the whole problem as one linear model with whole variables, one thread. Prints cost and bound of each,
and how many times as far above the best bound the peer is.
"""

from __future__ import annotations

import sys

from yixian.cli.files import read_json
from yixian.planning.duty.exact import load
from yixian.planning.duty.model import Model
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.solve import solve
from yixian.planning.duty.world import build_world
from yixian.planning.stop import Stop

DEFAULT = "tests/data/duty/town_10.json.gz"


def main() -> None:
    """Run both and print the ratio."""
    name = sys.argv[1] if len(sys.argv) > 1 else DEFAULT
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 20.0
    problem = read_problem(read_json(name))
    solve(problem, Stop(work_limit=3000))  # compiles

    ours = solve(problem, Stop(time_limit_s=seconds))
    print(f"ours   cost {ours.cost:>12,} bound {ours.bound:>12,} gap {1 - ours.bound / max(ours.cost, 1):.2%}")

    highs = load(Model(build_world(problem)))
    highs.setOptionValue("time_limit", seconds)
    highs.run()
    info = highs.getInfo()
    cost, bound = info.objective_function_value, info.mip_dual_bound
    print(f"HiGHS  cost {cost:>12,.0f} bound {bound:>12,.0f}")
    best = max(ours.bound, bound)
    above = [max(value - best, 0.0) / best for value in (ours.cost, cost)]
    print(f"above the best bound: ours {above[0]:.2%}, HiGHS {above[1]:.2%}")
    if above[0] > 0:
        print(f"ratio {above[1] / above[0]:.1f}")


if __name__ == "__main__":
    main()
