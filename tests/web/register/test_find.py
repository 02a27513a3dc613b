import pytest

from yixian.web.register.find import find
from yixian.web.register.models import PersonNumber, PlaceName, Unit


def _find(client, words):
    return client.get("/find/", {"q": words}, headers={"HX-Request": "true"}).content.decode()


def test_it_works(county, logged_in):
    assert "赵云清" in _find(logged_in(county.duty_officer), "zyq")


@pytest.mark.parametrize("words", ["赵云", "zhaoyun", "ZYQ", "zy", "0000", "4417"])
def test_what_one_remembers_finds_him(county, logged_in, words):
    number_end = county.people["赵云清"].number.end
    assert "赵云清" in _find(logged_in(county.duty_officer), number_end if words == "4417" else words)


def test_a_place_is_found(county, logged_in):
    assert "下湾村" in _find(logged_in(county.duty_officer), "下湾")


def test_a_stranger_township_finds_nobody_here(county, logged_in):
    assert "赵秀英" not in _find(logged_in(county.stranger), "zxy")


def test_the_page_works_without_script(county, logged_in):
    page = logged_in(county.duty_officer).get("/find/", {"q": "周凯"}).content.decode()
    assert "<main" in page
    assert "周凯" in page


def test_odd_words_find_nothing_and_break_nothing(county, logged_in):
    for words in ("%", "'; drop", "   ", "~~", "\x00", "x" * 400):
        assert logged_in(county.duty_officer).get("/find/", {"q": words}).status_code == 200


@pytest.mark.parametrize("words", ["'", " ' ", "''"])
def test_signs_that_say_nothing_find_nothing(county, words):
    assert find(county.duty_officer, words) == []


@pytest.mark.parametrize("words", ["水利", "xianshui", "XSLJ", "县水"])
def test_a_unit_is_found(county, logged_in, words):
    page = _find(logged_in(county.duty_officer), words)
    assert f"/register/units/{county.units['县水利局'].pk}/" in page
    assert f"/register/units/{county.units['县委办'].pk}/" not in page


def test_a_unit_is_found_by_its_short_name(county, logged_in):
    Unit.objects.unscoped("test").filter(name="县水利局").update(short_name="水利局")
    assert "县水利局" in _find(logged_in(county.duty_officer), "slj")


def test_a_place_is_found_by_another_name_of_it(county, logged_in):
    PlaceName.objects.create(place=county.places["安平苑"], name="老粮库")
    officer = logged_in(county.duty_officer)
    assert "安平苑" in _find(officer, "粮库")
    assert "安平苑" not in _find(logged_in(county.stranger), "粮库")


@pytest.mark.parametrize("words", ["028X", "028x"])
def test_a_number_that_ends_in_x_is_found(county, logged_in, words):
    PersonNumber.objects.unscoped("test").filter(person__name="周凯").update(end="028X")
    assert "周凯" in _find(logged_in(county.duty_officer), words)


def test_the_end_of_a_number_finds_nobody_elsewhere(county, logged_in):
    PersonNumber.objects.unscoped("test").filter(person__name="周凯").update(end="5820")
    assert "周凯" not in _find(logged_in(county.stranger), "5820")


def test_posts_are_found_by_number_and_initials(county, logged_in):
    officer = logged_in(county.duty_officer)
    assert "下湾村口" in _find(officer, "3")
    assert "下湾村口" in _find(officer, "xwck")
