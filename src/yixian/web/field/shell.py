"""The phone's offline shell: which files it is made of."""

from __future__ import annotations

import hashlib
import json

from django.templatetags.static import static

# Exactly what the page links to; a test compares. Names are in none of them.
FILES = (
    "ui/logo.svg",
    "ui/css/tokens.css",
    "ui/css/base.css",
    "ui/css/parts.css",
    "ui/css/forms.css",
    "ui/css/phone.css",
    "field/phone.css",
    "field/queue.js",
    "field/upload.js",
    "field/phone.js",
    "field/doors.js",
    "field/notes.js",
    "field/foot.js",
)


def urls() -> list[str]:
    """Return the addresses of the shell's files; a changed file has another."""
    return [static(file) for file in FILES]


def worker() -> str:
    """Return what the service worker begins with: its files, and a name for their cache that changes with them."""
    files = json.dumps(urls())
    name = hashlib.sha256(files.encode()).hexdigest()[:12]
    return f'const FILES = {files};\nconst CACHE = "yx-{name}";\n'
