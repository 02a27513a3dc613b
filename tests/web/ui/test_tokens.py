"""The colours: legible on their grounds, and apart for colour-blind eyes."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.web.ui.colour import apart, contrast
from tests.web.ui.msgids import UI

CSS = (UI / "static/ui/css/tokens.css").read_text(encoding="utf-8")
STATES = ("ok", "busy", "warn", "alarm", "off", "draft")


def block(start: str) -> dict[str, str]:
    body = CSS.split(start, 1)[1].split("{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))


LIGHT = block(":root {")
DARK = LIGHT | block(':root[data-theme="dark"]')
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@THEMES
def test_it_works(tokens):
    grounds = [tokens[ground] for ground in ("bg", "surface", "sunken", "hover", "night", "night-head")]
    assert min(contrast(tokens["text"], ground) for ground in grounds) >= 7
    assert min(contrast(tokens["text-2"], ground) for ground in grounds) >= 4.5


@THEMES
def test_words_of_a_state_are_read_on_chip_and_surface(tokens):
    for state in STATES:
        ink = tokens[f"{state}-fg"]
        assert min(contrast(ink, tokens[f"{state}-bg"]), contrast(ink, tokens["surface"])) >= 4.5, state


@THEMES
def test_labels_and_links_are_read(tokens):
    for ink, ground in itertools.product(("text-3", "accent"), ("bg", "surface")):
        assert contrast(tokens[ink], tokens[ground]) >= 4.5, (ink, ground)
    assert contrast(tokens["on-solid"], tokens["accent"]) >= 4.5
    assert contrast(tokens["on-solid"], tokens["alarm-solid"]) >= 4.5


@THEMES
def test_signs_are_seen_on_every_ground(tokens):
    grounds = ("bg", "surface", "grade-low", "grade-medium", "grade-high", "map-land")
    for state, ground in itertools.product(STATES, grounds):
        assert contrast(tokens[f"{state}-solid"], tokens[ground]) >= 3, (state, ground)


@THEMES
def test_borders_of_controls_and_focus_are_seen(tokens):
    for line in ("line-strong", "focus"):
        assert contrast(tokens[line], tokens["surface"]) >= 3, line


@THEMES
@pytest.mark.parametrize("kind", ["protan", "deutan", "tritan"])
def test_states_stay_apart_for_colour_blind_eyes(tokens, kind):
    solids = [tokens[f"{state}-solid"] for state in STATES]
    assert min(apart(one, other, kind) for one, other in itertools.combinations(solids, 2)) >= 12


def test_both_dark_blocks_say_the_same():
    assert block(':root[data-theme="dark"]') == block(":root:not([data-theme])")


def test_print_stays_light():
    before = CSS.split(':root[data-theme="dark"]')[0]
    assert before.rstrip().endswith("@media screen {")


def test_a_wrong_pair_would_be_noticed():
    assert contrast("#777777", "#808080") < 1.2
    assert apart("#007f62", "#0a7f62", "deutan") < 3
