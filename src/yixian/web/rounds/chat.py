"""The message that goes into a chat group: who serves where in which role; no number, no condition, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from yixian.web.rounds.models import Posting


def chat_text(name: str, postings: Sequence[Posting]) -> str:
    """Return the message of a compound or a unit, empty where nobody is posted."""
    if not postings:
        return ""
    lines = [_("%(name)s: postings, %(n)s people") % {"name": name, "n": len(postings)}]
    lines += [f"{number}. {_line(one, name)}" for number, one in enumerate(postings, start=1)]
    waiting = [one.task.starts_at for one in postings if not one.has_arrived]
    if waiting:
        due_at = localtime(max(waiting)).strftime("%m-%d %H:%M")
        lines.append(_("Report at your compound by %(at)s; whoever cannot come says so at once.") % {"at": due_at})
    return "\n".join(lines)


def _line(one: Posting, name: str) -> str:
    person = one.task.person
    arrived = _("arrived") if one.has_arrived else ""
    # The message of a compound names it once, above.
    place = one.task.place.name if one.task.place.name != name else ""
    parts = (person.name if person else "", place, str(one.get_role_display()), arrived)
    return " ".join(part for part in parts if part)
