"""The sprite holds every sign and icon that a page may ask for."""

from __future__ import annotations

import re

import pytest

from tests.web.ui.msgids import UI, templates
from yixian.web.ui.rail import FOOT, RAIL
from yixian.web.ui.templatetags.ui import STATES

SPRITE = (UI / "static/ui/sprite.svg").read_text(encoding="utf-8")
DRAWN = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))


def test_it_works():
    assert {f"sign-{state}" for state in STATES} <= DRAWN


def test_signs_are_drawn_on_twelve_pixels_and_icons_on_twenty():
    for name, size in re.findall(r'<symbol id="([\w-]+)" viewBox="0 0 (\d+)', SPRITE):
        grid = {"sign": "12", "icon": "20"}.get(name.split("-")[0])
        if name.removeprefix("sign-") not in ("pass", "stop", "wait"):
            assert grid in (None, size), name


def test_every_place_of_the_rail_has_its_icon():
    assert {f"icon-{place.name}" for place in (*RAIL, *FOOT)} <= DRAWN


def test_the_sprite_takes_its_colour_from_the_page():
    assert not re.search(r'(fill|stroke)="(?!currentColor)', SPRITE)


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_every_icon_that_a_template_names_is_drawn(path):
    text = path.read_text(encoding="utf-8")
    named = {f"icon-{name}" for name in re.findall(r'{% icon "([\w-]+)"', text)}
    named |= {f"sign-{name}" for name in re.findall(r'{% sign "([\w-]+)"', text)}
    named |= set(re.findall(r'href="#((?:sign|icon)-[\w-]+)"', text))
    assert named <= DRAWN
