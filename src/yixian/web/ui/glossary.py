"""The words that mean the same on every screen: translated once, in this app's catalogue."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

PLACES = (
    _("Today"), _("Duty"), _("Teams"), _("Households"), _("Supply"), _("Rescue"), _("Zones"),
    _("Recovery"), _("Bulletin"), _("Register"), _("Settings"),
)  # fmt: skip

HOME = (
    _("For you to act on"), _("Look at today"), _("Waiting for you to publish"), _("Coming up"),
    _("Just now"), _("Take it"), _("Hand on"), _("Shelve until"), _("Hand-over"), _("Training"),
    _("Overdue"), _("Zero report"),
)  # fmt: skip

DUTY = (
    _("Manned"), _("Unmanned"), _("On duty"), _("Sign in"), _("Sign out"), _("Standby"), _("Early"),
    _("Late"), _("Night"), _("Seven-item readiness"), _("1 person short"), _("Post"), _("Posts"),
    _("Township"), _("Roster"), _("Shift"), _("Swap person"), _("Lock"), _("By post"), _("By person"),
)  # fmt: skip

PLAN = (
    _("Publish"), _("Draft"), _("Published"), _("Changes only"), _("Can I trust this plan?"),
    _("Check passed"), _("Penalty"), _("Proven bound"), _("Cannot be bettered"), _("Shifts not filled"),
    _("Smallest repair"), _("Why"), _("What if"), _("Compute again"), _("Use the plan so far"),
    _("Gap"), _("Computing"), _("Saving"),
)  # fmt: skip

UPLOADS = (
    _("Dry run"), _("Match columns"), _("Wrong"), _("New"), _("Changed"), _("Same"), _("Same person?"),
    _("Accept"), _("Skip this row"), _("Undo the batch"), _("Undo"), _("Export to Excel"),
    _("Print A4"),
)  # fmt: skip

GATE = (
    _("Gate pass"), _("Pass"), _("Do not pass"), _("Please wait"), _("Not yet back"),
    _("Temperature 37.3 or over"), _("Visitor"), _("Courier"), _("Call for help"), _("Noted"),
    _("All sent"), _("waiting to be sent"), _("No network, carry on"), _("Revoke device"),
    _("Show (give a reason)"), _("Not saved"), _("Compare both"), _("Live"), _("Disconnected"),
    _("Not reported"), _("Home observation"), _("Extend"), _("Lift"), _("Low risk"), _("Medium risk"),
    _("High risk"), _("New incident"),
)  # fmt: skip
