"""Whole numbers from outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import County
from yixian.web.access.models import Account
from yixian.web.numerals import numeral


def test_it_works() -> None:
    assert numeral("0231") == 231


LogIn = Callable[[Account], Client]


@pytest.mark.parametrize("text", ["", "-1", "1.0", "²", "٣", "３", " 3", "1_0", "x", "9" * 19, "9" * 5000])
def test_what_is_no_plain_number_is_none(text: str) -> None:
    assert numeral(text) is None


@pytest.mark.parametrize("text", ["9" * 19, "9" * 5000, "²"])
@pytest.mark.parametrize(
    "url",
    [
        "/live/?after={}",
        "/register/people/?unit={}",
        "/register/people/?after=a,{}",
        "/plans/?before={}",
        "/duty/posts/?page={}",
        "/find/?q={}",
    ],
)
def test_no_address_breaks_on_such_a_number(logged_in: LogIn, county: County, url: str, text: str) -> None:
    assert logged_in(county.duty_officer).get(url.format(text)).status_code in (200, 304)
