def test_it_works(county, evening, logged_in):
    page = logged_in(county.duty_officer).get("/").content.decode()
    assert "要你处理" in page
    assert "柳河镇" in page


def test_a_figure_out_of_nothing_has_no_sign(county, evening, logged_in):
    told = {figure["key"]: figure for figure in logged_in(county.duty_officer).get("/").context["figures"]}
    assert (told["on_duty_now"]["value"], told["on_duty_now"]["of"]) == ("0", "/ 0")
    assert (told["on_duty_now"]["state"], told["on_duty_now"]["note"]) == ("", "")
