"""What the law says against a posting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import DAY, County
from tests.web.rounds.postings import ill
from yixian.web.register.models import PersonCondition, PersonNumber
from yixian.web.rounds.law import Law


def law(county: County, name: str) -> tuple[bool, bool]:
    pk = county.people[name].pk
    found = Law.of([pk], DAY)
    return found.bars(pk), found.keeps_near(pk)


def test_it_works(county: County) -> None:
    assert law(county, "王建军") == (False, False)


@pytest.mark.parametrize("kind", ["ill", "under_observation"])
def test_the_ill_and_the_observed_serve_nowhere(county: County, kind: str) -> None:
    ill(county, "于倩", kind)
    assert law(county, "于倩")[0]


def test_seven_months_pregnant_she_serves_near_home(county: County) -> None:
    assert law(county, "赵秀英") == (False, True)


def test_earlier_she_serves_anywhere(county: County) -> None:
    PersonCondition.objects.unscoped("test").update(since_on=DAY - timedelta(weeks=20))
    assert law(county, "赵秀英") == (False, False)


def test_a_child_serves_nowhere(county: County) -> None:
    PersonNumber.objects.unscoped("test").filter(person=county.people["于倩"]).update(born_on=DAY.replace(year=2005))
    assert law(county, "于倩")[0]


def test_what_is_over_counts_no_more(county: County) -> None:
    ill(county, "于倩")
    PersonCondition.objects.unscoped("test").filter(kind="ill").update(until_on=DAY - timedelta(days=1))
    assert law(county, "于倩") == (False, False)
