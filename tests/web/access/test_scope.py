import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from yixian.web.access.models import Account, Grant
from yixian.web.access.rights import RIGHTS, ROLE_NAMES, Right
from yixian.web.register.models import Person, Place

PATHS = st.text("0189AZ", max_size=12).map(lambda signs: signs[: len(signs) // 4 * 4])


def test_it_works(county):
    names = set(Place.objects.visible_to(county.township_officer).values_list("name", flat=True))
    assert "安平苑北门" in names
    assert "粮站家属院" not in names


def test_the_whole_county_is_an_empty_path(county):
    assert Person.objects.visible_to(county.duty_officer).count() == 8


def test_an_account_without_grants_sees_nothing(county):
    nobody = Account.objects.create_account("nobody", None, name="x")
    assert not Place.objects.visible_to(nobody).exists()
    assert not nobody.may_somewhere(Right.SEE)


def test_a_bureau_sees_its_own_people_wherever_they_serve(county):
    bureau = Account.objects.create_account("shuili", None, name="x")
    Grant.objects.create(account=bureau, role="bureau", unit_path=county.units["县水利局"].path)
    names = set(Person.objects.visible_to(bureau).values_list("name", flat=True))
    assert names == {"赵云清", "李婉宁", "陈国平", "王建军"}


def test_every_model_of_ours_declares_its_scope():
    ours = [model for model in apps.get_models() if model.__module__.startswith("yixian")]
    assert [model.__name__ for model in ours if not hasattr(model, "scope")] == []
    assert all(callable(model.scope.rows) for model in ours)


def test_every_role_has_a_name_and_rights():
    assert set(RIGHTS) == set(ROLE_NAMES)


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_an_administrator_sees_no_people(role):
    assert not RIGHTS[role] & {Right.SEE, Right.SEE_NAMES, Right.UNMASK}


@given(held=PATHS, asked=PATHS)
def test_a_right_reaches_down_and_never_up_or_aside(held, asked):
    account = Account(username="x")
    account.held_grants = (Grant(role="township", place_path=held),)
    assert account.may(Right.PLAN, asked) == asked.startswith(held)


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("path", ["", "0000", "0001"])
def test_a_grant_over_a_unit_is_no_right_over_any_area(county, right, path):
    bureau = Account.objects.create_account("shuili", None, name="x")
    Grant.objects.create(account=bureau, role="bureau", unit_path=county.units["县水利局"].path)
    assert not bureau.may(right, path)
