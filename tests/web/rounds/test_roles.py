"""The three roles, and who has which."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from yixian.web.rounds.numbers import NUMBERS
from yixian.web.rounds.roles import OF_DUTY, Role, deal, lacking

DUTIES = st.sampled_from([*OF_DUTY, "", "其他"])


def test_it_works() -> None:
    assert deal([(1, "宣传员"), (2, "排查员"), (3, "")]) == {1: "publicist", 2: "screener", 3: "helper"}


def test_without_any_list_all_three_are_dealt() -> None:
    assert Counter(deal((n, "") for n in range(9)).values()) == dict.fromkeys(Role, 3)


@given(st.lists(DUTIES, max_size=40))
def test_nobody_loses_the_role_of_his_list_and_everybody_has_one(duties: list[str]) -> None:
    dealt = deal(enumerate(duties))
    assert set(dealt) == set(range(len(duties)))
    assert all(dealt[n] == OF_DUTY[duty] for n, duty in enumerate(duties) if duty in OF_DUTY)


@given(st.lists(DUTIES, min_size=3, max_size=40))
def test_with_enough_people_of_no_role_none_lacks(duties: list[str]) -> None:
    dealt = deal(enumerate([*duties, "", "", ""]))
    assert lacking(dealt.values()) == []


def test_what_lacks_is_in_the_order_of_the_county() -> None:
    assert lacking(["screener"]) == [Role.PUBLICIST, Role.HELPER]
    assert lacking([]) == list(Role)


@given(st.one_of(st.none(), st.integers(0, 100_000)))
def test_a_need_lies_between_three_and_the_most(households: int | None) -> None:
    assert NUMBERS.least <= NUMBERS.need_of(households) <= NUMBERS.most
