from __future__ import annotations

from dataclasses import replace

import pytest

from yixian.web.ui.paper.brief import Section, brief_pdf, han_number, heading_number

MM = 72 / 25.4


def test_it_works(paper, brief):
    printed = paper(brief_pdf(brief, "zh"))
    text = printed.plain()
    assert printed.n_pages == 1
    for part in ("临溪县疫情防控简报", "第17期", "2020年2月13日", "全县卡点在岗率达99%", "累计确诊4例。"):
        assert part in text


def test_headings_are_numbered_by_level(paper, brief):
    text = paper(brief_pdf(brief, "zh")).plain()
    for heading in ("一、疫情与区域", "二、值守", "（一）卡点", "1.城关镇"):
        assert heading in text


def test_the_foot_names_receivers_and_the_day_of_printing(paper, brief):
    text = paper(brief_pdf(brief, "zh")).plain()
    for part in ("报：县委、县政府。", "送：各乡镇。", "2020年2月13日印发"):
        assert part in text


def test_without_receivers_the_foot_is_the_office_alone(paper, brief):
    text = paper(brief_pdf(replace(brief, report_to="", copy_to=""), "zh")).plain()
    assert "报：" not in text
    assert "送：" not in text
    assert "印发" in text


def test_attachments_are_numbered_only_if_there_are_two(paper, brief):
    two = paper(brief_pdf(brief, "zh")).plain()
    one = paper(brief_pdf(replace(brief, attachments=("各乡镇情况表",)), "zh")).plain()
    none = paper(brief_pdf(replace(brief, attachments=()), "zh")).plain()
    assert "附件：1.各乡镇情况表2.未完成排查户数表" in two
    assert "附件：各乡镇情况表" in one
    assert "附件" not in none


def test_in_english(paper, brief):
    text = paper(brief_pdf(brief, "en")).text()
    for part in ("No. 17", "13 Feb 2020", "1. 疫情与区域", "Attachments:", "To:", "Printed 13 Feb 2020"):
        assert part in text


def test_every_page_has_its_number_at_the_outer_foot(paper, brief):
    long = replace(brief, sections=(Section("值守", ("白班应到 1191 人，实到 1188 人。" * 4,) * 30),))
    printed = paper(brief_pdf(long, "zh"))
    assert printed.n_pages > 3
    for page in range(1, printed.n_pages + 1):
        foot = printed.text(page).rstrip().splitlines()[-1]
        assert foot.strip().strip("—").strip() == str(page)
        is_at_left = len(foot) - len(foot.lstrip()) < 20
        assert is_at_left == (page % 2 == 0)
    assert "印发" not in printed.text(printed.n_pages - 1)
    assert "印发" in printed.text(printed.n_pages)


def test_a_full_page_has_22_lines_of_28_characters(paper, brief):
    long = replace(brief, sections=(Section("值守", ("字" * 28 * 60,)),))
    page = paper(brief_pdf(long, "zh")).text(2).split()
    lines = [line for line in page if "字" in line]
    assert len(lines) == 22
    assert {len(line) for line in lines} == {28}


def test_the_type_area_begins_at_the_binding_side(paper, brief):
    long = replace(brief, sections=(Section("值守", ("字" * 28 * 60,)),))
    edges = paper(brief_pdf(long, "zh")).boxes()
    assert min(left for left, _ in edges) >= 26 * MM - 1
    assert max(right for _, right in edges) <= (210 - 26) * MM + 1
    assert any(abs(left - 28 * MM) < 1 for left, _ in edges)


def test_markup_in_data_is_text(paper, brief):
    hostile = "#x *b* $y$ @w <t> `c` _u_ // = h"
    changed = replace(brief, office=hostile, lead=(hostile,), attachments=(hostile,), report_to=hostile)
    text = paper(brief_pdf(changed, "zh")).plain()
    assert text.count("#x*b*$y$@w<t>`c`_u_//=h") == 5


def test_a_long_address_stays_in_the_type_area(paper, brief):
    address = "https://yixian.example/" + "a" * 300
    edges = paper(brief_pdf(replace(brief, lead=(address,), masthead="县" * 60), "zh")).boxes()
    assert max(right for _, right in edges) <= (210 - 26) * MM + 1


def test_a_letter_no_font_has_is_explained(paper, brief):
    text = paper(brief_pdf(replace(brief, lead=("王\U000323af",)), "zh")).plain()
    assert "王〓" in text
    assert "字库缺字" in text


def test_metadata(paper, brief):
    pdf = brief_pdf(brief, "zh")
    info = paper(pdf).info()
    assert info["Title"] == "全县卡点在岗率达 99% 救援绿色通道 17 分钟送医"
    assert info["Author"] == "临溪县疫情防控指挥部办公室"
    assert info["Tagged"] == "yes"
    assert b"/Lang(zh" in pdf


def test_the_same_brief_gives_the_same_bytes(brief):
    assert brief_pdf(brief, "zh") == brief_pdf(brief, "zh")


@pytest.mark.parametrize(
    ("n", "han"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_numbers_in_han(n, han):
    assert han_number(n) == han


def test_a_fourth_level_is_numbered_like_the_third():
    assert heading_number(2, 4, "zh") == heading_number(2, 3, "zh") == "2."
