"""Renders the sample pages to files, so that they can be looked at beside the pictures.

python tests/web/ui/gallery/render.py OUT   writes OUT/<page>.<language>.<theme>.html and OUT/static/
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from pathlib import Path
from typing import Any

import django
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

HERE = Path(__file__).parent
UI = HERE.parents[3] / "src/yixian/web/ui"
PAGES = ("today", "roster", "uploads", "phones", "ui/gallery")
LETTERS = {"today": "T", "duty": "D", "teams": "P", "households": "H", "supply": "S", "rescue": "R", "zones": "Z", "recovery": "W", "bulletin": "B"}
WORDS = {"today": "Today", "duty": "Duty", "teams": "Teams", "households": "Households", "supply": "Supply", "rescue": "Rescue", "zones": "Zones", "recovery": "Recovery", "bulletin": "Bulletin", "register": "Register", "settings": "Settings"}


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


def context(page: str, theme: str) -> dict[str, Any]:
    from django.utils.translation import gettext

    current = {"today": "today", "roster": "duty", "uploads": "register"}.get(page, "")
    def place(name: str) -> dict[str, Any]:
        return {"key": LETTERS.get(name, ""), "label": gettext(WORDS[name]), "url": f"/{name}/", "icon": name,
                "badge": {"duty": 2, "rescue": 1}.get(name), "is_current": name == current}
    return {
        "county_name": "临溪县", "theme": theme, "live_after": 41,
        "now": dt.datetime(2020, 2, 13, 10, 8, 52, tzinfo=dt.timezone(dt.timedelta(hours=8))),
        "places": [place(name) for name in LETTERS], "foot_places": [place("register"), place("settings")],
        "scope": {"name": "临溪县", "path": "", "is_county": True, "above": [], "choices": [{"name": "柳河镇", "path": "lh"}]},
        "me": {"name": "赵云清", "title": "指挥部值班 08:00–20:00", "initial": "赵"}, "here": "/",
        "csrf_token": "x" * 32,
    }  # fmt: skip


def main(out: Path) -> None:
    compile_words()
    set_up()
    from django.template.loader import render_to_string
    from django.utils import translation
    from samples import SAMPLES

    out.mkdir(parents=True, exist_ok=True)
    shutil.copytree(UI / "static", out / "static", dirs_exist_ok=True)
    for page in PAGES:
        for language in ("zh-hans", "en"):
            for theme in ("light", "dark"):
                with translation.override(language):
                    html = render_to_string(f"{page}.html", context(page, theme) | SAMPLES.get(page, {}))
                (out / f"{page.split('/')[-1]}.{language[:2]}.{theme}.html").write_text(html, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
