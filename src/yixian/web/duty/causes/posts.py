"""The posts of a cause: which they are, what they are called, and the list that shows them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from yixian.web.duty.models import Post
from yixian.web.duty.now import PostNow
from yixian.web.tasks.models import Task

MOST_NAMED = 3


def posts_of(tasks: Iterable[tuple[PostNow, Task]]) -> list[Post]:
    """Return the posts at which tasks are done, each once."""
    return list({one.post.pk: one.post for one, _task in tasks}.values())


def named(posts: Iterable[Post]) -> str:
    """Return the names of the first posts, and a sign that there are more."""
    names = list(dict.fromkeys(post.place.name for post in posts))
    shown = "、".join(names[:MOST_NAMED])
    return f"{shown} …" if len(names) > MOST_NAMED else shown


def list_url(state: str) -> str:
    """Return the list of the posts that stand so."""
    return f"{reverse('duty:posts')}?state={state}"
