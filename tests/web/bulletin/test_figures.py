"""Every figure opens exactly the rows behind it, in every area, for everybody who may see them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import translation

from tests.county import DAY, EVENING, NIGHT, County
from yixian.web import clock, rooms
from yixian.web.access.models import Account
from yixian.web.bulletin.csvfile import written
from yixian.web.figures import Asked, Rows, all_figures, one_figure
from yixian.web.register.models import Person, Place, Unit
from yixian.web.tasks.late import mark_late
from yixian.web.tasks.models import Task, TaskState

LogIn = Callable[[Account], Client]
KEYS = [figure.key for figure in all_figures()]
pytestmark = pytest.mark.usefixtures("evening")


def shift(county: County, name: str, post: str, **fields: object) -> Task:
    """Store tonight's late shift of somebody at a post."""
    place = county.posts[post].place
    start = EVENING - timedelta(hours=4)
    known: dict[str, object] = {"starts_at": start, "ends_at": start + timedelta(hours=8), "state": TaskState.SENT}
    return Task.objects.create(
        key=f"T{Task.objects.unscoped('test').count()}",
        kind="shift",
        place=place,
        place_path=place.path,
        person=county.people[name],
        **known | fields,
    )


@pytest.fixture
def manned(county: County) -> County:
    """李建新 stands at his gate, 王建军 and 赵秀英 have not come."""
    shift(county, "李建新", "安平苑北门", state=TaskState.STARTED, started_at=EVENING - timedelta(hours=4))
    shift(county, "王建军", "安平苑北门")
    shift(county, "赵秀英", "下湾村口")
    mark_late(EVENING)
    return county


def test_it_works(manned: County, logged_in: LogIn) -> None:
    answer = logged_in(manned.duty_officer).get("/bulletin/figures/cadres/")
    assert answer.status_code == 200
    assert len(answer.context["page"].rows) == answer.context["page"].total == 4
    assert "王建军" in answer.content.decode()


def test_the_first_figures_are_offered() -> None:
    """R54: 300 compounds, 800 and more posts, 882 cadres, 15 township-level units."""
    assert {"compounds", "posts", "cadres", "townships"} <= set(KEYS)


def test_no_two_figures_share_a_key() -> None:
    assert len(KEYS) == len(set(KEYS))


@pytest.mark.parametrize("who", ["duty_officer", "township_officer", "stranger"])
@pytest.mark.parametrize("key", KEYS)
def test_the_count_is_the_number_of_its_rows(manned: County, key: str, who: str) -> None:
    figure = one_figure(key)
    assert figure
    account = manned.accounts[who]
    for path in ("", "0000", "0001", "00000002"):
        asked = Asked(account, path, EVENING)
        rows = figure.rows(asked)
        assert figure.count(asked) == len(rows.rows), path
        assert not rows.urls or len(rows.urls) == len(rows.rows)
        assert all(len(row) == len(rows.heads) for row in rows.rows)
        assert figure.whole is None or figure.whole(asked) >= figure.count(asked)


@pytest.mark.parametrize("key", KEYS)
def test_a_foreign_township_is_in_no_row(manned: County, logged_in: LogIn, key: str) -> None:
    client = logged_in(manned.stranger)
    for address in (f"/bulletin/figures/{key}/", f"/bulletin/figures/{key}/?in=0000", f"/bulletin/figures/{key}.csv"):
        page = client.get(address).content.decode()
        assert not [name for name in ("柳河镇", "安平苑", "下湾村", "王建军", "于倩") if name in page]


@pytest.mark.parametrize("key", KEYS)
def test_a_row_opens_a_page_that_its_reader_may_see(manned: County, logged_in: LogIn, key: str) -> None:
    client = logged_in(manned.township_officer)
    found = client.get(f"/bulletin/figures/{key}/").context["page"].rows
    assert all(client.get(url).status_code == 200 for url, _ in found if url)


def test_who_has_not_come_counts_as_soon_as_he_is_marked(county: County, logged_in: LogIn) -> None:
    shift(county, "王建军", "安平苑北门")
    client = logged_in(county.duty_officer)
    assert client.get("/bulletin/figures/no_shows/").context["page"].total == 0
    mark_late(EVENING)
    assert client.get("/bulletin/figures/no_shows/").context["page"].total == 1


