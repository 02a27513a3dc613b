"""Posts in the find box."""

from __future__ import annotations

import pytest

from tests.county import County
from yixian.web.duty.find import find_group
from yixian.web.register.models import Place


def found(county: County, words: str, *, who: str = "duty_officer", most: int = 6) -> list[str]:
    return [row["text"] for row in find_group(county.accounts[who], words, most)["rows"]]


def test_it_works(county: County) -> None:
    group = find_group(county.duty_officer, "下湾村口", 6)
    assert str(group["label"]) == "卡点"
    assert group["rows"] == [{"name": "下湾村口", "initial": "下", "text": "0003", "url": "/duty/posts/3/"}]


@pytest.mark.parametrize("words", ["3", "0003", "003"])
def test_a_number_is_found_however_it_is_said(county: County, words: str) -> None:
    assert found(county, words) == ["0003"]


def test_part_of_a_name_finds_all_who_have_it(county: County) -> None:
    assert found(county, "安平苑") == ["0001", "0002"]


def test_initials_and_sound(county: County) -> None:
    place = county.posts["下湾村口"].place
    Place.objects.unscoped("test").filter(pk=place.pk).update(name_key="xiawancunkou", name_initials="xwck")
    assert found(county, "xwck") == found(county, "xiawan") == ["0003"]


def test_no_more_than_asked_for(county: County) -> None:
    assert found(county, "安平苑", most=1) == ["0001"]


def test_a_foreign_post_is_not_found(county: County) -> None:
    assert found(county, "粮站", who="township_officer") == []
    assert found(county, "5", who="township_officer") == []
    assert found(county, "5", who="stranger") == ["0005"]


@pytest.mark.parametrize("words", ["²", "9" * 40, "%", "_", "没有这里"])
def test_nonsense_finds_nothing(county: County, words: str) -> None:
    assert found(county, words) == []
