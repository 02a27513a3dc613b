"""The roster grid: a real table; each cell is one escaped function, because a page holds thousands of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yixian.web.duty.rosters import Slot

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from yixian.web.duty.models import Post, ShiftKind
    from yixian.web.duty.rosters import Name, Page
    from yixian.web.plans.models import Plan

EMPTY = Slot()
BREAK = mark_safe("<br>")


@dataclass(frozen=True)
class Grid:
    """A page of a roster as it is drawn at one moment."""

    plan: Plan
    page: Page
    at: datetime

    def head(self) -> dict[str, Any]:
        """Return the two rows of the head."""
        today = self.page.window.day(self.at.astimezone(self.page.window.starts_at.tzinfo).date())
        return {
            "days": [
                {"number": day.day, "weekday": weekday(day), "is_today": index == today}
                for index, day in enumerate(self.page.days())
            ],
            "shifts": [
                {
                    "name": short_name(shift.code),
                    "hours": f"{shift.starts:%H}–{shift.ends:%H}",
                    "classes": _classes(is_night=self._is_night(shift), is_first=order == 0),
                }
                for order, shift in enumerate(self.page.shifts())
            ]
            * len(self.page.days()),
        }

    def rows(self) -> list[SafeString]:
        """Return a table row for each post."""
        return [self._row(post, is_first=order == 0) for order, post in enumerate(self.page.posts)]

    def _row(self, post: Post, *, is_first: bool) -> SafeString:
        cells = [
            self.cell(post, (index, day), shift, is_stop=is_first and index == 0 and order == 0)
            for index, day in enumerate(self.page.days())
            for order, shift in enumerate(self.page.shifts())
        ]
        return format_html(
            '<tr><th scope="row"><b><a href="{}">{}</a></b><small>{}</small></th>{}</tr>',
            f"/duty/posts/{post.spoken}/",
            post.place.name,
            _below(post, self.page.needs.get(post.pk, {})),
            format_html_join("", "{}", ((cell,) for cell in cells)),
        )

    def cell(self, post: Post, day: tuple[int, date], shift: ShiftKind, *, is_stop: bool) -> SafeString:
        """Return one cell: who stands there, what is missing, what is changed."""
        slot = self.page.slots.get((post.pk, day[1], shift.pk), EMPTY)
        starts_at, _ends_at = self.page.window.hours[day[0], shift.code]
        states = [
            ("day-start", shift is self.page.shifts()[0]),
            ("night", self._is_night(shift)),
            ("past", starts_at <= self.at),
            ("locked", bool(slot.pinned & {name.person_id for name in slot.names})),
            ("changed", slot.is_changed),
            ("short", slot.missing > 0),
            ("doubt", slot.missing == 0 and slot.missing_leaders > 0),
        ]
        return format_html(
            '<td id="c-{}-{}-{}" class="{}" data-cell data-url="{}" tabindex="{}">{}</td>',
            post.number, day[0], shift.code, " ".join(name for name, is_on in states if is_on),
            self.cell_url(post.number, day[0], shift.code), 0 if is_stop else -1, inside(slot),
        )  # fmt: skip

    def cell_url(self, number: int, day: int, shift: str) -> str:
        """Return the address of a cell, to which the grid's keys add what they ask."""
        return f"{self._url}{number}/{day}/{shift}/"

    @cached_property
    def _url(self) -> str:
        return reverse("duty:review", args=[self.plan.pk])

    def _is_night(self, shift: ShiftKind) -> bool:
        return shift.code in self.page.window.nights


def inside(slot: Slot) -> SafeString:
    """Return what stands in a cell."""
    parts = [_name(name, is_new=name.person_id in slot.new) for name in slot.names]
    if slot.missing:
        text = ngettext("%(n)d person short", "%(n)d people short", slot.missing) % {"n": slot.missing}
        parts.append(format_html("<b>{}</b>", text))
    elif slot.missing_leaders:
        parts.append(format_html("<b>{}</b>", _("No member")))
    is_pinned = bool(slot.pinned & {name.person_id for name in slot.names})
    words = pgettext("mark", "changed") if slot.is_changed else ""
    # The letter is the key that locks; a sign would be too small to read.
    lock = pgettext("mark", "L") if is_pinned else ""
    mark = format_html('<span class="mark">{}</span>', f"{lock} {words}".strip()) if lock or words else ""
    return format_html("{}{}", format_html_join(BREAK, "{}", ((part,) for part in parts)), mark)


def _name(name: Name, *, is_new: bool) -> SafeString:
    if name.is_member:
        member = '<b><span class="party">{}</span></b>' if is_new else '<span class="party">{}</span>'
        return format_html(member, name.name)
    return format_html("<b>{}</b>" if is_new else "{}", name.name)


def _below(post: Post, needs: dict[int, int]) -> str:
    """Return the small line under a post: where it is and how many stand there."""
    parent = post.place.parent
    where = parent.name if parent is not None and post.kind.endswith("gate") else post.get_kind_display()
    wanted = sorted(set(needs.values()))
    each = "–".join(str(people) for people in (wanted[:1] + wanted[-1:] if len(wanted) > 1 else wanted))
    return f"{where} · " + _("%(n)s a shift") % {"n": each or 0}


def short_name(code: str) -> str:
    """Return the one-sign name of a shift for the head of a column."""
    return {
        "early": pgettext("short", "Early"),
        "late": pgettext("short", "Late"),
        "night": pgettext("short", "Night"),
    }.get(code, code)


def weekday(day: date) -> str:
    """Return the day of the week as the head of a column has room for it."""
    return (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )[day.weekday()]


def _classes(*, is_night: bool, is_first: bool) -> str:
    return " ".join(name for name, is_on in (("night", is_night), ("day-start", is_first)) if is_on)
