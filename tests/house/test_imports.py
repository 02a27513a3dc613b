"""Every dependency has one room; every read is scoped; the floors hold."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict

from tests.house.source import ROOT, SRC, python_files, tree, where

# A dependency is imported below one of these folders only, so that it can be replaced in an afternoon.
ROOMS = {
    "numba": ("planning",),
    "highspy": ("planning",),
    "scipy": ("planning",),
    "osmium": ("planning/roads",),
    "pyogrio": ("planning/roads",),
    "shapely": ("planning/roads",),
    "python_calamine": ("sheets",),
    "xlsxwriter": ("sheets",),
    "openpyxl": ("sheets",),
    "pypinyin": ("rules/pinyin.py",),
    "typst": ("web/ui/paper",),
    "segno": ("web/ui/paper",),
    "docx": ("web/ui/paper",),
    "PIL": ("web/duty/photo.py",),
    "cryptography": ("web/register/seal.py", "web/certificate.py", "web/access/totp.py"),
    "psycopg": ("web/database",),
    "ninja": ("web/field",),
    "babel": ("web/ui",),
    "icalendar": ("web/notify/ical",),
    "granian": ("cli/serve.py",),
    "cyclopts": ("cli",),
    "rich": ("cli",),
    "numpy": ("planning", "simulate", "cli", "web/duty"),
    "django": ("web",),
    "pydantic": ("web/field",),
}
READS = {
    "filter",
    "all",
    "get",
    "exclude",
    "first",
    "values",
    "values_list",
    "count",
    "exists",
    "annotate",
    "order_by",
}


def _imported(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def test_each_dependency_has_one_room():
    astray = []
    for path in python_files():
        inside = path.relative_to(SRC).as_posix()
        for name in set(_imported(path)) - sys.stdlib_module_names - {"yixian"}:
            if not inside.startswith(ROOMS.get(name, ())):
                astray.append(f"{where(path)} imports {name}")
    assert astray == []


def test_every_read_is_scoped():
    open_reads = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            is_read = isinstance(node, ast.Attribute) and node.attr in READS
            if is_read and isinstance(node.value, ast.Attribute) and node.value.attr == "objects":
                open_reads.append(where(path, node))
    assert open_reads == []


def test_no_room_imports_another():
    rooms = {"duty", "rounds", "bulletin", "today"}
    crossing = defaultdict(list)
    for path in python_files():
        parts = path.relative_to(SRC).parts
        own = parts[1] if parts[0] == "web" and len(parts) > 2 else None
        if parts[0] != "web":
            continue
        for node in ast.walk(tree(path)):
            module = node.module if isinstance(node, ast.ImportFrom) and node.module else ""
            words = module.split(".")
            if words[:2] == ["yixian", "web"] and len(words) > 2 and words[2] in rooms - {own}:
                crossing[where(path)].append(module)
    assert dict(crossing) == {}


def test_the_floors_hold():
    command = [str(ROOT / ".venv/bin/lint-imports"), "--config", "pyproject.toml", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
