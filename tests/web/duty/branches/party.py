"""Short ways to form branches in the little county and to see who is in them."""

from __future__ import annotations

from tests.county import DAY, EVENING
from yixian.web.duty.branches.forming import dissolve_branches, form_branches
from yixian.web.register.models import Branch, Membership


def form(county, by=None, area="临溪县", kind="", on=DAY):
    return form_branches(by=by or county.duty_officer, area=county.places[area], kind=kind, on=on, at=EVENING)


def dissolve(county, area="临溪县", on=DAY, kind=""):
    return dissolve_branches(by=county.duty_officer, area=county.places[area], kind=kind, on=on, at=EVENING)


def branch_of(county, post):
    return Branch.objects.unscoped("test").get(place=county.posts[post].place, dissolved_on=None)


def members(branch):
    rows = Membership.objects.unscoped("test").filter(branch=branch, until_on=None)
    return sorted(rows.values_list("person__name", "role"))
