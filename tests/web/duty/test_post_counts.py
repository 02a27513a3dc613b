"""Posts by kind and township, and the figure whose rows say both."""

from __future__ import annotations

import re

import pytest

from yixian.web import clock
from yixian.web.figures import Asked, one_figure

pytestmark = pytest.mark.usefixtures("evening")

PAGE = "/duty/posts/counts/"


def rows(page):
    found = re.findall(r'<tr data-row data-township="([^"]+)">(.*?)</tr>', page, re.S)
    return {name: re.findall(r">(\d+)<", row) for name, row in found}


def test_it_works(county, logged_in):
    page = logged_in(county.duty_officer).get(PAGE).content.decode()
    assert rows(page) == {"柳河镇": ["2", "1", "1", "0", "4"], "城关镇": ["1", "0", "0", "0", "1"]}
    assert 'id="n-posts">5<' in page


def test_a_number_opens_its_rows(county, logged_in):
    officer = logged_in(county.duty_officer)
    link = re.search(r'href="(/duty/posts/\?in=0000&amp;kind=main_gate)"', officer.get(PAGE).content.decode())
    assert link
    listed = officer.get(link[1].replace("&amp;", "&")).content.decode()
    assert re.search(r'id="n-posts">2<', listed)


def test_a_township_counts_its_own(county, logged_in):
    assert list(rows(logged_in(county.stranger).get(PAGE).content.decode())) == ["城关镇"]


def test_closed_posts_are_not_counted(county, logged_in):
    post = county.posts["粮站家属院门"]
    post.is_open = False
    post.save(update_fields=["is_open"])
    assert list(rows(logged_in(county.duty_officer).get(PAGE).content.decode())) == ["柳河镇"]
    assert "这里没有卡点" in logged_in(county.stranger).get(PAGE).content.decode()


def test_rows_of_the_figure_say_kind_and_township(county):
    found = one_figure("posts").rows(Asked(county.duty_officer, "", clock.now()))
    assert found.rows[0][2:4] == ("小区主门", "柳河镇")