def test_a_night_shift_still_counts_after_midnight(county: County, logged_in: LogIn) -> None:
    shift(
        county,
        "李建新",
        "安平苑北门",
        starts_at=NIGHT,
        ends_at=NIGHT + timedelta(hours=8),
        state=TaskState.STARTED,
        started_at=NIGHT,
    )
    with clock.stopped_at(NIGHT + timedelta(hours=2, seconds=1)):
        page = logged_in(county.duty_officer).get("/bulletin/figures/on_duty_now/")
    assert page.context["page"].total == 1
    assert f"{DAY + timedelta(days=1)} 00:00:01" in page.content.decode()


def test_a_figure_without_rows_says_so(county: County, logged_in: LogIn) -> None:
    assert "没有行" in logged_in(county.duty_officer).get("/bulletin/figures/no_shows/").content.decode()


def test_a_figure_that_nobody_offers_does_not_exist(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    assert client.get("/bulletin/figures/no-such-thing/").status_code == 404
    assert client.get("/bulletin/figures/no-such-thing.csv").status_code == 404


def test_the_figures_of_a_closed_room_do_not_exist(
    county: County, logged_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YX_ROOMS", "bulletin")
    assert rooms.opened() == ("bulletin",)
    assert logged_in(county.duty_officer).get("/bulletin/figures/posts/").status_code == 404


def test_the_auditor_sees_numbers_and_no_names(manned: County, logged_in: LogIn) -> None:
    client = logged_in(manned.auditor)
    assert client.get("/bulletin/figures/cadres/").status_code == 403
    assert client.get("/bulletin/figures/cadres.csv").status_code == 403
    assert "/bulletin/figures/" not in client.get("/bulletin/").content.decode()


def test_an_administrator_sees_nothing(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.admin).get("/bulletin/figures/cadres/").status_code == 403


def crowd(county: County, n: int) -> None:
    unit = Unit.objects.unscoped("test").first()
    Person.objects.bulk_create(
        Person(name=f"甲{k}", name_key=f"jia{k:04}", kind="cadre", unit=unit, unit_path="0000", place_path="0001")
        for k in range(n)
    )


def test_a_hundred_rows_a_page(county: County, logged_in: LogIn) -> None:
    crowd(county, 200)
    client = logged_in(county.duty_officer)
    seen: list[object] = []
    url = "/bulletin/figures/cadres/"
    sizes = []
    while url:
        page = client.get(url).context["page"]
        sizes.append(len(page.rows))
        seen += [link for link, _ in page.rows]
        url = f"/bulletin/figures/cadres/{page.after}" if page.after else ""
    assert sizes == [100, 100, 4]
    assert len(set(seen)) == page.total == 204


@pytest.mark.parametrize("after", ["-1", "x", "99999999999999999999", "1e3", "٣"])
def test_a_page_that_cannot_be_is_the_nearest_one(county: County, logged_in: LogIn, after: str) -> None:
    assert logged_in(county.duty_officer).get("/bulletin/figures/cadres/", {"after": after}).status_code == 200


def test_a_page_costs_few_queries(
    county: County, logged_in: LogIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    crowd(county, 150)
    client = logged_in(county.duty_officer)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/bulletin/figures/cadres/")


def test_the_file_holds_the_same_rows(manned: County, logged_in: LogIn) -> None:
    crowd(manned, 120)
    answer = logged_in(manned.duty_officer).get("/bulletin/figures/cadres.csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 124
    assert rows[0][1] == "单位"
    assert answer["Content-Disposition"] == 'attachment; filename="cadres-20200213-1800.csv"'


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")'])
def test_nothing_that_somebody_typed_runs_in_the_spreadsheet(county: County, logged_in: LogIn, name: str) -> None:
    Place.objects.create(path="00000009", kind="compound", name=name, parent=county.places["柳河镇"])
    answer = logged_in(county.duty_officer).get("/bulletin/figures/compounds.csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows if row[0].endswith(name)] == [f"'{name}"]


def test_a_number_stays_a_number_in_the_file() -> None:
    assert written(Rows(("n", "text"), [(-3, None), (1.5, "a")])).splitlines()[1:] == ["-3,", "1.5,a"]


def test_it_speaks_english(manned: County, logged_in: LogIn) -> None:
    with translation.override("en"):
        client = logged_in(manned.duty_officer)
        client.cookies["django_language"] = "en"
        page = client.get("/bulletin/figures/cadres/").content.decode()
    assert "Seconded cadres" in page and "Export as CSV" in page
