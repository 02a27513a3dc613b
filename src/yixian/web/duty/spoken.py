"""Posts by the number that people say: what a phone may write instead of an id."""

from __future__ import annotations

from collections.abc import Collection

from yixian.web.duty.models import Post


def places(numbers: Collection[int]) -> dict[int, int]:
    """Return the place id of each post number that exists."""
    posts = Post.objects.unscoped("a number that a phone sends").filter(number__in=numbers)
    return dict(posts.values_list("number", "place_id"))


def numbers(place_ids: Collection[int]) -> dict[int, str]:
    """Return the spoken number of each place that is a post."""
    posts = Post.objects.unscoped("a phone shows its own post").filter(place__in=place_ids)
    return {post.place_id: post.spoken for post in posts}
