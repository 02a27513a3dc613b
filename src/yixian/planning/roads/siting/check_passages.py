"""The independent checker of what stays open: every claimed branch is looked at again on the roads as they would be."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Any

from yixian.planning.plan import Certificate, Reason, RuleCount
from yixian.planning.roads.siting.formats import FORMAT
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.roads.siting.village_times import TimesOf
    from yixian.planning.roads.siting.villages import Choice, Passages
    from yixian.words import Lang

PACKAGE = "yixian.planning.roads.siting"
CLOSE = 1.0
"""Costs are whole resident-seconds; times within half a second of each other may round apart."""
APART = 1e-4

Decided = dict[int, tuple[int, ...]]


def check_passages(
    problem: Passages, document: Mapping[str, Any], sha256: str, times_of: TimesOf, *, lang: Lang = "en"
) -> Certificate:
    """Return what is true of a plan of entrances; ``cost`` is what the value lacks to the bound.

    Parameters
    ----------
    times_of
        Gives [demand] seconds with some edges shut, by a plain search.
    """
    bench = _Bench(problem, times_of)
    bench.read(document, sha256)
    if not bench.refusals:
        bench.compare(document)
    gap = float(document["value"]) - float(document["bound"]) if not bench.refusals else 0.0
    return Certificate(
        cost=max(0, math.ceil(gap - APART * max(1.0, gap))),
        bound=None if bench.refusals else 0,
        rules=tuple(bench.rules),
        shortfalls=(),
        faults=tuple(say(PACKAGE, refusal.code, refusal.params, lang) for refusal in bench.refusals),
    )


class _Bench:
    """Reads the plan, tests it, keeps refusals."""

    def __init__(self, problem: Passages, times_of: TimesOf) -> None:
        self.problem = problem
        self.refusals: list[Reason] = []
        self.rules: list[RuleCount] = []
        self._times_of = times_of
        self._chosen: Decided = {}
        self._leaves: list[Decided] = []

    def read(self, document: Mapping[str, Any], sha256: str) -> None:
        """Read everything that can be read."""
        for key, own in (("format", FORMAT), ("problem", sha256), ("question", "entrances")):
            if document.get(key) != own:
                self._refuse("other_problem", line=key, said=str(document.get(key))[:60])
        for key in ("value", "bound", "all_open", "all_open_cut"):
            value = document.get(key)
            if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
                self._refuse("no_figure", line=key, said=str(value)[:60])
        self._chosen = self._decisions("open", document.get("open"))
        for village, name in enumerate(self.problem.villages):
            said = len(self._chosen.get(village, ()))
            if said != self.problem.n_open[village]:
                self._refuse("open", village=name, n=self.problem.n_open[village], said=said)
        certificate = document.get("certificate")
        leaves = certificate.get("leaves") if isinstance(certificate, dict) else None
        if not isinstance(leaves, list) or not leaves:
            self._refuse("no_certificate", line="certificate.leaves")
            return
        self._leaves = [self._decisions(f"certificate.leaves[{k}]", leaf) for k, leaf in enumerate(leaves)]

    def compare(self, document: Mapping[str, Any]) -> None:
        """Test value, bound and whether the branches hold every choice."""
        self._figure("value", document["value"], self._cost(self._chosen))
        self._figure("value", document["all_open"], self._cost({}))
        self._figure("value", document["all_open_cut"], self._n_cut({}))
        is_whole = _is_held(self.problem, {}, self._leaves)
        self._shortages(document.get("shortages"))
        self._test("boxes", is_so=is_whole, n=len(self._leaves))
        lowest = min([float(document["value"]), *(self._cost(leaf) for leaf in self._leaves)])
        self._figure("bound", document["bound"], lowest)

    def _decisions(self, line: str, rows: Any) -> Decided:
        found: Decided = {}
        villages = {name: k for k, name in enumerate(self.problem.villages)}
        for name, names in rows.items() if isinstance(rows, dict) else ():
            village = villages.get(name)
            own = self.problem.entrances[village] if village is not None else ()
            if village is None or not isinstance(names, list) or not all(one in own for one in names):
                self._refuse("no_leaf", line=f"{line}.{name}")
                continue
            found[village] = tuple(sorted({own.index(one) for one in names}))
        if not isinstance(rows, dict):
            self._refuse("no_leaf", line=line)
        return found

    def _shortages(self, said: Any) -> None:
        seconds = self._times_of(self._shut(self._chosen)).tolist()
        cut = {name for name, s in zip(self.problem.demand, seconds, strict=True) if not math.isfinite(s)}
        rows = said if isinstance(said, list) else []
        named = {str(row.get("demand")) for row in rows if isinstance(row, dict)}
        is_so = isinstance(said, list) and named == cut and len(rows) == len(cut)
        self._test("shortage", is_so=is_so, demand=min(named ^ cut, default="-"))

    def _n_cut(self, decided: Decided) -> float:
        seconds = self._times_of(self._shut(decided)).tolist()
        return float(
            sum(n for n, s in zip(self.problem.residents.tolist(), seconds, strict=True) if not math.isfinite(s))
        )

    def _shut(self, decided: Decided) -> frozenset[int]:
        kept = {self.problem.edges[v][e] for v, choice in decided.items() for e in choice}
        return frozenset({edge for v in decided for edge in self.problem.edges[v]} - kept)

    def _cost(self, decided: Decided) -> float:
        seconds = self._times_of(self._shut(decided)).tolist()
        trips = zip(self.problem.residents.tolist(), seconds, strict=True)
        return float(sum(n * (round(s) if math.isfinite(s) else 86_400) for n, s in trips))

    def _figure(self, code: str, said: float, found: float) -> None:
        self._test(code, is_so=abs(said - found) <= max(0.5 * CLOSE, APART * abs(found)), said=said, found=found)

    def _test(self, code: str, *, is_so: bool, **params: Any) -> None:
        self.rules.append(RuleCount(code, 1, int(is_so)))
        if not is_so:
            self._refuse(code, **params)

    def _refuse(self, code: str, **params: Any) -> None:
        self.refusals.append(Reason(code, params))


def _is_held(problem: Passages, decided: Decided, leaves: list[Decided]) -> bool:
    """Whether every choice lies in some branch: one decides no more than this, or a village parts all of them."""
    if any(all(decided.get(v) == choice for v, choice in leaf.items()) for leaf in leaves):
        return True
    shared = [v for v in range(len(problem.villages)) if v not in decided and all(v in leaf for leaf in leaves)]
    if not leaves or not shared:
        return False
    village = shared[0]
    choices: list[Choice] = list(itertools.combinations(range(len(problem.edges[village])), problem.n_open[village]))
    return all(
        _is_held(problem, {**decided, village: choice}, [leaf for leaf in leaves if leaf[village] == choice])
        for choice in choices
    )
