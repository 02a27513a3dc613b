"""The other peer: FastAPI with SQLAlchemy's ORM, the same rows in the same kind of database, one commit a request."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from pydantic import BaseModel
from sqlalchemy import JSON, ForeignKey, Index, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

URL = f"sqlite:///{os.environ.get('BENCH_DATABASE', 'bench.sqlite3')}"
engine, reading = (create_engine(URL, connect_args={"timeout": 60}, pool_size=40) for _ in range(2))
sessions, readings = (sessionmaker(one, expire_on_commit=False) for one in (engine, reading))


@event.listens_for(engine, "connect")
@event.listens_for(reading, "connect")
def _durable(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


@event.listens_for(engine, "begin")
def _take_turns(connection: Any) -> None:
    # As SQLAlchemy's own pages advise for SQLite; deferred, two writers would refuse one another.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


class Base(DeclarativeBase):
    pass


class Device(Base):
    __tablename__ = "device"
    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int]
    token_hash: Mapped[bytes] = mapped_column(unique=True)


class Seen(Base):
    __tablename__ = "seen"
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    at: Mapped[datetime]


class Entry(Base):
    __tablename__ = "entry"
    __table_args__ = (Index("entry_place", "place", "happened_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID] = mapped_column(unique=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"))
    kind: Mapped[str]
    place: Mapped[int]
    happened_at: Mapped[datetime]
    received_at: Mapped[datetime]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


class Event(Base):
    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str]
    at: Mapped[datetime]
    place: Mapped[int]


class EntryIn(BaseModel):
    uuid: uuid.UUID
    post: int | str
    kind: str
    at: datetime
    temp: float | None = None


class Upload(BaseModel):
    sent_at: datetime | None = None
    entries: list[EntryIn]


app = FastAPI(openapi_url=None)


def session() -> Iterator[Session]:
    with sessions() as found:
        yield found


def look() -> Iterator[Session]:
    # A reader takes no turn: it would wait for those who write.
    with readings() as found:
        yield found


Database, Reading = Annotated[Session, Depends(session)], Annotated[Session, Depends(look)]


def device_of(database: Reading, authorization: Annotated[str, Header()] = "") -> Device:
    token_hash = hashlib.sha256(authorization.removeprefix("Bearer ").encode()).digest()
    found = database.scalars(select(Device).where(Device.token_hash == token_hash)).first()
    if found is None:
        raise HTTPException(401, "unknown_device")
    return found


@app.post("/api/field/sync")
def sync(upload: Upload, database: Database, device: Annotated[Device, Depends(device_of)]) -> dict[str, Any]:
    at, answers = datetime.now(UTC), []
    for raw in upload.entries:
        known = database.scalars(select(Entry.id).where(Entry.uuid == raw.uuid)).first()
        answers.append({"uuid": str(raw.uuid), "result": "duplicate" if known else "stored"})
        if not known:
            database.add(Entry(
                uuid=raw.uuid, device_id=device.id, kind=raw.kind, place=device.place, happened_at=raw.at,
                received_at=at, details={"temp": raw.temp},
            ))  # fmt: skip
    database.add(Event(topic="field", at=at, place=device.place))
    database.merge(Seen(device_id=device.id, at=at))
    database.commit()
    return {"answers": answers, "server_at": at.isoformat()}


@app.get("/live/")
def live(database: Reading, after: int = 0) -> Any:
    last = database.scalars(select(Event.id).order_by(Event.id.desc())).first() or 0
    if last <= after:
        return Response(status_code=304)
    topics = database.scalars(select(Event.topic).where(Event.id > after).limit(2000))
    return {"after": last, "changed": sorted(set(topics))}


def fill(tokens: list[str], places: list[int]) -> None:
    """Make the tables and the phones."""
    Base.metadata.create_all(engine)
    with sessions() as database:
        database.add_all(
            Device(place=place, token_hash=hashlib.sha256(token.encode()).digest())
            for token, place in zip(tokens, places, strict=True)
        )
        database.commit()


if __name__ == "__main__":
    told = json.load(sys.stdin)
    fill(told["tokens"], told["places"])
