from __future__ import annotations

from dataclasses import replace

import pytest

from yixian.web.ui.paper.duty_sheet import Contact, Day, Guard, duty_sheets

PAGE_WIDE_PT = 595.3
MARGIN_PT = 42.5  # 15 mm
HOSTILE = "#strong[x] *b* $x^2$ @who <tag> `code` \\ // {1}"


def test_it_works(paper, sheet):
    printed = paper(duty_sheets([sheet], "zh"))
    text = printed.plain()
    assert printed.n_pages == 1
    for part in (
        "安平苑东门值班表",
        "卡点0231",
        "柳河镇",
        "2020年2月13日至2月19日",
        "林国强★",
        "周四",
        "手机尾号0412",
    ):
        assert part in text
    assert "方案v3·2月13日10:12李婉宁发布·取代v2" in text.replace("・", "·")


def test_a_night_ends_on_the_next_day(paper, with_days):
    text = paper(duty_sheets([with_days(1)], "zh")).plain()
    assert "06–14" in text
    assert "22–次日06" in text


def test_the_readiness_items_and_gate_rules_are_the_county_s_own(paper, sheet):
    own = replace(sheet, readiness=("自定一项",), rules=("先问来处",))
    text = paper(duty_sheets([own], "zh")).plain()
    assert "七个一自定一项" in text
    assert "1.先问来处" in text
    assert "党旗" not in text


def test_in_english_the_labels_are_english(paper, sheet):
    text = paper(duty_sheets([sheet], "en")).text()
    for part in ("duty sheet", "13 Feb to 19 Feb 2020", "Thu", "22–06 +1", "Whom to call", "Page 1 of 1"):
        assert part in text
    assert "值班人" not in text


def test_a_hole_says_how_many_are_missing(paper, with_shift):
    sheet = with_shift(Guard("李伟"), n_missing=2)
    assert "缺2人" in paper(duty_sheets([sheet], "zh")).plain()
    assert "2 short" in paper(duty_sheets([sheet], "en")).text()


def test_a_full_shift_says_nothing_of_holes(paper, sheet):
    assert "缺" not in paper(duty_sheets([sheet], "zh")).plain()


def test_a_shift_without_a_party_member_says_so(paper, with_shift):
    sheet = with_shift(Guard("李伟"), has_member=False)
    assert "缺党员" in paper(duty_sheets([sheet], "zh")).plain()
    assert "no member" in paper(duty_sheets([sheet], "en")).text()


def test_an_empty_shift_is_one_hole(paper, with_shift):
    assert "缺3人" in paper(duty_sheets([with_shift(n_missing=3)], "zh")).plain()


def test_more_people_than_columns_are_all_named(paper, with_shift):
    guards = [Guard(f"{letter}一") for letter in "甲乙丙丁戊己庚辛壬"]
    text = paper(duty_sheets([with_shift(*guards, n_missing=1)], "zh")).plain()
    assert all(guard.name in text for guard in guards)
    assert "缺1人" in text


def test_an_unpublished_sheet_is_marked_a_draft(paper, sheet):
    draft = replace(sheet, published_at=None)
    assert paper(duty_sheets([draft], "zh")).plain().count("未发布") == 2
    assert "not published" in paper(duty_sheets([draft], "en")).text()


def test_a_post_without_shifts_says_so(paper, sheet):
    for days in ((), (Day(sheet.days[0].on, ()),)):
        printed = paper(duty_sheets([replace(sheet, days=days)], "zh"))
        assert "本期没有排班" in printed.plain()
        assert printed.n_pages == 1


@pytest.mark.parametrize(("n_days", "n_pages"), [(1, 1), (7, 1), (8, 2), (15, 3)])
def test_each_seven_days_are_a_page(paper, with_days, n_days, n_pages):
    printed = paper(duty_sheets([with_days(n_days)], "zh"))
    assert printed.n_pages == n_pages
    assert f"第{n_pages}页，共{n_pages}页" in printed.plain(n_pages)


def test_posts_come_in_the_order_given(paper, sheet):
    # More than one part, so that the binding is walked too.
    posts = [replace(sheet, post=f"第{n}号门") for n in range(45)]
    printed = paper(duty_sheets(posts, "zh"))
    assert printed.n_pages == 45
    for n in (0, 19, 20, 44):
        assert f"第{n}号门" in printed.plain(n + 1)
    assert printed.info()["Title"] == "值班表"


def test_markup_in_data_is_text(paper, with_shift):
    sheet = replace(
        with_shift(Guard("#x*y*")),
        post=HOSTILE,
        place=HOSTILE,
        publisher="$a$",
        rules=(HOSTILE,),
        contacts=(Contact("@组长", "#call()"),),
        readiness=("*项*",),
    )
    text = paper(duty_sheets([sheet], "zh")).plain()
    assert text.count("#strong[x]*b*$x^2$@who<tag>`code`\\//{1}") == 3
    for part in ("#x*y*", "$a$", "@组长", "#call()", "*项*"):
        assert part in text


def test_a_rare_han_is_printed(paper, with_shift):
    assert "王𠮷" in paper(duty_sheets([with_shift(Guard("王𠮷"))], "zh")).plain()


def test_a_letter_no_font_has_is_a_mark_that_the_page_explains(paper, with_shift, sheet):
    text = paper(duty_sheets([with_shift(Guard("王\U000323af")), sheet], "zh")).plain(1)
    assert "王〓" in text
    assert "字库缺字" in text


def test_direction_marks_and_line_ends_are_dropped(paper, with_shift):
    sheet = with_shift(Guard("李\u202e伟\n\x07\ud800"), Guard("于\t倩"))
    text = paper(duty_sheets([sheet], "zh")).plain()
    assert "李伟" in text
    assert "于倩" in text


def test_a_name_of_several_parts_is_whole(paper, with_days):
    guards = (Guard("阿卜杜热合曼·买买提", is_leader=True), Guard("李伟"), Guard("于倩"))
    text = paper(duty_sheets([with_days(7, guards)], "zh")).plain()
    assert text.count("阿卜杜热合曼·") == 21
    assert "…" not in text


def test_text_of_any_length_stays_on_its_page(paper, sheet, with_days):
    long = replace(
        with_days(7, tuple(Guard("很长的名字" * 30) for _ in range(4))),
        post="安平苑" * 60,
        number="卡" * 90,
        place="Konstantinopel" * 20,
        publisher="李" * 200,
        rules=("规则" * 60,) * 30,
        contacts=(Contact("组长" * 40, "@" * 90),) * 12,
        readiness=tuple("支部" * n for n in range(1, 15)),
    )
    printed = paper(duty_sheets([long, sheet], "zh"))
    assert printed.n_pages == 2
    edges = printed.boxes()
    assert min(left for left, _ in edges) >= MARGIN_PT - 1
    assert max(right for _, right in edges) <= PAGE_WIDE_PT - MARGIN_PT + 1
    assert "安平苑东门" in printed.plain(2)


def test_the_same_sheet_gives_the_same_bytes(sheet):
    assert duty_sheets([sheet], "zh") == duty_sheets([sheet], "zh")


def test_the_title_of_one_sheet_names_its_post(paper, sheet):
    pdf = duty_sheets([sheet], "zh")
    assert paper(pdf).info()["Title"] == "安平苑东门 值班表"
    assert b"/Lang(zh" in pdf


def test_all_letters_are_embedded(paper, sheet):
    rows = paper(duty_sheets([sheet], "zh")).fonts().splitlines()[2:]
    assert rows
    assert all("CJK" in row or "Han" in row for row in rows)


def test_no_sheet_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        duty_sheets([], "zh")
