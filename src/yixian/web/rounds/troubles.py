"""What figures and causes both ask of an area, read once for each question."""

from __future__ import annotations

from yixian.web.figures import Asked
from yixian.web.rounds.models import Posting
from yixian.web.rounds.now import CompoundNow, compounds_now


def compounds(asked: Asked) -> list[CompoundNow]:
    """Return how the compounds of the area stand."""
    return asked.once("rounds.compounds", lambda: compounds_now(asked.account, asked.path, asked.at))


def postings(asked: Asked) -> list[Posting]:
    """Return the postings of the area."""
    return [posting for one in compounds(asked) for posting in one.postings]


def is_begun(asked: Asked) -> bool:
    """Whether anybody is posted in the area: before that nothing is missing."""
    return bool(postings(asked))


def covered(asked: Asked) -> list[CompoundNow]:
    """Return the compounds that have as many people as they are to have."""
    return [one for one in compounds(asked) if one.is_covered]


def short(asked: Asked) -> list[CompoundNow]:
    """Return the compounds that have somebody in each role and too few in all, or nobody."""
    return [one for one in compounds(asked) if is_begun(asked) and not one.is_covered]


def roleless(asked: Asked) -> list[CompoundNow]:
    """Return the compounds that lack one of the three roles."""
    return [one for one in compounds(asked) if is_begun(asked) and one.lacking]


def arrived(asked: Asked) -> list[Posting]:
    """Return whoever has reported."""
    return [one for one in postings(asked) if one.has_arrived]


def late(asked: Asked) -> list[tuple[CompoundNow, Posting]]:
    """Return whoever should have reported by now and has not."""
    return [(one, posting) for one in compounds(asked) for posting in one.late]
