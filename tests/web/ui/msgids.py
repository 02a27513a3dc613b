"""Every English sentence that the templates and tags of the shell ask for."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

UI = Path(__file__).parents[3] / "src/yixian/web/ui"
KEYWORDS = ("gettext", "pgettext", "ngettext", "gettext_noop", "gettext_lazy", "_")


def templates() -> list[Path]:
    return sorted((UI / "templates").rglob("*.html"))


def asked() -> dict[str, str]:
    """Return each sentence with a file that asks for it."""
    sources = {path: templatize(path.read_text(encoding="utf-8")) for path in templates()}
    # The modules beside the apps have no catalogue of their own, so theirs is the shell's.
    code = [*UI.parent.glob("*.py"), *UI.glob("*.py"), UI / "templatetags/ui.py"]
    sources |= {path: path.read_text(encoding="utf-8") for path in code}
    found = {}
    for path, source in sources.items():
        for _, _, message, _ in extract_python(BytesIO(source.encode()), KEYWORDS, [], {"encoding": "utf-8"}):
            for one in [message] if isinstance(message, str) else message:
                if one:
                    found[one] = path.name
    return found
