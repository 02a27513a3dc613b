"""Signs and the words beside them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yixian.web.figures import Asked, Figure

# The order in which trouble is shown.
URGENCY = ("alarm", "warn", "off", "busy", "draft", "ok", "")
MEANING = {
    "ok": gettext_lazy("Manned"),
    "warn": gettext_lazy("Short of people"),
    "off": gettext_lazy("Not reported"),
    "busy": gettext_lazy("Changing over"),
    "draft": gettext_lazy("Planned only"),
    "alarm": gettext_lazy("Unmanned"),
}
WORDS = {
    "ok": gettext_lazy("In order"),
    "warn": gettext_lazy("Look at it today"),
    "alarm": gettext_lazy("Act now"),
    "busy": gettext_lazy("Under way"),
    "off": gettext_lazy("Nothing reported"),
    "draft": gettext_lazy("Planned only"),
}


def note(figure: Figure, asked: Asked, url: str) -> dict[str, Any]:
    """Return a figure as the strip shows it: grouped, with its sign and the word beside the sign."""
    count = figure.count(asked)
    whole = figure.whole(asked) if figure.whole else None
    # Out of nothing nobody is missing, and nobody is there either: such a figure has no sign.
    missing = whole - count if whole else None
    state = figure.state(asked) if figure.state else _state(missing)
    return {
        "key": figure.key,
        "label": figure.label,
        "value": f"{count:,}",
        "of": f"/ {whole:,}" if whole is not None else figure.unit,
        "state": state,
        "note": _beside(figure, asked, state, missing),
        "url": url,
    }


def _state(missing: int | None) -> str:
    """Return the sign of a figure that brings none: a part of its whole that is short wants a look."""
    return "" if missing is None else "warn" if missing > 0 else "ok"


def _beside(figure: Figure, asked: Asked, state: str, missing: int | None) -> object:
    if figure.note:
        return figure.note(asked)
    if missing is not None and missing > 0:
        return ngettext("{n} short", "{n} short", missing).format(n=missing)
    if missing == 0:
        return _("All there")
    return WORDS.get(state, "")
