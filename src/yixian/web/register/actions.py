"""Decisions about people."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal.record import note
from yixian.web.register.models import Person, PersonNumber
from yixian.web.register.seal import unseal

REASONS = {
    "verify": _("Check that it is the right person"),
    "hospital": _("Hospital or rescue asks"),
    "tracing": _("Contact tracing"),
    "correct": _("Correct an entry"),
    "official": _("An official document needs it"),
}


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
