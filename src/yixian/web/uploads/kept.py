"""The lines that an undone upload left as they are: by name, why, and who has touched them since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils import timezone

from yixian.web.access.models import Account
from yixian.web.action import refusal
from yixian.web.uploads.chunks import Chunk
from yixian.web.uploads.models import Upload

PAGE = 100


@dataclass(frozen=True)
class KeptLine:
    """One line that stays; without a name it lies outside the reader's area by now."""

    name: str
    why: str
    who: str
    at: datetime | None


def kept_page(upload: Upload, account: Account, page: int) -> dict[str, Any]:
    """Return one page of the lines that stay, with the addresses of the pages beside it."""
    n, page = int(upload.undone.get("kept", 0)), max(1, page)
    return {
        "lines": kept_lines(upload, account, page) if n else [],
        "before": f"?page={page - 1}" if page > 1 else "",
        "after": f"?page={page + 1}" if n > page * PAGE else "",
    }


def kept_lines(upload: Upload, account: Account, page: int) -> list[KeptLine]:
    """Return one page of the lines that stay, in the order of the file."""
    chunks = Chunk.objects.unscoped("of an upload that the account sees").filter(upload=upload).order_by("after_rows")
    lines = [line for kept in chunks.values_list("kept", flat=True) for line in kept]
    some = lines[(page - 1) * PAGE : page * PAGE]
    names = _names(some, account)
    acting = Account.objects.unscoped("who changed it").filter(pk__in={line["by"] for line in some if line["by"]})
    who = dict(acting.values_list("pk", "name"))
    return [
        KeptLine(
            name=names.get((line["model"], line["pk"]), ""),
            why=refusal(f"{line['why']}_line", {}),
            who=who.get(line["by"], ""),
            at=timezone.localtime(datetime.fromisoformat(line["at"])) if line["at"] else None,
        )
        for line in some
    ]


def _names(lines: Iterable[dict[str, Any]], account: Account) -> dict[tuple[str, Any], str]:
    wanted: dict[str, list[Any]] = defaultdict(list)
    for line in lines:
        wanted[line["model"]].append(line["pk"])
    found: dict[tuple[str, Any], str] = {}
    for label, pks in wanted.items():
        model: Any = apps.get_model(label)
        found |= {(label, row.pk): str(row) for row in model.objects.visible_to(account).filter(pk__in=pks)}
    return found
