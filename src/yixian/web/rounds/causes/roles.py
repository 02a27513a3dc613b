"""Compounds that lack one of the three roles."""

from __future__ import annotations

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.access.rights import Right
from yixian.web.alarms import Act, Alarm
from yixian.web.figures import Asked
from yixian.web.rounds import troubles
from yixian.web.rounds.causes.compounds import list_url, named
from yixian.web.rounds.proposals import proposals
from yixian.web.rounds.roles import Role

# So many are proposed in one press; for more somebody should compute a plan.
MOST_PROPOSED = 12


def roleless(asked: Asked) -> Alarm | None:
    """Return the warning for them, None if every compound has all three."""
    found = troubles.roleless(asked)
    if not found:
        return None
    n = len(found)
    counted = Counter(role for one in found for role in one.lacking)
    return Alarm(
        key="roleless",
        state="warn",
        title=ngettext("%(n)s compound lacks a role", "%(n)s compounds lack a role", n) % {"n": n},
        where=named(one.place for one in found),
        text=" · ".join(f"{role.label} {counted[role]}" for role in Role if counted[role]),
        since=None,
        act=_fill(asked) or Act(_("See the list"), list_url("role"), is_link=True),
        open_url=list_url("role"),
    )


def _fill(asked: Asked) -> Act | None:
    if not asked.account.may_somewhere(Right.PLAN):
        return None
    proposed = proposals(asked, troubles.roleless(asked)[:MOST_PROPOSED])[:MOST_PROPOSED]
    if not proposed:
        return None
    n = len(proposed)
    label = ngettext("Fill %(n)s as proposed", "Fill %(n)s as proposed", n) % {"n": n}
    return Act(label, reverse("rounds:fill"), {"fills": " ".join(fill.word for fill in proposed)})
