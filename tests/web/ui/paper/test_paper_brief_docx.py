"""The brief as a Word document: the words of the paper, in the measures of the norm."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from yixian.web.ui.paper.brief import Brief, brief_pdf
from yixian.web.ui.paper.brief_docx import brief_docx


def opened(brief: Brief, lang: str = "zh"):
    return Document(BytesIO(brief_docx(brief, lang)))


def texts(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_it_works(brief):
    assert texts(opened(brief)) == [
        "临溪县疫情防控简报",
        "第 17 期",
        "临溪县疫情防控指挥部办公室\t2020年2月13日",
        "全县卡点在岗率达 99%",
        "救援绿色通道 17 分钟送医",
        "2月13日，全县 300 处卡点在岗 297 处。",
        "一、疫情与区域",
        "累计确诊 4 例。",
        "二、值守",
        "应到 1191 人。",
        "（一）卡点",
        "1.城关镇",
        "均在岗。",
        "附件：1. 各乡镇情况表",
        "2. 未完成排查户数表",
        "报：县委、县政府。",
        "送：各乡镇。",
        "临溪县疫情防控指挥部办公室\t2020年2月13日印发",
    ]


def test_it_says_what_the_paper_says(brief, paper):
    printed = paper(brief_pdf(brief, "zh")).plain()
    for text in texts(opened(brief)):
        assert all("".join(part.split()) in printed for part in text.split("\t")), text


def test_the_page_and_the_letters_are_those_of_the_norm(brief):
    document = opened(brief)
    page = document.sections[0]
    body = document.styles["Normal"]
    assert [round(edge.mm) for edge in (page.page_width, page.page_height, page.top_margin)] == [210, 297, 37]
    assert abs(page.page_width - page.left_margin - page.right_margin - Mm(156)) < Mm(0.1)
    assert body.font.size == Pt(16) and body.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_headings_are_headings_so_that_word_lists_them(brief):
    levels = {p.text: p.style.name for p in opened(brief).paragraphs if p.style.name.startswith("Heading")}
    assert levels["一、疫情与区域"] == "Heading 2"
    assert levels["（一）卡点"] == "Heading 3"
    assert levels["1.城关镇"] == "Heading 4"


def test_the_page_number_is_a_field(brief):
    foot = ZipFile(BytesIO(brief_docx(brief, "zh"))).read("word/footer1.xml").decode()
    assert foot.index('"begin"') < foot.index(" PAGE ") < foot.index('"end"')


@pytest.mark.parametrize(("names", "shown"), [((), []), (("各乡镇情况表",), ["附件：各乡镇情况表"])])
def test_attachments_are_numbered_only_if_there_are_two(brief, names, shown):
    found = texts(opened(replace(brief, attachments=names)))
    assert [text for text in found if "情况表" in text or "附件" in text] == shown


def test_without_receivers_the_foot_is_the_office_alone(brief):
    found = texts(opened(replace(brief, report_to="", copy_to="")))
    assert not [text for text in found if text.startswith(("报", "送"))]
    assert found[-1].startswith("临溪县疫情防控指挥部办公室\t")


def test_in_english(brief):
    found = texts(opened(brief, "en"))
    assert "No. 17" in found and "1. 疫情与区域" in found


def test_it_carries_the_office_and_the_day_and_no_other_name(brief):
    known = opened(brief).core_properties
    assert (known.author, known.last_modified_by, known.created.date()) == (brief.office, brief.office, brief.issued_on)
