"""The doors of a running server, as a browser or a phone uses them: nothing here knows what lies behind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit

from yixian.faults import BadInput, Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMEOUT_S = 60
MOST_REDIRECTS = 5
FORM = "application/x-www-form-urlencoded"


class Unreachable(Exception):
    """Nobody answers at the address."""


@dataclass(frozen=True)
class Answer:
    """What a door answered; ``path`` is where redirects led."""

    status: int
    path: str
    body: bytes
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Door:
    """One visitor: a connection that is kept, and the cookies he was given."""

    def __init__(self, base: str, cookies: Mapping[str, str] | None = None) -> None:
        parts = urlsplit(base)
        self.base = f"{parts.scheme}://{parts.netloc}"
        self.cookies = dict(cookies or {})
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._connection = kind(parts.netloc, timeout=TIMEOUT_S)
        self._is_kept = False

    def get(self, path: str) -> Answer:
        """Open a page; redirects are followed."""
        return self._follow(self._ask("GET", path, b"", {}))

    def post(self, path: str, form: Mapping[str, object]) -> Answer:
        """Send a form; redirects are followed."""
        head = {"Content-Type": FORM, "X-CSRFToken": self.cookies.get("csrftoken", ""), "Referer": self.base + path}
        return self._follow(self._ask("POST", path, urlencode(form).encode(), head))

    def send(self, path: str, value: object) -> Answer:
        """Send JSON."""
        return self._ask("POST", path, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _follow(self, answer: Answer) -> Answer:
        for _ in range(MOST_REDIRECTS):
            where = answer.headers.get("location")
            if answer.status not in (301, 302, 303) or not where:
                break
            answer = self._ask("GET", urlsplit(urljoin(self.base, where)).path, b"", {})
        return answer

    def _ask(self, method: str, path: str, body: bytes, head: Mapping[str, str]) -> Answer:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Accept-Language": "en", "Cookie": kept, **head}
        if self._is_kept:
            # The server may have closed it meanwhile; only then is a request repeated.
            try:
                return self._once(method, path, body, headers)
            except (OSError, HTTPException):
                self._connection.close()
        try:
            return self._once(method, path, body, headers)
        except (OSError, HTTPException) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error

    def _once(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        self._connection.request(method, path, body or None, dict(headers))
        with self._connection.getresponse() as answer:
            content = answer.read()
            self._is_kept = True
            for line in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: found.value for name, found in SimpleCookie(line).items()}
            return Answer(answer.status, path, content, {k.lower(): v for k, v in answer.headers.items()})


def checked_base(url: str) -> str:
    """Return the address of a server without what stands behind it.

    Raises
    ------
    BadInput
        If it is none.
    """
    parts = urlsplit(url if "//" in url else f"http://{url}")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise BadInput([Fault("URL", "address", "http://HOST:PORT", url)])
    return f"{parts.scheme}://{parts.netloc}"
