"""What every test may ask for: the little county, and a browser session for somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import settings

from tests.county import EVENING, County, build
from yixian.web import clock
from yixian.web.access.models import Account

# A busy machine is no fault of the code: no test fails on a clock.
settings.register_profile("yixian", deadline=None)
settings.load_profile("yixian")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case of bytes by its place: a workbook made at import holds the second in which it was made."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def _in_chinese() -> None:
    translation.activate("zh-hans")


@pytest.fixture
def county(db: None) -> County:
    """The little county."""
    return build()


@pytest.fixture
def evening() -> Iterator[None]:
    """The clock stands at 18:00 of 13 February 2020."""
    with clock.stopped_at(EVENING):
        yield


@pytest.fixture
def logged_in() -> Callable[[Account], Client]:
    """Return a browser session of an account."""

    def session(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return session
