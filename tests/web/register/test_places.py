from yixian.web.register.models import Answer, Place
from yixian.web.register.queries import chain_of_answer
from yixian.web.register.trees import child, depth, number, parents


def test_it_works(county, logged_in):
    page = logged_in(county.duty_officer).get("/register/places/").content.decode()
    assert "柳河镇" in page
    assert "城关镇" in page


def test_a_unit_without_code_is_flagged_as_the_countys_own(county, logged_in):
    rows = logged_in(county.duty_officer).get("/register/places/").context["rows"]
    assert {row["place"].name: row["place"].is_local for row in rows} == {"柳河镇": False, "城关镇": True}


def test_a_township_sees_itself_only(county, logged_in):
    rows = logged_in(county.stranger).get("/register/places/").context["rows"]
    assert [row["place"].name for row in rows] == ["城关镇"]


def test_who_answers_goes_up_to_the_county_and_an_empty_level_shows(county):
    Answer.objects.create(place=county.places["安平苑"], name="李建新", phone="")
    Answer.objects.create(place=county.places["临溪县"], name="陈国平", phone="")
    line = chain_of_answer(county.duty_officer, county.places["安平苑"])
    assert [(level["place"].name, level["name"]) for level in line] == [
        ("安平苑", "李建新"),
        ("柳河镇", ""),
        ("临溪县", "陈国平"),
    ]


def test_a_foreign_place_does_not_exist(county, logged_in):
    pk = county.places["安平苑"].pk
    assert logged_in(county.stranger).get(f"/register/places/{pk}/").status_code == 404
    assert logged_in(county.township_officer).get(f"/register/places/{pk}/").status_code == 200


def test_paths_sort_as_their_numbers():
    paths = [child("0000", n) for n in (0, 9, 10, 35, 36, 1295, 1296, 36**4 - 1)]
    assert paths == sorted(paths)
    assert [number(path) for path in paths] == [0, 9, 10, 35, 36, 1295, 1296, 36**4 - 1]


def test_parents_end_at_the_county():
    assert parents("000000010002") == ["00000001", "0000", ""]
    assert parents("") == []
    assert depth("00000001") == 2


def test_everything_below_a_path_is_one_range(county):
    below = Place.objects.visible_to(county.township_officer)
    assert all(place.path.startswith("0000") for place in below)
    assert below.count() == 9


def test_units_count_people_against_their_quota(county, logged_in):
    rows = logged_in(county.duty_officer).get("/register/units/").context["rows"]
    assert {row["unit"].name: (row["cadres"], row["short"]) for row in rows} == {
        "县委办": (0, 4),
        "县水利局": (4, 0),
    }


def test_phones_of_those_who_answer_are_masked_for_who_may_not_see_people(county):
    place = county.places["安平苑"]
    Answer.objects.create(place=place, name="李建新", phone="19900000001")
    assert chain_of_answer(county.duty_officer, place)[0]["phone"] == "19900000001"
    assert chain_of_answer(county.auditor, place)[0]["phone"] == "199****0001"
