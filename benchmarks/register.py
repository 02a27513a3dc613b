"""The register with half a million people: lists, find box and pages of a whole county and of one township.

    ./yx bench register [--people N] [--rounds N]

Fills an empty installation (SQLite, in a temporary folder) with an invented county and asks its pages as an officer
of headquarters and as one of a township. Prints milliseconds of each page (the middle one as processor time, the
slowest of twenty as a reader waits), the questions to the database it costs, and the township's time as a share of the
county's. Then a list of 100,000 people is exported. Let the machine do nothing else meanwhile.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np

MOST_SHARE, MOST_P95_MS, MOST_QUERIES, MOST_EXPORT_S = 1.2, 200, 12, 15
EXPORTED = 100_000
SEED = 1


def main() -> None:
    """Fill, ask, print; status 1 if a page is too slow."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--people", type=int, default=500_000)
    words.add_argument("--rounds", type=int, default=30)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="yixian-bench-") as folder:
        os.environ |= {"YX_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "yixian.web.settings"}
        import_module("django").setup()
        began = time.monotonic()
        officers = fill(asked.people)
        print(f"{asked.people:,} people stored in {time.monotonic() - began:.0f} s")
        is_good = pages(officers, asked.rounds)
        is_good = export(officers["headquarters"]) and is_good
    sys.exit(0 if is_good else 1)


def fill(n_people: int) -> dict[str, Any]:
    """Store an invented county and return its two officers."""
    call_command = import_module("django.core.management").call_command
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    invented = import_module("yixian.simulate.county").county(seed=SEED)
    homes = places(invented)
    people(invented, homes, n_people)
    access = import_module("yixian.web.access.models")
    officers = {}
    for role, path in (("headquarters", ""), ("township", homes[0][1][:4])):
        account = access.Account.objects.create_account(role, None, name=role)
        access.Grant.objects.create(account=account, role=role, place_path=path)
        officers[role] = account
    return officers


def places(invented: Any) -> list[tuple[int, str]]:
    """Store the county's places; return key and path of the villages and compounds."""
    models, trees = import_module("yixian.web.register.models"), import_module("yixian.web.register.trees")
    keys = import_module("yixian.rules.pinyin").keys
    stored: dict[int, Any] = {}
    numbers: dict[str, int] = {}
    for one in invented.places:
        above = stored.get(one.parent) if one.parent is not None else None
        number = numbers.get(above.path, 0) if above else 0
        path = trees.child(above.path, number) if above else ""
        if above:
            numbers[above.path] = number + 1
        full, initials = keys(one.name)
        stored[one.id] = models.Place.objects.create(
            path=path, parent=above, kind=one.kind, name=one.name, name_key=full, name_initials=initials
        )
    return [(one.pk, one.path) for one in stored.values() if one.kind in ("village", "compound")]


def people(invented: Any, homes: list[tuple[int, str]], n_people: int) -> None:
    """Store people with names put together from those of the invented county, and their numbers."""
    models, seal = import_module("yixian.web.register.models"), import_module("yixian.web.register.seal")
    keys = import_module("yixian.rules.pinyin").keys
    unit = models.Unit.objects.create(path="0000", kind="bureau", name="县水利局")
    rng = np.random.default_rng(SEED)
    first = [(name, *keys(name)) for name in sorted({one.name[:1] for one in invented.people})]
    given = [(name, *keys(name)) for name in sorted({one.name[1:] for one in invented.people})]
    picks = rng.integers(0, [len(first), len(given), len(homes), 10**8], (n_people, 4)).tolist()
    sealed = seal.seal("41990119650612002X")
    for start in range(0, n_people, 5000):
        rows = [person(models, first[a], given[b], homes[c], d, unit) for a, b, c, d in picks[start : start + 5000]]
        models.Person.objects.bulk_create(rows)
        models.PersonNumber.objects.bulk_create(
            models.PersonNumber(
                person=row, sealed=sealed, match=start.to_bytes(8, "big") + at.to_bytes(8, "big"),
                end=f"{(at * 7919) % 10000:04}", born_on="1965-06-12",
            )
            for at, row in enumerate(rows)
        )  # fmt: skip


def person(models: Any, first: Any, given: Any, home: tuple[int, str], number: int, unit: Any) -> Any:
    """Return one person who lives and serves in a village or compound."""
    phone = f"138{number:08}"
    kind = ("volunteer", "village", "community", "property")[number % 4]
    # One in a hundred is sent by a unit.
    sent = {"kind": "cadre", "unit": unit, "unit_path": "0000"} if number % 100 == 0 else {"kind": kind}
    return models.Person(
        name=first[0] + given[0], name_key=first[1] + given[1], name_initials=first[2] + given[2],
        phone=phone, phone_end=phone[-4:], home_id=home[0], place_path=home[1], is_member=number % 3 == 0, **sent,
    )  # fmt: skip


def pages(officers: dict[str, Any], rounds: int) -> bool:
    """Ask every page as both officers and print how long each took; whether all are good."""
    models = import_module("yixian.web.register.models")
    path = models.Person.objects.unscoped("bench").order_by("-pk").values_list("place_path", flat=True)[0]
    pk = models.Person.objects.unscoped("bench").filter(place_path__startswith="0000").values_list("pk", flat=True)[0]
    middle = models.Person.objects.unscoped("bench").filter(name_initials="lxy").first() or models.Person(name_key="li")
    asked = {
        "list": "/register/people/",
        "list, further on": f"/register/people/?after={middle.name_key},0",
        "list by kind": "/register/people/?kind=cadre",
        "list by signs": "/register/people/?q=秀兰",
        "list by a rare name": "/register/people/?q=諸葛亮",
        "list by sound": "/register/people/?q=wangxiu",
        "list by initials": "/register/people/?q=wxl",
        "list by digits": "/register/people/?q=0028",
        "list of a compound": f"/register/people/?in={path}",
        "person": f"/register/people/{pk}/",
        "find by signs": "/find/?q=王秀",
        "find by a rare name": "/find/?q=諸葛亮",
        "find by sound": "/find/?q=wangxiu",
        "find by initials": "/find/?q=wx",
        "find by digits": "/find/?q=0028",
        "units": "/register/units/",
        "places": "/register/places/",
        "levels without anybody": "/register/gaps/",
        "households": "/register/households/",
    }
    print(f"{'page':24} {'county cpu':>10} {'p95 ms':>7} {'town cpu':>9} {'p95 ms':>7} {'share':>6} {'queries':>8}")
    # Every page is asked, also behind one that is too slow.
    good = [page(name, url, officers, rounds) for name, url in asked.items()]
    return all(good)


def page(name: str, url: str, officers: dict[str, Any], rounds: int) -> bool:
    """Ask one page as both officers in turn and print a line."""
    waits: dict[str, list[float]] = {role: [] for role in officers}
    costs: dict[str, list[float]] = {role: [] for role in officers}
    clients = {role: visitor(account) for role, account in officers.items()}
    queries = 0
    # The first visitor loads what the process keeps.
    counted(clients["headquarters"], url)
    for _round in range(rounds):
        for role, client in clients.items():
            began, spent = time.perf_counter(), time.process_time()
            n = counted(client, url)
            costs[role].append(1000 * (time.process_time() - spent))
            waits[role].append(1000 * (time.perf_counter() - began))
            queries = max(queries, n)
    county, town = waits["headquarters"], waits["township"]
    middle = [share_of(costs[role], 0.5) for role in ("headquarters", "township")]
    share = middle[1] / middle[0]
    is_good = max(share_of(county, 0.95), share_of(town, 0.95)) < MOST_P95_MS and share <= MOST_SHARE
    is_good = is_good and queries <= MOST_QUERIES
    figures = [middle[0], share_of(county, 0.95), middle[1], share_of(town, 0.95)]
    print(
        f"{name:24} {figures[0]:10.1f} {figures[1]:7.1f} {figures[2]:9.1f} {figures[3]:7.1f} {share:6.2f} {queries:8}"
        + ("" if is_good else "  TOO MUCH"),
        flush=True,
    )
    return is_good


def visitor(account: Any) -> Any:
    """Return a browser session of an officer."""
    client = import_module("django.test").Client(HTTP_HOST="localhost")
    client.force_login(account)
    return client


def counted(client: Any, url: str) -> int:
    """Ask a page and return how many questions it put to the database."""
    connection = import_module("django.db").connection
    asked = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        # What a reading leaves in the audit is no question.
        if sql.startswith("SELECT"):
            asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = client.get(url)
    if answer.status_code != 200:
        sys.exit(f"{url} answers {answer.status_code}")
    return len(asked)


def share_of(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def export(account: Any) -> bool:
    """Export 100,000 people and print how long it took, and when the first piece came."""
    models = import_module("yixian.web.register.models")
    models.Person.objects.unscoped("bench").filter(pk__gt=EXPORTED).update(is_active=False)
    began = time.monotonic()
    parts = parts_of(visitor(account))
    n_bytes = len(next(parts))
    first_s = time.monotonic() - began
    n_bytes += sum(map(len, parts))
    took_s = time.monotonic() - began
    n_rows = min(EXPORTED, models.Person.objects.unscoped("bench").filter(is_active=True).count())
    print(f"export of {n_rows:,} people: {took_s:.1f} s, {n_bytes / 2**20:.1f} MB, first piece after {first_s:.2f} s")
    return took_s <= MOST_EXPORT_S


def parts_of(client: Any) -> Iterator[bytes]:
    """Yield the pieces of the exported list of people."""
    yield from client.get("/register/exports/people.xlsx").streaming_content


if __name__ == "__main__":
    main()
