"""Reading rosters: which there are, and one page of one of them, a query for each kind of row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import Http404

from yixian.web.access.masks import initial
from yixian.web.access.rights import Right
from yixian.web.access.scope import NOBODY, under
from yixian.web.duty.models import Amendment, Need, Post, RosterHole, RosterLine, ShiftKind
from yixian.web.duty.window import Window
from yixian.web.plans.models import Plan, PlanState
from yixian.web.plans.queries import UNDER_WAY, listed, rows
from yixian.web.register.trees import parents

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yixian.web.access.models import Account

PAGE = 100
SlotKey = tuple[int, date, int]
"""Post, day, shift: ids."""
IN_FORCE = (PlanState.PUBLISHED, PlanState.REPLACED)
KEPT = (PlanState.DRAFT, *IN_FORCE)


@dataclass(frozen=True)
class Name:
    """Somebody in a cell."""

    person_id: int
    name: str
    is_member: bool
    leads: bool


@dataclass
class Slot:
    """What one cell of the grid holds; ``gone`` are those whom the plan it replaces had there."""

    names: list[Name] = field(default_factory=list)
    missing: int = 0
    missing_leaders: int = 0
    gone: list[Name] = field(default_factory=list)
    new: set[int] = field(default_factory=set)
    pinned: set[int] = field(default_factory=set)
    is_amended: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether somebody came or went against the plan it replaces, or after it was published."""
        return bool(self.gone or self.new or self.is_amended)


@dataclass(frozen=True)
class Page:
    """Some posts of a roster with everything their rows show."""

    window: Window
    posts: list[Post]
    needs: dict[int, dict[int, int]]
    slots: dict[SlotKey, Slot]
    next_after: int | None

    def days(self) -> list[date]:
        """Return the days of the roster."""
        return [self.window.starts_on + timedelta(days=day) for day in range(self.window.days)]

    def shifts(self) -> tuple[ShiftKind, ...]:
        """Return the shifts of a day in order."""
        return self.window.shifts


def seen(account: Account) -> QuerySet[Plan]:
    """Return the rosters somebody may open: those of his areas, and of larger ones what is in force.

    Of a larger area's roster he sees only his own rows: the lines are scoped by their posts.
    """
    above = {path for own in account.place_paths for path in parents(own)}
    larger = Q(place_path__in=above, state__in=IN_FORCE) if above else NOBODY
    mine = Plan.scope.rows(account) | larger
    return Plan.objects.unscoped("scoped here: a larger area's roster holds rows of his").filter(mine, room="duty")


def roster(account: Account, pk: int) -> Plan:
    """Return a roster that has been computed.

    Raises
    ------
    Http404
        If there is none in the account's areas.
    """
    found = listed(seen(account)).filter(pk=pk, state__in=KEPT).first()
    if found is None:
        raise Http404
    return found


def list_of(account: Account, path: str, today: date) -> dict[str, list[dict[str, Any]]]:
    """Return the rosters of an area: in force on a day or later, and drafts."""
    # The areas above hold rows of this one too; those beside it do not.
    near = under("place_path", path) | Q(place_path__in=[path, *parents(path)])
    mine = listed(seen(account).filter(near)).order_by("starts_on", "place_path", "-pk")
    in_force = [plan for plan in mine.filter(state=PlanState.PUBLISHED) if last_day(plan) >= today]
    return {
        "in_force": rows(in_force),
        "drafts": rows(mine.filter(state=PlanState.DRAFT)[:PAGE]),
        "under_way": rows(mine.filter(state__in=UNDER_WAY)[:PAGE]),
    }


def last_day(plan: Plan) -> date:
    """Return the last day of a roster; its last night ends on the next."""
    return plan.starts_on + timedelta(days=plan.days - 1)


def replaced_by(plan: Plan) -> Plan | None:
    """Return the roster that a draft would replace now, or that a published one has replaced."""
    if plan.state != PlanState.DRAFT:
        return listed(Plan.objects.unscoped("another version of the same")).filter(pk=plan.replaces_id or 0).first()
    same = Plan.objects.unscoped("another version of the same").filter(
        room=plan.room, place_id=plan.place_id, starts_on=plan.starts_on, state=PlanState.PUBLISHED
    )
    return listed(same).first()


def page_of(plan: Plan, before: Plan | None, account: Account, wanted: dict[str, Any]) -> Page:
    """Return a page of posts of a roster.

    ``before`` is the roster that changes are marked against. ``wanted``: ``path`` the area, ``after`` the number
    of the last post of the page before, ``changed_only``, ``number`` for a single post, ``all`` without pages.
    """
    posts, next_after = _posts(plan, before, account, wanted)
    window = Window.of(plan.starts_on, plan.days)
    keys = [post.pk for post in posts]
    slots: dict[SlotKey, Slot] = defaultdict(Slot)
    is_masked = not account.may_somewhere(Right.SEE_NAMES)
    _fill(slots, plan, keys, is_masked=is_masked)
    _mark(slots, plan, keys)
    if before is not None:
        _compare(slots, _names(before, keys, is_masked=is_masked), last_day(before))
    return Page(window, posts, _needs(keys), slots, next_after)


