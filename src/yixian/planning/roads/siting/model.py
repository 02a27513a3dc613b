"""A siting question as a linear program, demand that asks the same counted together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import block_array, coo_array, csr_array, eye_array, hstack, vstack

from yixian.planning.roads.siting.problem import BUSY, FEWEST, NEAREST

if TYPE_CHECKING:
    from yixian.planning.roads.siting.problem import FloatArray, IntArray, Siting


@dataclass(frozen=True, eq=False)
class Model:
    """Minimise ``cost`` x variables; the first variables are units per site.

    The first ``n_groups`` rows of ``rows`` (at most ``limits``), or of ``equal`` for ``nearest``, are the groups of
    demand; their dual values are prices.
    """

    cost: FloatArray
    rows: csr_array
    limits: FloatArray
    equal: csr_array | None
    equal_to: FloatArray | None
    top: FloatArray  # [variable] most it can be
    group: IntArray  # [demand] its group; -1 = nobody can do anything for it
    weight: FloatArray  # [group] residents
    n_sites: int

    def bounds(self, box: tuple[IntArray, IntArray]) -> tuple[FloatArray, FloatArray]:
        """Return the least and the most of each variable within a box of units."""
        low, high = np.zeros(len(self.cost)), self.top.copy()
        low[: self.n_sites], high[: self.n_sites] = box
        return low, high


def model_of(problem: Siting) -> Model:
    """Return the linear program of a question."""
    return _assigning(problem) if problem.question == NEAREST else _covering(problem)


def relax(model: Model, problem: Siting, box: tuple[IntArray, IntArray]) -> tuple[FloatArray, FloatArray] | None:
    """Return [site] units of the relaxed program in a box and [demand] prices; None if the box holds no choice."""
    low, high = model.bounds(box)
    solver: Any = linprog
    found = solver(
        model.cost,
        A_ub=model.rows,
        b_ub=model.limits,
        A_eq=model.equal,
        b_eq=model.equal_to,
        bounds=np.column_stack([low, high]),
        method="highs",
    )
    if found.x is None:
        return None
    if problem.question == NEAREST:
        marginals = np.asarray(found.eqlin.marginals)[: len(model.weight)]
    else:
        marginals = np.maximum(-np.asarray(found.ineqlin.marginals)[: len(model.weight)], 0.0)
    return np.asarray(found.x)[: model.n_sites], _spread(model, problem, marginals)


def whole(model: Model, problem: Siting, time_limit_s: float) -> IntArray | None:
    """Return the best units that HiGHS finds in some time; None if it finds none."""
    integrality = np.zeros(len(model.cost), dtype=np.int64)
    integrality[: model.n_sites] = 1
    rules = [LinearConstraint(model.rows, -np.inf, model.limits)]
    if model.equal is not None and model.equal_to is not None:
        rules.append(LinearConstraint(model.equal, model.equal_to, model.equal_to))
    low, high = model.bounds((problem.least, problem.most))
    options = {"time_limit": time_limit_s, "mip_rel_gap": 0.0}
    solver: Any = milp
    found = solver(model.cost, integrality=integrality, bounds=Bounds(low, high), constraints=rules, options=options)
    return None if found.x is None else np.rint(found.x[: model.n_sites]).astype(np.int64)


def _spread(model: Model, problem: Siting, marginals: FloatArray) -> FloatArray:
    """Return prices per demand: each pays its share of what its group pays."""
    share = np.where(model.group >= 0, problem.residents / np.append(np.maximum(model.weight, 1), 1)[model.group], 0.0)
    if problem.question == FEWEST:
        # One of a group pays for all: they ask for the same.
        share = np.zeros(len(model.group))
        groups, first = np.unique(model.group, return_index=True)
        share[first[groups >= 0]] = 1.0
    return np.round(np.append(marginals, 0.0)[model.group] * share, 6)


def _covering(problem: Siting) -> Model:
    n_sites = len(problem.sites)
    group, columns, weight = _merged(problem)
    reach = csr_array(columns.T)
    count, n_groups = csr_array(np.ones((1, n_sites))), len(weight)
    if problem.question == FEWEST:
        one = np.ones(n_sites)
        return Model(one, csr_array(-reach), -np.ones(n_groups), None, None, one, group, weight, n_sites)
    n_levels = problem.p if problem.question == BUSY else 1
    worth = (1 - problem.busy) * problem.busy ** np.arange(n_levels)
    levels = hstack([eye_array(n_groups)] * n_levels) if n_levels else csr_array((n_groups, 0))
    gain = (worth[:, None] * weight).ravel()
    n_gains = len(gain)
    return Model(
        cost=np.concatenate([np.zeros(n_sites), -gain]),
        rows=csr_array(hstack([-reach, levels])),
        limits=np.zeros(n_groups),
        equal=csr_array(hstack([count, csr_array((1, n_gains))])),
        equal_to=np.array([float(problem.p)]),
        top=np.concatenate([problem.most, np.ones(n_gains)]).astype(np.float64),
        group=group,
        weight=weight,
        n_sites=n_sites,
    )


def _merged(problem: Siting) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the group of each demand, [site, group] who covers it, and its residents."""
    useful = np.flatnonzero(problem.covers.any(axis=0))
    columns, inverse = np.unique(problem.reach[:, useful], axis=1, return_inverse=True)
    group = np.full(len(problem.demand), -1, dtype=np.int64)
    group[useful] = inverse.ravel()
    weight = np.bincount(inverse.ravel(), problem.residents[useful], minlength=columns.shape[1])
    return group, columns, weight.astype(np.float64)


def _assigning(problem: Siting) -> Model:
    """Every group goes to one site that has a unit, or to nobody at a high price."""
    n_sites = len(problem.sites)
    columns, inverse = np.unique(problem.whole_s, axis=1, return_inverse=True)
    weight = np.bincount(inverse.ravel(), problem.residents, minlength=columns.shape[1]).astype(np.float64)
    site, group = np.nonzero(columns < problem.unreached_s)
    n_pairs, n_groups = len(site), len(weight)
    pair = np.arange(n_pairs)
    to_group = csr_array(coo_array((np.ones(n_pairs), (group, pair)), shape=(n_groups, n_pairs)))
    of_site = csr_array(coo_array((-np.ones(n_pairs), (pair, site)), shape=(n_pairs, n_sites)))
    assigned = block_array([[csr_array((n_groups, n_sites)), to_group, eye_array(n_groups)]])
    units = hstack([csr_array(np.ones((1, n_sites))), csr_array((1, n_pairs + n_groups))])
    trips = weight[group] * columns[site, group]
    return Model(
        cost=np.concatenate([np.zeros(n_sites), trips, weight * problem.unreached_s]).astype(np.float64),
        rows=csr_array(hstack([of_site, eye_array(n_pairs), csr_array((n_pairs, n_groups))])),
        limits=np.zeros(n_pairs),
        equal=csr_array(vstack([assigned, units])),
        equal_to=np.append(np.ones(n_groups), float(problem.p)),
        top=np.concatenate([problem.most, np.ones(n_pairs + n_groups)]).astype(np.float64),
        group=inverse.ravel().astype(np.int64),
        weight=weight,
        n_sites=n_sites,
    )
