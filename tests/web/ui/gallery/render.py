"""Renders the sample pages to files, so that they can be looked at beside the pictures.

python tests/web/ui/gallery/render.py OUT   writes OUT/<page>.<language>.<theme>.html and OUT/static/
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import django
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

HERE = Path(__file__).parent
UI = HERE.parents[3] / "src/yixian/web/ui"
PAGES = ("today", "roster", "uploads", "phones", "ui/gallery")
CURRENT = {"today": "Today", "roster": "Duty", "uploads": "Register"}
PLACES = {
    "Today": "T", "Duty": "D", "Teams": "P", "Households": "H", "Supply": "S", "Rescue": "R", "Zones": "Z",
    "Recovery": "W", "Bulletin": "B",
}  # fmt: skip
NOW = dt.datetime(2020, 2, 13, 10, 8, 52, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def set_up() -> None:
    settings.configure(
        DEBUG=True,
        SECRET_KEY="gallery",
        ROOT_URLCONF="urls",
        INSTALLED_APPS=["django.contrib.staticfiles", "yixian.web.ui"],
        LANGUAGES=[("zh-hans", "中文"), ("en", "English")],
        LANGUAGE_CODE="zh-hans",
        STATIC_URL="/static/",
        USE_TZ=True,
        TIME_ZONE="Asia/Shanghai",
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [HERE], "APP_DIRS": True}],
    )
    sys.path[:0] = [str(HERE), str(HERE.parents[3] / "src")]
    django.setup()


def compile_words() -> None:
    po = UI / "locale/zh_Hans/LC_MESSAGES/django.po"
    with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_po(source))


def place(name: str, page: str) -> dict[str, Any]:
    badge = {"Duty": 2, "Rescue": 1}.get(name)
    return {
        "key": PLACES.get(name, ""), "label": translation.gettext(name), "url": f"/{name.lower()}/",
        "icon": name.lower(), "badge": badge, "is_current": CURRENT.get(page) == name,
    }  # fmt: skip


def context(page: str, theme: str) -> dict[str, Any]:
    choices = [{"name": "柳河镇", "path": "lh"}]
    return {
        "county_name": "临溪县", "now": NOW, "theme": theme, "density": "dense", "here": "/",
        "places": [place(name, page) for name in PLACES],
        "foot_places": [place(name, page) for name in ("Register", "Settings")],
        "scope": {"name": "临溪县", "path": "", "is_county": True, "choices": choices},
        "me": {"name": "赵云清", "title": "指挥部值班 08:00–20:00", "initial": "赵"},
        "csrf_token": "x" * 32, "live_after": 41,
    }  # fmt: skip


def render(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    shutil.copytree(UI / "static", out / "static", dirs_exist_ok=True)
    samples = json.loads((HERE / "samples.json").read_text(encoding="utf-8"))
    for page in PAGES:
        for language in ("zh-hans", "en"):
            for theme in ("light", "dark"):
                with translation.override(language):
                    html = render_to_string(f"{page}.html", context(page, theme) | samples.get(page, {}))
                name = f"{page.split('/')[-1]}.{language[:2]}.{theme}.html"
                (out / name).write_text(html, encoding="utf-8")


if __name__ == "__main__":
    compile_words()
    set_up()
    render(Path(sys.argv[1]))
