"""The same brief for a word processor, so that an office can add its own sentences before it goes on."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from yixian.web.ui.paper.brief import distribution, lines
from yixian.web.ui.paper.calendar_words import full_date
from yixian.words import Lang, say

if TYPE_CHECKING:
    from yixian.web.ui.paper.brief import Brief

# GB/T 9704-2012: 三号 on lines of 28 pt fills 22 lines of a page; 二号 for the title, 四号 for the small print.
BODY, TITLE, SMALL, PITCH = Pt(16), Pt(22), Pt(14), Pt(28)
INDENT = Emu(BODY * 2)
RED = RGBColor(0xC8, 0x10, 0x2E)
# The faces by the names that Chinese office machines have them under; Word falls back by itself where one is missing.
FANGSONG, HEI, KAI, SONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
LATIN = "Times New Roman"
FACES = {1: HEI, 2: KAI, 3: FANGSONG}


def brief_docx(brief: Brief, lang: Lang) -> bytes:
    """Return the brief as a Word document with the same words, order and measures as on paper."""
    document = Document()
    _page(document.sections[0])
    _style(document.styles["Normal"], FANGSONG, BODY)
    for level, face in {0: SONG, **FACES}.items():
        _style(document.styles[f"Heading {level + 1}"], face, BODY if level else TITLE)
    _masthead(document, brief, lang)
    for line in brief.title:
        _centred(document.add_heading(line, 1))
    for level, text in lines(brief, lang):
        _line(document, text, min(level, 3))
    _attachments(document, brief, lang)
    _imprint(document, brief, lang)
    _properties(document, brief)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    foot = _centred(section.footer.paragraphs[0])
    foot.add_run("— ").font.size = SMALL
    number = foot.add_run()
    number.font.size = SMALL
    # The page's number is a field; the library has no call for one.
    for name, kind in (("w:fldChar", "begin"), ("w:instrText", ""), ("w:fldChar", "end")):
        mark = OxmlElement(name)
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = " PAGE "
        number.font.element.append(mark)
    foot.add_run(" —").font.size = SMALL


def _style(style: Any, face: str, size: Pt) -> None:
    style.font.name, style.font.size = LATIN, size
    style.font.bold, style.font.italic = False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # A theme's face would win over ours.
    for name in [key for key in fonts.attrib if "Theme" in key]:
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), face)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH


def _masthead(document: Any, brief: Brief, lang: Lang) -> None:
    name = _centred(document.add_paragraph()).add_run(brief.masthead)
    name.font.size, name.font.color.rgb, name.font.bold = Pt(36), RED, True
    name.font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), SONG)
    document.paragraphs[-1].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _centred(document.add_paragraph(say(__package__, "issue", {"n": brief.issue}, lang)))
    _ends(document, brief.office, full_date(brief.issued_on, lang))
    _ruled(document.paragraphs[-1], "C8102E", eighths=16)
    document.add_paragraph()


def _line(document: Any, text: str, level: int) -> None:
    written = document.add_heading(text, level + 1) if level else document.add_paragraph(text)
    written.paragraph_format.first_line_indent = INDENT
    if not level:
        written.alignment = ALIGN.JUSTIFY


def _attachments(document: Any, brief: Brief, lang: Lang) -> None:
    names = brief.attachments
    label = say(__package__, "attachments", {}, lang)
    for n, name in enumerate(names, start=1):
        number = f"{n}. " if len(names) > 1 else ""
        written = document.add_paragraph(f"{label if n == 1 else ''}{number}{name}")
        written.paragraph_format.left_indent = INDENT


def _imprint(document: Any, brief: Brief, lang: Lang) -> None:
    document.add_paragraph()
    rows = [f"{label}{names}" for label, names in distribution(brief, lang)]
    for text in rows:
        document.add_paragraph(text)
        _ruled(document.paragraphs[-1], "000000", eighths=6)
    printed = say(__package__, "printed", {"on": full_date(brief.printed_on, lang)}, lang)
    _ends(document, brief.office, printed)
    _ruled(document.paragraphs[-1], "000000", eighths=8)
    for paragraph in document.paragraphs[-1 - len(rows) :]:
        for run in paragraph.runs:
            run.font.size = SMALL


def _ends(document: Any, left: str, right: str) -> None:
    """Add a line with one text at either end."""
    paragraph = document.add_paragraph(f"{left}\t{right}")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)


def _centred(paragraph: Any) -> Any:
    paragraph.alignment = ALIGN.CENTER
    return paragraph


def _ruled(paragraph: Any, colour: str, *, eighths: int) -> None:
    """Draw a line under a paragraph; its width is in eighths of a point, as the format counts."""
    border, rule = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", colour)):
        rule.set(qn(f"w:{name}"), value)
    border.append(rule)
    # The format asks for its parts in an order of their own: borders stand before spacing and tabs.
    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _properties(document: Any, brief: Brief) -> None:
    made = datetime.combine(brief.issued_on, time())
    known = document.core_properties
    known.title, known.author = " ".join(brief.title), brief.office
    known.created = known.modified = made
    known.last_modified_by, known.comments = brief.office, ""
