"""A robot of a chat group on this machine: it speaks the protocol of both kinds and can be made to fail."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"
TOKEN = "a" * 64
SECRET = "SEC" + "5" * 40


@dataclass
class Robot:
    """What the robot heard, and how it answers next."""

    heard: list[str] = field(default_factory=list)
    answers: list[dict[str, Any] | int | str] = field(default_factory=list)
    secret: str = ""
    url: str = ""

    def answer(self, path: str, body: bytes) -> dict[str, Any] | int | str:
        """Hear a message, or refuse it as the real ones do."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        planned = self.answers.pop(0) if self.answers else {"errcode": 0, "errmsg": "ok"}
        if isinstance(planned, dict) and planned["errcode"]:
            return planned
        if urlsplit(path).path == "/cgi-bin/webhook/send":
            wrong = {"errcode": 93000, "errmsg": "invalid webhook url"} if asked.get("key") != KEY else None
        else:
            wrong = self._dingtalk(asked)
        if wrong:
            return wrong
        message = json.loads(body)
        assert message["msgtype"] == "text"
        if len(message["text"]["content"].encode()) > 2048:
            return {"errcode": 40058, "errmsg": "content exceed max length"}
        self.heard.append(message["text"]["content"])
        return planned

    def _dingtalk(self, asked: dict[str, str]) -> dict[str, Any] | None:
        if asked.get("access_token") != TOKEN:
            return {"errcode": 300001, "errmsg": "token is not exist"}
        if self.secret:
            said = f"{asked.get('timestamp')}\n{self.secret}".encode()
            right = base64.b64encode(hmac.new(self.secret.encode(), said, hashlib.sha256).digest()).decode()
            if asked.get("sign") != right:
                return {"errcode": 310000, "errmsg": "sign not match"}
        return None


@contextmanager
def robot() -> Iterator[Robot]:
    """Let a robot listen while a test runs."""
    heard = Robot()

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = heard.answer(self.path, body)
            if answer == "hang up":
                self.connection.close()
                return
            status = answer if isinstance(answer, int) else 200
            said = answer if isinstance(answer, str) else json.dumps(answer)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    heard.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
