"""The list of branches, one branch, and where posts and people show theirs."""

from __future__ import annotations

import pytest

from tests.county import DAY
from tests.web.duty.branches.party import branch_of, form, members
from yixian.web import clock
from yixian.web.figures import Asked, one_figure
from yixian.web.register.models import Branch

pytestmark = pytest.mark.usefixtures("evening")

LIST = "/duty/branches/"


def test_it_works(county, logged_in):
    officer = logged_in(county.duty_officer)
    answer = officer.post(f"{LIST}form/", {"on": str(DAY)}, follow=True)
    page = answer.content.decode()
    assert 'data-with="3" data-posts="5"' in page
    assert "成立了 3 个临时党支部" in page
    assert page.count("没有书记") > 3


def test_secretaries_are_appointed_many_at_once(county, logged_in):
    form(county)
    first, second = branch_of(county, "安平苑北门"), branch_of(county, "下湾村口")
    form_data = {f"secretary-{first.pk}": county.people["李建新"].pk, f"secretary-{second.pk}": ""}
    answer = logged_in(county.duty_officer).post(f"{LIST}appoint/?state=no_secretary", form_data)
    assert answer.url == f"{LIST}?state=no_secretary"
    assert ("李建新", "secretary") in members(first)
    assert ("赵秀英", "member") in members(second)


def test_a_refused_one_does_not_keep_the_others_back(county, logged_in):
    form(county)
    first, second = branch_of(county, "安平苑北门"), branch_of(county, "下湾村口")
    wish = {f"secretary-{first.pk}": county.people["于倩"].pk, f"secretary-{second.pk}": county.people["赵秀英"].pk}
    page = logged_in(county.duty_officer).post(f"{LIST}appoint/", wish, follow=True).content.decode()
    assert "于倩不是党员" in page
    assert members(second) == [("赵秀英", "secretary")]


@pytest.mark.parametrize(
    ("state", "posts"),
    [("without", ["0002", "0004"]), ("no_secretary", ["0001", "0003", "0005"]), ("few", ["0001", "0003", "0005"])],
)
def test_the_list_is_filtered(county, logged_in, state, posts):
    form(county)
    page = logged_in(county.duty_officer).get(f"{LIST}?state={state}").content.decode()
    assert [post for post in ("0001", "0002", "0003", "0004", "0005") if f'data-post="{post}"' in page] == posts


def test_a_stranger_township_sees_and_changes_nothing(county, logged_in):
    form(county, area="柳河镇")
    stranger, branch = logged_in(county.stranger), branch_of(county, "安平苑北门")
    assert "安平苑" not in stranger.get(LIST).content.decode()
    assert stranger.get(f"{LIST}{branch.pk}/").status_code == 404
    for act in ("add", "leave", "day", "dissolve"):
        assert stranger.post(f"{LIST}{branch.pk}/{act}/", {}).status_code == 404
    answer = stranger.post(f"{LIST}appoint/", {f"secretary-{branch.pk}": county.people["李建新"].pk})
    assert answer.status_code == 404
    assert stranger.post(f"{LIST}dissolve/", {}).status_code == 409
    assert branch.as_stored().dissolved_on is None


def test_who_may_not_see_people_has_no_list(county, logged_in):
    assert logged_in(county.auditor).get(LIST).status_code == 403
    assert logged_in(county.admin).get(LIST).status_code == 403


@pytest.mark.parametrize("door", ["form/", "dissolve/", "appoint/", "1/add/", "1/leave/", "1/day/", "1/dissolve/"])
def test_acts_are_posted(county, logged_in, door):
    assert logged_in(county.duty_officer).get(f"{LIST}{door}").status_code == 405


@pytest.mark.parametrize("day", ["2020-02-30", "tomorrow"])
def test_what_is_no_day_is_said_so(county, logged_in, day):
    answer = logged_in(county.duty_officer).post(f"{LIST}form/", {"on": day})
    assert answer.status_code == 422
    assert "日期看不懂" in answer.content.decode()
    assert not Branch.objects.unscoped("test").exists()


def test_nothing_to_form_is_a_conflict(county, logged_in):
    form(county)
    answer = logged_in(county.duty_officer).post(f"{LIST}form/", {"on": str(DAY)})
    assert answer.status_code == 409


def test_one_branch_is_changed_on_its_page(county, logged_in):
    form(county)
    officer, branch = logged_in(county.duty_officer), branch_of(county, "安平苑北门")
    url = f"{LIST}{branch.pk}/"
    found = officer.get(f"{url}?q=zyq").content.decode()
    assert "赵云清" in found
    officer.post(f"{url}add/", {"person": county.people["赵云清"].pk, "as": "secretary"})
    officer.post(f"{url}leave/", {"person": county.people["王建军"].pk})
    assert members(branch) == [("李建新", "member"), ("赵云清", "secretary")]
    page = officer.get(url).content.decode()
    assert "县水利局" in page
    officer.post(f"{url}dissolve/", {"on": str(DAY)})
    assert "撤销" in officer.get(url).content.decode()
    assert officer.post(f"{url}day/", {"on": str(DAY)}).status_code == 409


def test_post_and_person_show_it(county, logged_in):
    form(county)
    officer, pk = logged_in(county.duty_officer), county.people["王建军"].pk
    assert "2020-02-13 成立" in officer.get("/duty/posts/1/").content.decode()
    assert "还没有成立临时党支部" in officer.get("/duty/posts/2/").content.decode()
    person = officer.get(f"/register/people/{pk}/").content.decode()
    assert "安平苑北门临时党支部" in person
    assert "县水利局" in person


def test_the_auditor_sees_no_name_at_the_post(county, logged_in):
    form(county)
    branch = branch_of(county, "下湾村口")
    officer = logged_in(county.duty_officer)
    officer.post(f"{LIST}{branch.pk}/add/", {"person": county.people["赵秀英"].pk, "as": "secretary"})
    page = logged_in(county.auditor).get("/duty/posts/3/").content.decode()
    assert "赵**" in page
    assert "赵秀英" not in page


def test_branches_do_not_crowd_the_units(county, logged_in):
    form(county)
    assert "临时党支部" not in logged_in(county.duty_officer).get("/register/units/").content.decode()


def test_figures_open_their_rows(county):
    form(county)
    asked = Asked(county.duty_officer, "", clock.now())
    for key, n, whole in (("branches", 3, 5), ("branches_urban", 2, 3), ("no_secretary", 5, None)):
        figure = one_figure(key)
        assert figure.count(asked) == n == len(figure.rows(asked).rows)
        assert (figure.whole(asked) if figure.whole else None) == whole


def test_queries_do_not_grow_with_posts(county, logged_in, django_assert_max_num_queries):
    form(county)
    officer, branch = logged_in(county.duty_officer), branch_of(county, "安平苑北门")
    with django_assert_max_num_queries(15):
        officer.get(LIST)
    with django_assert_max_num_queries(15):
        officer.get(f"{LIST}{branch.pk}/")


def test_in_english(county, logged_in):
    officer = logged_in(county.duty_officer)
    officer.cookies["django_language"] = "en"
    page = officer.post(f"{LIST}form/", {"on": str(DAY)}, follow=True).content.decode()
    assert "3 branches were formed" in page
