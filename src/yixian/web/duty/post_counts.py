"""Posts counted by kind and township, each number a way to its rows."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.duty.models import Post, PostKind
from yixian.web.register.models import Place
from yixian.web.register.trees import WIDTH


@needs(Right.SEE)
def counts(request: OfficerRequest) -> HttpResponse:
    """Show how many posts of each kind each township has."""
    context = posts_by_township(request.officer, request.scope_path)
    return render(request, "duty/post_counts.html", context)


def posts_by_township(account: Account, path: str) -> dict[str, Any]:
    """Return the open posts of an area by township and kind; the sums stand in the last row and column."""
    posts = Post.objects.visible_to(account).filter(under("place__path", path), is_open=True)
    counted = Counter((place[:WIDTH], kind) for place, kind in posts.values_list("place__path", "kind"))
    towns = sorted({town for town, _kind in counted})
    names = dict(Place.objects.visible_to(account).filter(path__in=towns).values_list("path", "name"))
    return {
        "kinds": [label for _code, label in PostKind.choices],
        "rows": [_row(names.get(town, ""), town, counted) for town in towns],
        "sums": [sum(n for (_t, kind), n in counted.items() if kind == code) for code, _label in PostKind.choices],
        "total": counted.total(),
    }


def _row(name: str, town: str, counted: Counter[tuple[str, str]]) -> dict[str, Any]:
    cells = [
        {"n": counted[(town, kind)], "url": f"?{urlencode({'in': town, 'kind': kind})}"} for kind in PostKind.values
    ]
    total = sum(counted[(town, kind)] for kind in PostKind.values)
    return {"name": name, "url": f"?{urlencode({'in': town})}", "cells": cells, "total": total}
