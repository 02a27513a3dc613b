def test_it_works(county, evening, logged_in):
    page = logged_in(county.duty_officer).get("/").content.decode()
    assert "要你处理" in page
    assert "柳河镇" in page
