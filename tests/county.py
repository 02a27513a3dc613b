"""The little county in the database: two townships, three compounds, five posts, eight named people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yixian.rules.pinyin import keys
from yixian.web.access.models import Account, Grant
from yixian.web.duty.models import Need, Post, ShiftKind
from yixian.web.register import seal
from yixian.web.register.models import Person, PersonCondition, PersonNumber, Place, Unit

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2020, 2, 13)
EVENING = datetime(2020, 2, 13, 18, 0, tzinfo=ZONE)
NIGHT = datetime(2020, 2, 13, 22, 0, tzinfo=ZONE)
SHIFTS = {"early": (time(6), time(14)), "late": (time(14), time(22)), "night": (time(22), time(6))}

PLACES = [
    # path, kind, name, parent path, lon, lat
    ("", "county", "临溪县", None, 113.05, 33.90),
    ("0000", "town", "柳河镇", "", 113.08, 33.85),
    ("0001", "town", "城关镇", "", 113.04, 33.91),
    ("00000000", "village", "下湾村", "0000", 113.100, 33.850),
    ("00000001", "village", "上湾村", "0000", 113.110, 33.855),
    ("00000002", "compound", "安平苑", "0000", 113.080, 33.852),
    ("00000003", "compound", "金穗小区", "0000", 113.084, 33.853),
    ("00010000", "compound", "粮站家属院", "0001", 113.041, 33.911),
]
POSTS = [
    # number, name, kind, place path, people a shift, needs a leader
    (1, "安平苑北门", "main_gate", "00000002", (2, 2, 2), True),
    (2, "安平苑东门", "side_gate", "00000002", (1, 1, 0), False),
    (3, "下湾村口", "village", "00000000", (1, 1, 1), False),
    (4, "金穗小区南门", "main_gate", "00000003", (2, 2, 2), True),
    (5, "粮站家属院门", "main_gate", "00010000", (1, 1, 1), False),
]
PEOPLE = [
    # name, kind, member, home path, post number, identity number
    ("赵云清", "cadre", True, "0001", None, "419901197503124411"),
    ("李婉宁", "cadre", True, "0000", None, "419901198207130221"),
    ("陈国平", "cadre", True, "0001", 5, "419901196811053315"),
    ("李建新", "community", True, "00000002", 1, "419902197109202238"),
    ("王建军", "cadre", True, "00000002", 1, "419902198004125613"),
    ("于倩", "property", False, "00000002", 2, "419902199002143329"),
    ("赵秀英", "village", True, "00000000", 3, "419903198805234429"),
    ("周凯", "volunteer", False, "00000001", 3, "419903197307071116"),
]


@dataclass
class County:
    """Everything by name, so that a test reads as a sentence."""

    places: dict[str, Place] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    shifts: dict[str, ShiftKind] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    @property
    def duty_officer(self) -> Account:
        """赵云清 at headquarters: the whole county."""
        return self.accounts["duty_officer"]

    @property
    def township_officer(self) -> Account:
        """李婉宁 of 柳河镇."""
        return self.accounts["township_officer"]

    @property
    def stranger(self) -> Account:
        """An officer of 城关镇, to whom 柳河镇 is foreign."""
        return self.accounts["stranger"]

    @property
    def admin(self) -> Account:
        """The system administrator, who sees no people."""
        return self.accounts["admin"]

    @property
    def auditor(self) -> Account:
        """The auditor."""
        return self.accounts["auditor"]


def build() -> County:
    """Store the little county and return it."""
    county = County()
    _places(county)
    _posts(county)
    _people(county)
    _accounts(county)
    return county


def _places(county: County) -> None:
    by_path: dict[str, Place] = {}
    for path, kind, name, parent, lon, lat in PLACES:
        place = Place.objects.create(
            path=path,
            kind=kind,
            name=name,
            name_key=keys(name)[0],
            name_initials=keys(name)[1],
            parent=by_path.get(parent) if parent is not None else None,
            lon=lon,
            lat=lat,
            code="419901100000" if path == "0000" else "",
        )
        by_path[path] = county.places[name] = place
    for name in ("县委办", "县水利局"):
        path = f"{len(county.units):04d}"
        county.units[name] = Unit.objects.create(path=path, kind="bureau", name=name, place=by_path[""], quota=4)


def _posts(county: County) -> None:
    for order, (code, (starts, ends)) in enumerate(SHIFTS.items()):
        county.shifts[code], _ = ShiftKind.objects.get_or_create(
            code=code, defaults={"starts": starts, "ends": ends, "order": order}
        )
    for number, name, kind, path, people, needs_leader in POSTS:
        parent = Place.objects.unscoped("test").get(path=path)
        place = Place.objects.create(
            path=f"{path}{number:04d}",
            kind="post",
            name=name,
            name_key=keys(name)[0],
            name_initials=keys(name)[1],
            parent=parent,
            lon=(parent.lon or 0) + 0.0005 * number,
            lat=parent.lat,
        )
        post = Post.objects.create(
            place=place,
            number=number,
            kind=kind,
            needs_leader=needs_leader,
            entrance=name[-2:],
            phone=f"6600{number:03d}",
        )
        county.posts[name] = post
        for shift, count in zip(county.shifts.values(), people, strict=True):
            Need.objects.create(post=post, shift=shift, people=count)


def _people(county: County) -> None:
    posts = {post.number: post for post in county.posts.values()}
    for count, (name, kind, is_member, home, number, id_number) in enumerate(PEOPLE):
        full, initials = keys(name)
        post = posts.get(number) if number else None
        home_place = Place.objects.unscoped("test").get(path=home)
        unit = county.units["县水利局"] if kind == "cadre" else None
        person = Person.objects.create(
            name=name,
            name_key=full,
            name_initials=initials,
            kind=kind,
            is_member=is_member,
            unit=unit,
            unit_path=unit.path if unit else "",
            phone=f"1380000{count:04d}",
            phone_end=f"{count:04d}",
            home=home_place,
            post_place=post.place if post else None,
            place_path=post.place.path if post else home_place.path,
            shifts_per_week=3 if kind == "volunteer" else None,
        )
        PersonNumber.objects.create(
            person=person,
            sealed=seal.seal(id_number),
            match=seal.match(id_number),
            end=id_number[-4:],
            born_on=date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14])),
        )
        county.people[name] = person
    PersonCondition.objects.create(
        person=county.people["赵秀英"],
        kind="pregnant",
        since_on=DAY - timedelta(weeks=30),
        recorded_at=datetime(2020, 2, 1, tzinfo=UTC),
    )


def _accounts(county: County) -> None:
    wanted = {
        "duty_officer": ("赵云清", "headquarters", ""),
        "township_officer": ("李婉宁", "township", "0000"),
        "stranger": ("孙立", "township", "0001"),
        "admin": ("系统管理员", "system_admin", ""),
        "auditor": ("审计员", "auditor", ""),
    }
    for username, (name, role, path) in wanted.items():
        account = Account(username=username, name=name)
        account.set_unusable_password()
        account.save()
        Grant.objects.create(account=account, role=role, place_path=path)
        county.accounts[username] = account
