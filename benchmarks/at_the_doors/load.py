"""Requests at a steady rate, whether or not answers come: who has to wait is counted from when he wanted to be served.

Plain sockets in one thread, so that the generator takes little of the two cores that it shares with the server.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

CONNECTIONS = 64
PATIENCE_S = 30
GOOD = (200, 304)


@dataclass(frozen=True)
class Door:
    """One kind of request: its name, how often of all, and the bytes of the next one."""

    name: str
    share: float
    request: Callable[[random.Random], bytes]


@dataclass
class Heard:
    """What was answered: waits in milliseconds by door, and what was no good answer."""

    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    bad: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    seconds: float = 0.0
    generator_s: float = 0.0

    @property
    def n(self) -> int:
        """How many requests were answered."""
        return sum(len(waits) for waits in self.waits.values())


def drive(port: int, doors: list[Door], per_s: float, seconds: float) -> Heard:
    """Send requests of a mix for so many seconds and return how long they took."""
    heard, began = Heard(), time.process_time()
    asyncio.run(_drive(port, _arrivals(doors, per_s, seconds), heard))
    heard.generator_s = time.process_time() - began
    return heard


def _arrivals(doors: list[Door], per_s: float, seconds: float) -> list[tuple[float, str, bytes]]:
    """Return when each request is due, its door and its bytes: made beforehand, so that sending costs little."""
    chance, at, found = random.Random(1), 0.0, []
    while at < seconds:
        door = chance.choices(doors, [door.share for door in doors])[0]
        found.append((at, door.name, door.request(chance)))
        at += chance.expovariate(per_s)
    return found


async def _drive(port: int, arrivals: list[tuple[float, str, bytes]], heard: Heard) -> None:
    free: asyncio.LifoQueue[_Connection] = asyncio.LifoQueue()
    for _ in range(CONNECTIONS):
        free.put_nowait(_Connection(port))
    began = time.monotonic()
    under_way: set[asyncio.Task[None]] = set()
    for due, name, request in arrivals:
        early_s = began + due - time.monotonic()
        if early_s > 0.001:
            await asyncio.sleep(early_s)
        task = asyncio.create_task(_ask(free, (began + due, name, request), heard))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    if under_way:
        await asyncio.wait(under_way, timeout=PATIENCE_S)
    heard.seconds = time.monotonic() - began
    for task in under_way:
        heard.bad["no answer"] += 1
        task.cancel()


async def _ask(free: asyncio.LifoQueue[_Connection], one: tuple[float, str, bytes], heard: Heard) -> None:
    due, name, request = one
    connection = await free.get()
    try:
        status = await connection.ask(request)
        heard.waits[name].append((time.monotonic() - due) * 1000)
        if status not in GOOD:
            heard.bad[f"{name} {status}"] += 1
    except (OSError, asyncio.IncompleteReadError) as error:
        heard.bad[f"{name} {type(error).__name__}"] += 1
        connection.drop()
    finally:
        free.put_nowait(connection)


class _Connection:
    """A connection that is kept; it reads no more of an answer than where it ends."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> int:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        length = _length(head.lower())
        if length is None and status != 304:
            await _chunks(reader)
        elif length:
            await reader.readexactly(length)
        return status

    def drop(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def _length(head: bytes) -> int | None:
    start = head.find(b"content-length:")
    return int(head[start + 15 : head.index(b"\r\n", start)]) if start >= 0 else None


async def _chunks(reader: asyncio.StreamReader) -> None:
    while size := int(await reader.readuntil(b"\r\n"), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)
