"""Behind a proxy every request comes from the proxy: who really asks stands in a header."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class Caller:
    """Puts the caller's address where the brake on guesses looks for it; otherwise one guesser would shut out all."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The last entry is the one that our own proxy has added; those before it anybody can invent.
        if said := request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip():
            request.META["REMOTE_ADDR"] = said
        return self.answer(request)
