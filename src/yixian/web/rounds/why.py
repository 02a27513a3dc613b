"""Why somebody is posted where he is, and what it would cost to exchange him: the planner's own reasons, in names."""

from __future__ import annotations

import hashlib
import json
import zlib
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from yixian.web.access.models import Account
from yixian.web.plans.models import Plan
from yixian.web.plans.refusals import page_lang
from yixian.web.register.models import Place, Unit
from yixian.web.rounds.drafts import WHY
from yixian.web.rounds.models import PostingLine
from yixian.web.rounds.roles import Role
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.planning.plan import Reason
    from yixian.planning.rounds.posting.verbs import Posting

PACKAGE = "yixian.planning.rounds.posting"
PEOPLE, PLACES, UNITS, ROLES = ("person", "other"), ("compound", "nearest"), ("unit",), ("skill",)


def why(plan: Plan, account: Account, person: int) -> dict[str, Any]:
    """Return a line of a plan with its reasons in words.

    Raises
    ------
    Http404
        If the account sees no such line.
    """
    lines = PostingLine.objects.visible_to(account).filter(plan=plan)
    line = lines.filter(person=person).select_related("person", "place").defer("place__boundary").first()
    if line is None:
        raise Http404
    if line.why:
        return {"line": line, "reasons": [WHY[line.why]]}
    question, document = _known(plan.pk, plan.problem_sha256)
    told = question.explain(document, [str(person)])
    return {"line": line, "reasons": _in_names(plan, account, told.reasons)}


@lru_cache(maxsize=2)
def _known(pk: int, sha256: str) -> tuple[Posting, dict[str, Any]]:
    """Return question and answer of a plan as the planner knows them; reading them takes a moment, asking does not."""
    files = Plan.objects.unscoped("the plan was scoped by its page").values_list("problem", "answer")
    problem, answer = (zlib.decompress(bytes(data)) for data in files.get(pk=pk))
    verbs = import_module(f"{PACKAGE}.verbs")
    return verbs.Posting(json.loads(problem), hashlib.sha256(problem).hexdigest()), json.loads(answer)


def _in_names(plan: Plan, account: Account, reasons: Iterable[Reason]) -> list[str]:
    told = list(reasons)
    people = PostingLine.objects.visible_to(account).filter(plan=plan, person__in=_ids(told, PEOPLE))
    places = Place.objects.unscoped("names of compounds that the plan speaks of").filter(pk__in=_ids(told, PLACES))
    units = Unit.objects.visible_to(account).filter(pk__in=_ids(told, UNITS))
    called = {
        PEOPLE: dict(people.values_list("person_id", "person__name")),
        PLACES: dict(places.values_list("pk", "name")),
        UNITS: dict(units.values_list("pk", "name")),
    }
    names = {key: found for keys, found in called.items() for key in keys}
    return [say(PACKAGE, one.code, _named(one.params, names), page_lang()) for one in told]


def _ids(reasons: Iterable[Reason], keys: tuple[str, ...]) -> set[int]:
    return {int(one.params[key]) for one in reasons for key in keys if str(one.params.get(key, "")).isdecimal()}


def _named(params: Any, names: dict[str, dict[int, str]]) -> dict[str, object]:
    said = dict(params)
    for key in (*PEOPLE, *PLACES, *UNITS):
        if str(said.get(key, "")).isdecimal():
            said[key] = names[key].get(int(said[key]), _("Somebody of another area"))
    for key in ROLES:
        if said.get(key) in Role.values:
            said[key] = Role(said[key]).label
    return said
