"""Health and the pages of trouble."""

from __future__ import annotations

import secrets
from logging import getLogger

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yixian.web.access.doors import public

log = getLogger("yixian")


@public
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the server and its database are ready."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which right would be needed."""
    return render(request, "ui/error.html", {"status": 403, "right": str(exception)}, status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here, in the same words whether it never was or lies outside the area."""
    return render(request, "ui/error.html", {"status": 404}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Give a number that somebody can quote, and log it."""
    number = secrets.token_hex(4)
    log.error("error %s at %s", number, request.path)
    return render(request, "ui/error.html", {"status": 500, "number": number}, status=500)
