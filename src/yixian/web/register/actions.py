"""Decisions about people, and about who answers."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from yixian.sheets import Register
from yixian.sheets.judges import people
from yixian.sheets.table import Setting, Wrong
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal.record import note, tell
from yixian.web.register.models import Answer, Person, PersonNumber, Place, Unit
from yixian.web.register.seal import unseal

REASONS = {
    "verify": _("Check that it is the right person"),
    "hospital": _("Hospital or rescue asks"),
    "tracing": _("Contact tracing"),
    "correct": _("Correct an entry"),
    "official": _("An official document needs it"),
}
# Names and phones of a form are judged as those of a workbook; what they are judged against is not asked.
_NOTHING = Setting(2020, date(2020, 1, 1), Register())


@action(Right.UNMASK)
def show_number(*, by: Account, person: Person, reason: str, at: datetime) -> str:
    """Return an identity number to somebody who says why; who read whose and why stays in the audit."""
    if reason not in REASONS:
        raise Refused("reason_needed", field="reason")
    number = PersonNumber.objects.visible_to(by).filter(person=person).first()
    if number is None:
        raise Refused("no_number")
    note(reason=reason)
    return unseal(bytes(number.sealed))


@action(Right.UPLOAD)
def name_answer(*, by: Account, place: Place, name: str, phone: str, at: datetime) -> None:
    """Say who answers for a place; without a name nobody does, and the level shows as empty."""
    name, phone = _called(name), _reached(phone)
    before = Answer.objects.unscoped("who answered until now").filter(place=place).first()
    note(before=before.name if before else "", name=name)
    if not name and before:
        before.delete()
    elif name:
        is_same = before is not None and before.name == name
        kept = {"name": name, "phone": phone, "person": before.person if is_same and before else None}
        Answer.objects.unscoped("the answer itself").update_or_create(place=place, defaults=kept)
    tell("register", "answer_named", at=at, place_path=place.path, subject=f"place:{place.pk}")


@action(Right.UPLOAD)
def name_leader(*, by: Account, unit: Unit, name: str, phone: str, at: datetime) -> None:
    """Say who leads a unit."""
    unit = unit.as_stored()
    note(before=unit.leader)
    unit.leader, unit.phone = _called(name), _reached(phone)
    unit.save(update_fields=["leader", "phone"])
    tell("register", "leader_named", at=at, subject=f"unit:{unit.pk}")


def _called(name: str) -> str:
    judged = people.name(name, {}, _NOTHING) if name.strip() else ""
    if isinstance(judged, Wrong):
        raise Refused("name_form", field="name")
    return judged


def _reached(phone: str) -> str:
    judged = people.phone(phone, {}, _NOTHING) if phone.strip() else ""
    if isinstance(judged, Wrong):
        raise Refused("phone_form", field="phone")
    return judged
