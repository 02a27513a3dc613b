"""A roster's account as a workbook: one sheet of people, one of posts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from yixian.sheets.report import Sheet, write_report


def workbook(account: dict[str, Any]) -> bytes:
    """Return the workbook of what the page shows."""
    return write_report([_people(account["people"]), _posts(account["posts"])])


def _people(rows: list[dict[str, Any]]) -> Sheet:
    heads = (
        *(_("Name"), _("Unit"), _("Hours planned"), _("Hours stood"), _("Shifts planned")),
        *(_("Shifts stood"), _("No-shows"), _("Stand-ins")),
    )
    return Sheet(
        _("People"),
        heads,
        [
            (
                *(row["name"], row["unit"], row["planned_hours"], row["stood_hours"]),
                *(row["n_planned"], row["n_stood"], row["n_no_shows"], row["n_stand_ins"]),
            )
            for row in rows
        ],
    )


def _posts(rows: list[dict[str, Any]]) -> Sheet:
    heads = (
        *(_("Post number"), _("Post"), _("Minutes needed"), _("Nobody, planned"), _("Nobody, really")),
        *(_("No member, planned"), _("No member, really")),
    )
    return Sheet(
        _("Posts"),
        heads,
        [
            (
                *(row["post"].spoken, row["post"].place.name, row["wanted_min"], row["planned_nobody"], row["nobody"]),
                *(row["planned_no_member"], row["no_member"]),
            )
            for row in rows
        ],
    )
