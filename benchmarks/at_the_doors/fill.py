"""The county that is measured: the invented one, everybody told to come now, 600 phones, officers who are logged in.

Run inside an installation of ours; prints one JSON object with the tokens, sessions and post numbers.
"""

import hashlib
import json
from datetime import timedelta
from importlib import import_module
from itertools import islice

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from yixian.cli.sample import load
from yixian.web.access.models import Account, Device
from yixian.web.duty.models import Need, Post
from yixian.web.plans.models import Job, Plan
from yixian.web.register.models import Person
from yixian.web.tasks.models import Task

N_PHONES = 600


def main() -> None:
    """Fill and tell."""
    load()
    at = timezone.now()
    plan = Plan.objects.unscoped("bench").get()
    Job.objects.unscoped("bench").update(claimed_at=at, ended_at=at)
    day = timezone.localdate(at)
    Plan.objects.unscoped("bench").filter(pk=plan.pk).update(
        state="published", published_at=at - timedelta(days=1), starts_on=day - timedelta(days=1)
    )
    tasks = _tasks(plan, day)
    posts = list(Post.objects.unscoped("bench").select_related("place").order_by("number"))
    officer = Account.objects.unscoped("bench").get(username="zhaoyunqing")
    tokens = [f"bench-{order}" for order in range(N_PHONES)]
    Device.objects.bulk_create(
        Device(place=post.place, place_path=post.place.path, token_hash=hashlib.sha256(token.encode()).digest(),
               enrolled_at=at, enrolled_by=officer)
        for token, post in zip(tokens, posts, strict=False)
    )  # fmt: skip
    told = {
        "tokens": tokens,
        "places": [post.place_id for post in islice(posts, N_PHONES)],
        "posts": [post.number for post in posts],
        "sessions": [_session(account) for account in Account.objects.unscoped("bench").exclude(username="shenji")],
        "tasks": tasks,
    }
    print(json.dumps(told))


def _tasks(plan: Plan, day: object) -> int:
    """Give every need of three days somebody, most of whom have come where the shift has begun."""
    bounds = import_module("yixian.web.duty.window").bounds
    people = list(Person.objects.unscoped("bench").order_by("pk"))
    at, rows = timezone.now(), []
    needs = Need.objects.unscoped("bench").filter(people__gt=0).select_related("post__place", "shift")
    for offset in (-1, 0, 1):
        for need in needs:
            starts_at, ends_at = bounds(day + timedelta(days=offset), need.shift)
            for _ in range(need.people):
                n = len(rows)
                came_at = starts_at if starts_at <= at and n % 20 else None
                left_at = ends_at if came_at and ends_at <= at else None
                state = "done" if left_at else "started" if came_at else "open"
                rows.append(Task(
                    key=f"B{n}", kind="shift", place=need.post.place, place_path=need.post.place.path, plan=plan,
                    person=people[n % len(people)], starts_at=starts_at, ends_at=ends_at, state=state,
                    started_at=came_at, finished_at=left_at,
                ))  # fmt: skip
    Task.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def _session(account: Account) -> str:
    session = SessionStore()
    session["_auth_user_id"] = str(account.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = account.get_session_auth_hash()
    session.save()
    return str(session.session_key)


main()
