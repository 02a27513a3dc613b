"""Which room offers a figure: the brief gathers figures by it."""

from __future__ import annotations

from yixian.web import rooms


def room_of(key: str) -> str:
    """Return the name of the room or ground-floor app that offers a figure, empty if none does."""
    for module in rooms.modules("figures", floors=("register",)):
        if any(figure.key == key for figure in module.FIGURES):
            return module.__name__.split(".")[-2]
    return ""
