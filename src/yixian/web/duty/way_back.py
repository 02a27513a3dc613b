"""The page that a form was sent from: there its sender goes on."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from yixian.web.access.doors import OfficerRequest


def back(request: OfficerRequest) -> HttpResponse:
    """Answer with the page that the form names, or with Today; nobody is led out of the house."""
    wish = request.POST.get("back") or request.POST.get("next", "")
    return redirect(wish if url_has_allowed_host_and_scheme(wish, allowed_hosts=None) else "today:today")
