"""Exports taken through their door, and what their import would do."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from django.test import Client

from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.register.models import Place
from yixian.web.uploads import actions
from yixian.web.uploads.judging import Judged, judged


def taken(client: Client, key: str, query: str = "") -> bytes:
    """Return the workbook of a list."""
    answer = client.get(f"/register/exports/{key}.xlsx{query}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def cells(content: bytes) -> list[dict[str, Any]]:
    """Return the rows of a workbook by heading."""
    _title, heads, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.values
    return [dict(zip(heads, row, strict=True)) for row in rows]


def dry(by: Account, kind: str, content: bytes, path: str = "") -> Judged:
    """Return the dry run of a workbook."""
    area = Place.objects.unscoped("test").get(path=path)
    upload = actions.take_file(by=by, area=area, kind=kind, filename="x.xlsx", content=content, at=clock.now())
    return judged(upload, by)
