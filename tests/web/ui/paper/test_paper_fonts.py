from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from yixian.web.ui.paper.brief import brief_pdf
from yixian.web.ui.paper.fonts import FontsMissing, fonts
from yixian.web.ui.paper.glyphs import has_glyph


def test_it_works():
    found = fonts()
    assert found.lacking("一线值班卡点★𠮷Az09") == set()
    assert all(found.families().values())


def test_a_machine_without_a_chinese_font_is_refused_in_both_languages(tmp_path):
    with pytest.raises(FontsMissing) as refused:
        fonts(tmp_path, with_system=False)
    assert "fonts-noto-cjk" in str(refused.value)
    assert "没有中文字体" in refused.value.say("zh")


def test_a_latin_font_alone_is_not_enough(tmp_path):
    latin = next(path for path, index in fonts().faces if not has_glyph(path, index, "一"))
    shutil.copy(latin, tmp_path)
    with pytest.raises(FontsMissing):
        fonts(tmp_path, with_system=False)


def test_the_office_s_folder_is_enough_by_itself(tmp_path, paper, brief):
    chinese = next(path for path, index in fonts().faces if has_glyph(path, index, "一"))
    shutil.copy(chinese, tmp_path)
    alone = fonts(tmp_path, with_system=False)
    assert {Path(path).parent for path, _ in alone.faces} == {tmp_path}
    assert "累计确诊4例" in paper(brief_pdf(brief, "zh", tmp_path)).plain()


def test_without_kai_its_headings_are_bold():
    found = fonts()
    assert found.kai_weight == ("regular" if "kai" in found.kai[0].lower() or "楷" in found.kai[0] else "bold")


def test_a_letter_outside_every_font_is_lacking():
    assert fonts().lacking("王\U000323af") == {"\U000323af"}


@pytest.mark.parametrize("sample", ["A", "z", "0", "é", "–"])
def test_the_cmap_of_every_text_font_is_read(sample):
    # Each DejaVu and Noto face has these; a reader that misses a format would find none.
    text_faces = [face for face in fonts().faces if "Math" not in face[0]]
    assert text_faces
    assert all(has_glyph(*face, sample) for face in text_faces), unicodedata.name(sample)
