"""What a form asks to have changed in a slot, and the one action that does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import Http404

from yixian.web.access.scope import under
from yixian.web.action import Refused
from yixian.web.duty import amend_actions as actions
from yixian.web.duty.amend_slot import RosterSlot
from yixian.web.duty.models import Post
from yixian.web.duty.window import Window
from yixian.web.numerals import numeral
from yixian.web.register.models import Person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from yixian.web.access.models import Account
    from yixian.web.duty.amend_core import Amended
    from yixian.web.plans.models import Plan

MOST_NAME = 40


@dataclass(frozen=True)
class Wish:
    """Who goes, who comes, and where from; empty where the form says nothing."""

    gone: int | None
    comes: int | None
    name: str
    stand_in: int | None
    given: str
    removes: bool
    words: str

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Wish:
        """Read the form; a button may carry several values: who comes, from which slot, who stands in there."""
        comes, given, stand_in = (*form.get("comes", "").split("|"), "", "")[:3]
        return cls(
            gone=numeral(form.get("gone", "")),
            comes=numeral(comes),
            name=form.get("name", "").strip()[:MOST_NAME],
            stand_in=numeral(stand_in),
            given=given,
            removes=form.get("act") == "remove",
            words=form.get("words", ""),
        )


def slot_of(plan: Plan, account: Account, number: int, cell: tuple[int, str]) -> RosterSlot:
    """Return a slot of a roster.

    Raises
    ------
    Http404
        If the roster has no such cell in the account's areas.
    """
    window = Window.of(plan.starts_on, plan.days)
    post = Post.objects.visible_to(account).filter(under("place__path", plan.place_path), number=number)
    found = post.select_related("place").first()
    shift = next((shift for shift in window.shifts if shift.code == cell[1]), None)
    if found is None or shift is None or cell not in window.hours:
        raise Http404
    return RosterSlot(plan, found, plan.starts_on + timedelta(days=cell[0]), shift)


def carry_out(by: Account, slot: RosterSlot, wish: Wish, at: datetime) -> Amended:
    """Do what the form asks.

    Raises
    ------
    Refused
        ``nobody_named`` if it names nobody, ``name_unknown`` or ``name_of_several``, and what the action refuses.
    """
    gone = next((line.person for line in slot.lines() if line.person_id == wish.gone), None)
    if wish.gone is not None and gone is None:
        raise Refused("line_gone", name=_name(wish.gone))
    how = {"by": by, "slot": slot, "words": wish.words, "at": at}
    if wish.removes:
        if gone is None:
            raise Refused("nobody_named", field="gone")
        return actions.remove_person(gone=gone, **how)
    comes = _comes(by, wish)
    if wish.given:
        return _from_elsewhere(by, comes, wish, how)
    if gone is None:
        return actions.add_person(comes=comes, **how)
    return actions.replace_person(gone=gone, comes=comes, **how)


def _from_elsewhere(by: Account, comes: Person, wish: Wish, how: dict[str, object]) -> Amended:
    here = how["slot"]
    assert isinstance(here, RosterSlot)
    number, day, code = (*wish.given.split("/"), "", "")[:3]
    other = slot_of(here.plan, by, numeral(number) or 0, (numeral(day) or 0, code))
    if wish.stand_in is not None:
        stand_in = _person(by, wish.stand_in)
        return actions.repair_slot(comes=comes, given=other, stand_in=stand_in, **how)
    moved = {name: value for name, value in how.items() if name != "slot"}
    return actions.move_person(slot=other, into=here, person=comes, **moved)


def _comes(by: Account, wish: Wish) -> Person:
    if wish.comes is not None:
        return _person(by, wish.comes)
    if not wish.name:
        raise Refused("nobody_named", field="name")
    found: list[Person] = list(Person.objects.visible_to(by).filter(name=wish.name, is_active=True)[:2])
    if not found:
        raise Refused("name_unknown", field="name", name=wish.name)
    if len(found) > 1:
        raise Refused("name_of_several", field="name", name=wish.name)
    return found[0]


def _person(by: Account, pk: int) -> Person:
    found = Person.objects.visible_to(by).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def _name(pk: int) -> str:
    names = Person.objects.unscoped("who was on the page that was shown").filter(pk=pk).values_list("name", flat=True)
    return names.first() or "…"
