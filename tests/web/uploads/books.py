"""Workbooks for the tests: the invented county's own, written once."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from django.core.files.uploadedfile import SimpleUploadedFile

from yixian.simulate.county import county
from yixian.simulate.workbooks import workbooks
from yixian.web.register.models import Place

DATA = Path(__file__).parents[2] / "data" / "web"


@cache
def folder() -> Path:
    """Return a folder with the clean and dirty workbooks of the invented county."""
    path = Path(mkdtemp(prefix="yixian-books-"))
    workbooks(county(seed=1), path, 1)
    return path


def clean(name: str) -> bytes:
    """Return one clean workbook."""
    return (folder() / "clean" / name).read_bytes()


def dirty(name: str) -> bytes:
    """Return one dirty workbook."""
    return (folder() / "dirty" / name).read_bytes()


def send(client, kind: str, content: bytes, name: str = "list.xlsx"):
    """Upload a file as the page does and return the answer."""
    return client.post("/uploads/", {"kind": kind, "file": SimpleUploadedFile(name, content)})


def twenty_four_posts(parent: Place) -> None:
    """Register the posts that the small list of cadres names."""
    with (DATA / "posts.csv").open(encoding="utf-8-sig") as file:
        for number, row in enumerate(csv.DictReader(file)):
            Place.objects.create(path=f"{parent.path}9{number:03d}", kind="post", name=row["name"], parent=parent)
