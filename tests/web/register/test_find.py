import pytest

from yixian.web.register.find import find


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
