"""Styles and scripts stay light, pinned and within the policy."""

from __future__ import annotations

import gzip
import hashlib
import re
import tomllib

import pytest

from tests.web.ui.msgids import UI, templates

STATIC = UI / "static/ui"
KB = 1000


def packed(*patterns: str) -> int:
    """Return the bytes of all files together, each packed alone as the server sends them."""
    files = [path for pattern in patterns for path in STATIC.glob(pattern)]
    assert files
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)


def test_it_works():
    assert packed("css/*.css", "js/*.js", "vendor/*.js", "sprite.svg") <= 120 * KB


def test_our_own_scripts_are_small():
    assert packed("js/*.js") <= 40 * KB


def test_the_phone_loads_little():
    names = ("tokens", "base", "parts", "forms", "phone")
    assert packed(*(f"css/{name}.css" for name in names), "sprite.svg") <= 60 * KB


def test_every_vendored_file_is_the_pinned_one():
    pinned = tomllib.loads((STATIC / "vendor/vendor.lock").read_text(encoding="utf-8"))["file"]
    assert {entry["path"] for entry in pinned} == {p.name for p in STATIC.glob("vendor/*") if p.suffix != ".lock"}
    for entry in pinned:
        assert hashlib.sha256((STATIC / "vendor" / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["version"] and entry["licence"]


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_no_template_brings_style_or_script_inline(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=[\"']|javascript:|hx-on|hx-vals=['\"]js:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


def test_no_style_asks_another_host():
    for path in STATIC.glob("css/*.css"):
        assert not re.search(r"@import|url\((?!#)", path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize("path", [*STATIC.glob("css/*.css"), *STATIC.glob("js/*.js")], ids=lambda path: path.name)
def test_no_file_is_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= (100 if path.suffix == ".js" else 400)


def test_every_colour_of_the_styles_is_a_token():
    """Outside the tokens only what is the same by day and night: the toast, the answer, the training band."""
    for path in STATIC.glob("css/*.css"):
        if path.name == "tokens.css":
            continue
        for rule in re.findall(r"[^{}]*\{[^{}]*#[0-9a-f]{3,6}\b[^{}]*\}", path.read_text(encoding="utf-8")):
            assert re.search(r"\.toast|\.answer|\.training|\.hatch|body|card|fill-hatch", rule), (
                path.name,
                rule,
            )
