"""The first start of an installation for trying out: an invented county, somebody for each role, a roster asked for."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localdate

from yixian.web import rooms
from yixian.web.access.models import Account, Grant
from yixian.web.plans.actions import ask_plan
from yixian.web.register.models import Place
from yixian.web.uploads import sample as county

WEEK = 7


@dataclass(frozen=True)
class SampleAccount:
    """Who can log in to the invented county; ``place`` is the name of his area, empty for the whole county."""

    username: str
    name: str
    title: str
    role: str
    place: str = ""


ACCOUNTS = (
    SampleAccount("zhaoyunqing", "赵云清", "指挥部值班员", "headquarters"),
    SampleAccount("liwanning", "李婉宁", "柳河镇副镇长", "township", "柳河镇"),
    SampleAccount("lijianxin", "李建新", "安平苑北门组长", "post_leader", "安平苑北门"),
    SampleAccount("shenji", "孔维", "审计员", "auditor"),
)


def fill(folder: Path, at: datetime) -> list[tuple[str, str, str]]:
    """Load the invented county from its workbooks, make the accounts, ask for this week's roster.

    Returns ``(username, password, title)`` of everybody who can log in.
    """
    officer = Account.objects.create_account(ACCOUNTS[0].username, None, name=ACCOUNTS[0].name, title=ACCOUNTS[0].title)
    Grant.objects.create(account=officer, role="headquarters")
    county.load(folder, officer, at)
    password = secrets.token_urlsafe(8)
    said = [(one.username, password, f"{one.name} {one.title}") for one in ACCOUNTS]
    for one in ACCOUNTS:
        _account(one, password)
    root = Place.objects.unscoped("the county").get(path="")
    officer = Account.objects.unscoped("the officer").get(pk=officer.pk)
    ask_plan(by=officer, place=root, room="duty", starts_on=localdate(at), days=WEEK, at=at)
    for room in rooms.modules("sample"):
        room.begin(officer, at)
    _remember(said)
    return said


def remembered() -> list[tuple[str, str, str]]:
    """Return who can log in to the invented county, as it was said at the first start."""
    path = _path()
    if not path.exists():
        return []
    parts = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(one[0], one[1], one[2]) for one in parts]


def _account(wanted: SampleAccount, password: str) -> None:
    account = Account.objects.unscoped("the sample's own").filter(username=wanted.username).first() or Account(
        username=wanted.username, name=wanted.name, title=wanted.title
    )
    account.set_password(password)
    account.save()
    if wanted.role != "headquarters":
        area = Place.objects.unscoped("the sample's own").filter(name=wanted.place).order_by("path").first()
        path = area.path if wanted.place and area else ""
        Grant.objects.create(account=account, role=wanted.role, place_path=path)


def _path() -> Path:
    return Path(settings.DATA_DIR) / "sample-log-ins.txt"


def _remember(said: list[tuple[str, str, str]]) -> None:
    """Keep the invented county's log-ins beside it: they open nothing but an invention."""
    path = _path()
    path.touch(mode=0o600)
    path.write_text("\n".join("\t".join(one) for one in said), encoding="utf-8")
