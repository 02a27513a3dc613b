"""An answer of the planner into a draft."""

from __future__ import annotations

from tests.county import DAY, County
from tests.web.duty.rosters import ONE_DAY, answer, at, certificate, new_plan, problem, task
from yixian.planning.plan import Reason, Shortfall
from yixian.web.duty import bridge
from yixian.web.duty.models import RosterHole, RosterLine
from yixian.web.plans.models import Plan
from yixian.web.tasks.models import TaskState


def lines(plan: Plan) -> list[RosterLine]:
    return list(RosterLine.objects.unscoped("test").filter(plan=plan).select_related("person").order_by("starts_at"))


def pk(county: County, name: str) -> str:
    return str(county.people[name].pk)


def test_it_works(county: County) -> None:
    plan = new_plan(county)
    problem(plan)
    bridge.keep(plan, answer([[pk(county, "于倩"), 1, "night", "0002"]]), certificate())
    [line] = lines(plan)
    assert (line.person.name, line.post, line.day) == ("于倩", county.posts["安平苑东门"], DAY + ONE_DAY)
    # A night shift belongs to the day on which it starts, and ends on the next.
    assert (line.starts_at, line.ends_at) == (at(1, 22), at(2, 6))
    assert line.place_path == county.posts["安平苑东门"].place.path


def test_one_member_leads_where_a_leader_is_needed(county: County) -> None:
    plan = new_plan(county)
    problem(plan)
    two = [[pk(county, name), 1, "early", "0001"] for name in ("王建军", "李建新")]
    bridge.keep(plan, answer(two), certificate())
    assert [line.leads for line in lines(plan)].count(True) == 1


def test_one_of_the_post_leads_before_one_who_is_sent(county: County) -> None:
    plan = new_plan(county)
    problem(plan)
    two = [[pk(county, name), 1, "early", "0001"] for name in ("赵秀英", "王建军")]
    bridge.keep(plan, answer(two), certificate())
    assert {line.person.name for line in lines(plan) if line.leads} == {"王建军"}


def test_nobody_leads_where_no_leader_is_needed(county: County) -> None:
    plan = new_plan(county)
    problem(plan)
    bridge.keep(plan, answer([[pk(county, "赵秀英"), 1, "early", "0003"]]), certificate())
    assert not lines(plan)[0].leads


def test_who_is_no_member_never_leads(county: County) -> None:
    plan = new_plan(county)
    problem(plan)
    bridge.keep(plan, answer([[pk(county, "于倩"), 1, "early", "0001"]]), certificate())
    assert not lines(plan)[0].leads


def test_a_hole_carries_its_reasons(county: County) -> None:
    plan = new_plan(county)
    problem(plan)
    why = Shortfall(("0001", 2, "night"), 1, (Reason("hours_week", {"people": 3}),))
    bridge.keep(plan, answer([], [["0001", 2, "night", 1, 1]]), certificate(why))
    hole = RosterHole.objects.unscoped("test").get(plan=plan)
    assert (hole.missing, hole.missing_leaders, hole.day) == (1, 1, DAY + 2 * ONE_DAY)
    assert hole.reasons == [{"code": "hours_week", "params": {"people": 3}}]


def test_the_same_line_has_the_same_key_in_every_version(county: County) -> None:
    keys = []
    for version in (1, 2):
        plan = new_plan(county, version=version)
        problem(plan)
        bridge.keep(plan, answer([[pk(county, "于倩"), 1, "early", "0002"]]), certificate())
        keys.append(lines(plan)[0].key)
    assert keys[0] == keys[1] and len(keys[0]) == 12


def test_what_has_begun_stays_in_the_draft(county: County) -> None:
    done = task(county, "于倩", "安平苑东门", DAY, "early", state=TaskState.DONE)
    plan = new_plan(county)
    problem(plan)
    bridge.keep(plan, answer([]), certificate())
    [line] = lines(plan)
    assert (line.key, line.starts_at) == (done.key, done.starts_at)


def test_twice_is_once(county: County) -> None:
    plan = new_plan(county)
    problem(plan)
    for _ in range(2):
        bridge.keep(plan, answer([[pk(county, "于倩"), 1, "early", "0002"]]), certificate())
    assert len(lines(plan)) == 1
