"""The parts of a page, as template tags: `{% load ui %}`. docs/ui.md shows each in use."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, to_locale

if TYPE_CHECKING:
    from datetime import datetime

    from django.forms import BaseForm, BoundField

register = template.Library()

SPRITE = Path(__file__).parents[1] / "static" / "ui" / "sprite.svg"
STATES = ("ok", "busy", "warn", "alarm", "off", "draft")
KEY_FACES = {"Ctrl+Enter": "Ctrl ⏎", "Enter": "⏎", "ArrowUp": "↑", "ArrowDown": "↓"}


@cache
def _sprite() -> SafeString:
    # Our own file, so it is safe to inline; once a page, so that every <use> finds it.
    return mark_safe(SPRITE.read_text(encoding="utf-8"))


@register.simple_tag
def sprite() -> SafeString:
    return _sprite()


@register.simple_tag
def sign(state: str, size: str = "") -> SafeString:
    """The shape of a state; the word stands beside it, so readers' voices skip the shape."""
    if state not in STATES:
        raise template.TemplateSyntaxError(f"sign: {state!r} is no state; known: {', '.join(STATES)}")
    return format_html(
        '<svg class="sign sign-{}{}" aria-hidden="true"><use href="#sign-{}"/></svg>',
        state, " sign-l" if size == "l" else "", state,
    )  # fmt: skip


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    extra = " icon-s" if size == "s" else ""
    return format_html('<svg class="icon{}" aria-hidden="true"><use href="#icon-{}"/></svg>', extra, name)


@register.simple_tag
def chip(state: str, label: str) -> SafeString:
    return format_html('<span class="chip chip-{}">{}{}</span>', state, sign(state), label)


@register.simple_tag
def key(name: str) -> SafeString:
    """The key of an act as printed on its button; `data-key` on the button makes it work."""
    return format_html('<kbd class="key" aria-hidden="true">{}</kbd>', KEY_FACES.get(name, name.replace("+", " ")))


@register.simple_tag
def grade(level: str) -> SafeString:
    words = {"low": gettext("Low"), "medium": gettext("Medium"), "high": gettext("High")}
    return format_html('<span class="grade grade-{}">{}</span>', level, words[level])


@register.simple_tag
def bar(value: float, state: str = "", of: float = 100) -> SafeString:
    """A bar of `value` out of `of`; its length is an attribute, so that no style is needed."""
    share = round(max(0.0, min(1.0, value / of if of else 0.0)) * 100, 2)
    return format_html(
        '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{}%">'
        '<rect class="bar-track" width="100" height="6"/>'
        '<rect class="bar-fill{}" width="{}" height="6"/></svg>',
        round(share), f" bar-{state}" if state else "", f"{share:g}",
    )  # fmt: skip


@register.simple_tag
def avatar(initial: str) -> SafeString:
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', initial)


@register.simple_tag
def once() -> SafeString:
    """A one-time token: the action that keeps it counts a double click once."""
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(12))


@register.simple_tag
def day(moment: datetime) -> str:
    """The date of the bar: 2月13日 周四."""
    # Our own pattern: the framework's short Chinese weekday is 星期四, the county writes 周四.
    return format_date(localtime(moment), gettext("EEE d MMM"), locale=to_locale(get_language() or "zh-hans"))


@register.simple_tag
def html_lang() -> str:
    """The language of the page as HTML spells it."""
    return {"zh-hans": "zh-Hans"}.get(get_language() or "zh-hans", get_language() or "zh-Hans")


@register.inclusion_tag("ui/_figure.html")
def figure(label: str, value: Any, **more: Any) -> dict[str, Any]:
    """One figure of the strip: of="/ 300" note="3 unmanned" state="alarm" url="..."."""
    return {"label": label, "value": value, **more}


@register.simple_block_tag
def card(content: str, title: str, **more: Any) -> SafeString:
    """A card: note= behind the title, link=, link_label= and key= at the right, flush=True for a table."""
    return render_to_string("ui/_card.html", {"content": content, "title": title, **more})


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, unit: str = "") -> dict[str, Any]:
    return {"field": bound, "unit": unit}


@register.inclusion_tag("ui/_errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """The summary above a form: takes the focus, links to each field that needs a change."""
    wrong = [form[name] for name in form.errors if name in form.fields]
    return {
        "wrong": wrong,
        "whole": form.non_field_errors(),
        "total": len(wrong) + len(form.non_field_errors()),
    }


@register.inclusion_tag("ui/_toast.html")
def toast(text: str, undo_url: str = "", state: str = "ok") -> dict[str, Any]:
    return {"text": text, "undo_url": undo_url, "state": state}


@register.inclusion_tag("ui/_empty.html")
def empty(title: str, text: str = "", **act: Any) -> dict[str, Any]:
    """Why nothing is here, and the one act that fills it: url=, label=, key=."""
    return {"title": title, "text": text, **act}


@register.inclusion_tag("ui/_pager.html")
def pager(text: str, before: str = "", after: str = "") -> dict[str, Any]:
    """`text` says what is shown; `before` and `after` are addresses of the neighbouring pages (keyset)."""
    return {"text": text, "before": before, "after": after}


@register.inclusion_tag("ui/_filters.html")
def filters(choices: list[dict[str, Any]]) -> dict[str, Any]:
    """One line of chips: {label, url, is_on, n?, state?}; the choice lives in the address."""
    return {"choices": choices}


@register.inclusion_tag("ui/_tabs.html")
def tabs(choices: list[dict[str, Any]], label: str = "") -> dict[str, Any]:
    """Tabs are links: {label, url, is_on, n?, state?}."""
    return {"choices": choices, "label": label}


@register.inclusion_tag("ui/_steps.html")
def steps(rows: list[dict[str, Any]], now: int) -> dict[str, Any]:
    """The steps of a longer act: rows of {label, text, url?}; `now` counts from 1."""
    return {"rows": rows, "now": now}


@register.inclusion_tag("ui/_timeline.html")
def timeline(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What happened: rows of {at, state, word, text, is_future?, key?, was?}."""
    return {"rows": rows}


@register.inclusion_tag("ui/_progress.html")
def progress(title: str, percent: int, **more: Any) -> dict[str, Any]:
    """A computation under way: text= left= use_url= cancel_url= best= bound= (points of the chart)."""
    return {"title": title, "percent": percent, **more}


@register.inclusion_tag("ui/_masked.html")
def masked(value: str, show_url: str = "") -> dict[str, Any]:
    return {"value": value, "show_url": show_url}
