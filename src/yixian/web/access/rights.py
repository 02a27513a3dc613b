"""Rights, and the roles that bundle them: data, so that a county can see what each role may do."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Right(StrEnum):
    """One thing that an account may do in its area."""

    SEE = "see"
    SEE_NAMES = "see_names"
    PLAN = "plan"
    PUBLISH = "publish"
    STAND_IN = "stand_in"
    READINESS = "readiness"
    LEAD = "lead"
    ENROL = "enrol"
    UPLOAD = "upload"
    UNMASK = "unmask"
    ACCOUNTS = "accounts"
    ADMIT = "admit"
    GRANTS = "grants"
    SETTINGS = "settings"
    AUDIT = "audit"
    RETENTION = "retention"
    BRIEF = "brief"
    BRANCHES = "branches"


R = Right
_STAFF = {R.SEE, R.SEE_NAMES, R.STAND_IN, R.READINESS, R.LEAD, R.ENROL}
_OFFICE = _STAFF | {R.PLAN, R.PUBLISH, R.UPLOAD, R.UNMASK, R.BRIEF, R.BRANCHES}

RIGHTS: dict[str, frozenset[Right]] = {
    "headquarters": frozenset(_OFFICE),
    "bureau": frozenset({R.SEE, R.SEE_NAMES, R.UPLOAD, R.UNMASK}),
    "township": frozenset(_OFFICE - {R.BRIEF}),
    "community": frozenset(_STAFF),
    "post_leader": frozenset({R.SEE, R.SEE_NAMES, R.READINESS, R.LEAD, R.ENROL}),
    # With an account of their own they read the area's posts, without names; what they do they do on a phone.
    "field_worker": frozenset({R.SEE}),
    "volunteer": frozenset({R.SEE}),
    "auditor": frozenset({R.SEE, R.AUDIT}),
    # Three separate administrators, of whom none sees people: one lets in, one says who may do what, one reads
    # what both have done. To gain another's power any of them needs a second person.
    "system_admin": frozenset({R.SETTINGS, R.ACCOUNTS, R.ADMIT}),
    "security_admin": frozenset({R.ACCOUNTS, R.GRANTS}),
    "audit_admin": frozenset({R.AUDIT, R.RETENTION}),
}

ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
# Given over a unit; every other role is given for a place.
OVER_UNIT = frozenset({"bureau"})
# These hold for the whole county or not at all.
WHOLE_COUNTY = ADMINISTRATORS | {"headquarters", "auditor"}

ROLE_NAMES = {
    "headquarters": _("Headquarters"),
    "bureau": _("Bureau"),
    "township": _("Township"),
    "community": _("Community"),
    "post_leader": _("Post leader"),
    "field_worker": _("Field worker"),
    "volunteer": _("Volunteer"),
    "auditor": _("Auditor"),
    "system_admin": _("System administrator"),
    "security_admin": _("Security administrator"),
    "audit_admin": _("Audit administrator"),
}
