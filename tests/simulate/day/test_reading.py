"""Reading the server's pages: their marks are all that is relied on."""

from __future__ import annotations

from datetime import UTC, datetime, time

from yixian.simulate.day import reading
from yixian.simulate.day.reading import Line
from yixian.simulate.day.world import Hours

POST = """<h1>安平苑北门</h1><a href="/f/offer/12/">Give out</a>
<ul><li><span class="n">02-14 06:00–14:00</span> <b>李建新 ◆</b></li>
<li><span class="n">02-14 14:00–22:00</span> <b>A &amp; B</b></li></ul>
<form action="/duty/posts/11/need/"><dt><label for="need-early">Early <span class="n">06:00–14:00</span></label></dt>
<dd class="n"><input id="need-early" name="need_early" type="number" value="2"></dd>
<dt><label for="need-night">Night <span class="n">22:00–06:00</span></label></dt>
<dd class="n"><input id="need-night" name="need_night" type="number" value="0"></dd></form>
<ol class="timeline"><li><time class="n">02-14 14:04:00</time><svg class="sign sign-warn"><use/></svg>
<span>李建新 signed out <span class="quiet">sent later</span></span></li>
<li><time class="n">02-14 06:01:02</time><svg class="sign sign-ok"><use/></svg><span> signed in</span></li></ol>
""".replace("</svg>\n", "</svg>")


def test_it_works():
    place, name, needs = reading.gate_of(POST)
    assert (place, name) == (12, "安平苑北门")
    assert needs == ((Hours("early", time(6), time(14)), 2), (Hours("night", time(22), time(6)), 0))


def test_the_log_is_read_with_its_doubts():
    assert reading.log_of(POST) == [
        Line("02-14 14:04:00", "checkout", is_doubtful=True, is_late=True),
        Line("02-14 06:01:02", "checkin", is_doubtful=False, is_late=False),
    ]
    assert reading.log_of("<p>nothing yet</p>") == []


def test_who_is_to_come_is_read():
    assert reading.coming(POST) == [("02-14", "06:00", "李建新"), ("02-14", "14:00", "A & B")]


def test_a_page_that_may_not_be_planned_is_no_gate():
    assert reading.gate_of("<h1>x</h1>") is None
    assert reading.gate_of(POST.replace("/need/", "/other/")) is None


def test_offers_are_read():
    page = '<option value="">Whoever</option><option value="7" selected>李建新</option> http://x/f/e/aB-_9/'
    assert reading.people_of(page) == {7: "李建新"}
    assert reading.enrolment_of(page) == "aB-_9"
    assert reading.enrolment_of("") == ""


def test_figures_are_read():
    assert reading.count_of('<b data-rows-count="12">12</b>') == 12
    assert reading.count_of("") == -1
    assert reading.rows_of('\ufeffa,b\r\n1,"x, y"\r\n'.encode()) == [["1", "x, y"]]
    assert reading.moment_of("2020-02-14 06:00:00+00:00") == datetime(2020, 2, 14, 6, tzinfo=UTC)


def test_the_zone_is_read():
    assert reading.zone_of('<div data-zone="Asia/Urumqi">') == "Asia/Urumqi"
    assert reading.zone_of("") == "Asia/Shanghai"