def _posts(plan: Plan, before: Plan | None, account: Account, wanted: dict[str, Any]) -> tuple[list[Post], int | None]:
    found = Post.objects.visible_to(account).filter(
        under("place__path", wanted["path"]), under("place__path", plan.place_path)
    )
    if wanted.get("number"):
        found = found.filter(number=wanted["number"])
    if wanted.get("changed_only"):
        found = found.filter(pk__in=changed_posts(plan, before, account))
    found = found.select_related("place__parent").order_by("number").filter(number__gt=wanted.get("after") or 0)
    rows_ = list(found[: PAGE + 1] if not wanted.get("all") else found)
    is_more = len(rows_) > PAGE and not wanted.get("all")
    return (rows_[:PAGE], rows_[PAGE - 1].number) if is_more else (rows_, None)


def changed_posts(plan: Plan, before: Plan | None, account: Account) -> set[int]:
    """Return the posts at which a roster differs from the one it replaces."""
    if before is None:
        return set()
    ours, theirs = _lines(plan, account), _lines(before, account).filter(day__lte=last_day(plan))
    shared = ours.filter(day__lte=last_day(before))
    new = shared.exclude(key__in=theirs.values("key")).values_list("post_id", flat=True)
    gone = theirs.exclude(key__in=ours.values("key")).values_list("post_id", flat=True)
    return {*new, *gone}


def _lines(plan: Plan, account: Account) -> QuerySet[RosterLine]:
    return RosterLine.objects.visible_to(account).filter(plan=plan)


def _needs(keys: list[int]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = defaultdict(dict)
    needs = Need.objects.unscoped("of posts that were scoped").filter(post__in=keys)
    for post, shift, people in needs.values_list("post_id", "shift_id", "people"):
        found[post][shift] = people
    return found


def _names(plan: Plan, keys: list[int], *, is_masked: bool) -> dict[SlotKey, list[Name]]:
    found: dict[SlotKey, list[Name]] = defaultdict(list)
    lines = RosterLine.objects.unscoped("of posts that were scoped").filter(plan=plan, post__in=keys)
    columns = ("post_id", "day", "shift_id", "person_id", "person__name", "person__is_member", "leads")
    for post, day, shift, person, name, is_member, leads in lines.order_by("-leads", "pk").values_list(*columns):
        shown = initial(name) if is_masked else name
        found[post, day, shift].append(Name(person, shown, is_member, leads))
    return found


def _fill(slots: dict[SlotKey, Slot], plan: Plan, keys: list[int], *, is_masked: bool) -> None:
    for key, names in _names(plan, keys, is_masked=is_masked).items():
        slots[key].names = names
    holes = RosterHole.objects.unscoped("of posts that were scoped").filter(plan=plan, post__in=keys)
    for post, day, shift, missing, leaders in holes.values_list(
        "post_id", "day", "shift_id", "missing", "missing_leaders"
    ):
        slots[post, day, shift].missing, slots[post, day, shift].missing_leaders = missing, leaders


def _mark(slots: dict[SlotKey, Slot], plan: Plan, keys: list[int]) -> None:
    """Mark what was changed after the roster was published."""
    if plan.state == PlanState.DRAFT:
        return
    changes = Amendment.objects.unscoped("of posts that were scoped").filter(plan=plan, post__in=keys, undone_by=None)
    for post, day, shift in changes.values_list("post_id", "day", "shift_id"):
        slots[post, day, shift].is_amended = True


def _compare(slots: dict[SlotKey, Slot], before: dict[SlotKey, list[Name]], until: date) -> None:
    """Mark who came and who went, on the days that both rosters have."""
    for key in {*slots, *before}:
        if key[1] > until:
            continue
        old = {name.person_id: name for name in before.get(key, [])}
        now = {name.person_id for name in slots[key].names}
        slots[key].new = now - set(old)
        slots[key].gone = [name for person, name in old.items() if person not in now]


def counts(plan: Plan, account: Account, path: str) -> dict[str, int]:
    """Return how many posts and people a roster has in an area."""
    lines = _lines(plan, account).filter(under("place_path", path))
    return {
        "posts": Post.objects.visible_to(account)
        .filter(under("place__path", path), under("place__path", plan.place_path))
        .count(),
        "people": lines.values("person_id").distinct().count(),
    }
