"""What the brief says: sentences made of figures, and of nothing else."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.county import EVENING, ZONE
from yixian.web.bulletin.letter import SECTIONS, TITLES, Letter, linked, plain, write
from yixian.web.figures import all_figures
from yixian.words import catalogue

KEYS = {key for keys in SECTIONS.values() for key in keys}


def facts(n: dict[str, int], **more: Any) -> dict[str, Any]:
    known: dict[str, Any] = {"county": "临溪县", "n": n, "of": {}, "rooms": {}, "units": [], "local": 0}
    return known | more


def text(letter: Letter) -> str:
    whole = [*letter.title, letter.lead, *(one for section in letter.sections for one in section.paragraphs)]
    return "\n".join(plain(sentence) for sentence in whole)


def test_it_works() -> None:
    letter = write(facts({"posts": 800, "manned_now": 297}, of={"manned_now": 300}), EVENING, "zh")
    assert letter.masthead == "临溪县疫情防控简报"
    assert [plain(line) for line in letter.title] == ["临溪县卡点在岗率99%"]
    assert plain(letter.lead) == "本期数据截至2020年2月13日18时00分。"
    assert [section.heading for section in letter.sections] == ["值守"]
    assert plain(letter.sections[0].paragraphs[0]) == "临溪县设卡点800处。此刻应有人值守300处，有人值守297处。"


def test_every_number_is_a_figure_of_the_moment() -> None:
    """Nothing invented: what is a digit in the text stands in the facts, or is the moment."""
    n = {figure.key: 1000 + k for k, figure in enumerate(all_figures())}
    of = {figure.key: 2000 + k for k, figure in enumerate(all_figures()) if figure.whole}
    letter = write(facts(n, of=of, units=[["县水利局", 61], ["县委办", 62]], local=63), EVENING, "zh")
    said = {int(digits) for digits in re.findall(r"\d+", text(letter).replace(plain(letter.lead), ""))}
    percent = 100 * n["manned_now"] // of["manned_now"]
    assert said - {24} == {*n.values(), *of.values(), 61, 62, 63, 2, percent}


def test_each_figure_opens_its_rows() -> None:
    letter = linked(write(facts({"posts": 800, "cadres": 882}), EVENING, "zh"), {"posts": "/p/", "cadres": "/c/"})
    pieces = [piece for section in letter.sections for one in section.paragraphs for piece in one]
    assert {(piece.text, piece.url) for piece in pieces if piece.url} == {("800", "/p/"), ("882", "/c/")}


@pytest.mark.parametrize(("n", "of", "percent"), [(0, 300, "0"), (299, 300, "99"), (300, 300, "100"), (3, 0, "0")])
def test_a_share_is_rounded_down(n: int, of: int, percent: str) -> None:
    letter = write(facts({"manned_now": n}, of={"manned_now": of}), EVENING, "zh")
    assert [plain(line) for line in letter.title] == (
        [f"临溪县卡点在岗率{percent}%"] if n else ["临溪县疫情防控工作情况"]
    )


def test_without_the_duty_room_there_is_no_section_of_it() -> None:
    letter = write(facts({"cadres": 882, "townships": 15}), EVENING, "zh")
    assert [section.heading for section in letter.sections] == ["队伍", "乡镇"]
    assert [plain(line) for line in letter.title] == ["882名下沉干部在一线"]


def test_without_any_figure_it_says_only_when() -> None:
    letter = write(facts({}), EVENING, "zh")
    assert letter.sections == []
    assert [plain(line) for line in letter.title] == ["临溪县疫情防控工作情况"]


def test_a_figure_of_a_new_room_is_told_without_a_line_here() -> None:
    letter = write(facts({"kits": 7}, rooms={"kits": "supplies"}), EVENING, "zh")
    assert [section.heading for section in letter.sections] == ["其他"]
    assert plain(letter.sections[0].paragraphs[0]) == "kits7。"


def test_cadres_by_unit_come_last() -> None:
    letter = write(facts({"cadres": 3}, units=[["县水利局", 2], ["县委办", 1]]), EVENING, "zh")
    assert plain(letter.sections[-1].paragraphs[0]) == "县水利局2名、县委办1名。"
    assert letter.sections[-1].heading == "下沉干部来自"


def test_a_list_of_units_that_would_fill_the_page_is_left_out() -> None:
    many = [[f"单位{k}", 1] for k in range(200)]
    letter = write(facts({"cadres": 200}, units=many), EVENING, "zh")
    assert [section.heading for section in letter.sections] == ["队伍"]
    assert "来自200个单位" in text(letter)


def test_midnight_belongs_to_the_new_day() -> None:
    midnight = datetime(2020, 2, 14, tzinfo=ZONE)
    assert "2020年2月14日00时00分" in text(write(facts({}), midnight, "zh"))
    assert "2020年2月13日23时59分" in text(write(facts({}), midnight - timedelta(seconds=1), "zh"))


def test_in_english() -> None:
    letter = write(facts({"cadres": 882, "kits": 7}, units=[["A", 1], ["B", 2]]), EVENING, "en")
    assert plain(letter.lead) == "As of 18:00 on 13 February 2020."
    assert plain(letter.sections[0].paragraphs[0]) == "882 seconded cadres of 2 units serve."
    assert plain(letter.sections[-1].paragraphs[0]) == "A 1, B 2."


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_labels_speak_the_language_of_the_letter(lang: Any) -> None:
    n = {figure.key: 5 for figure in all_figures()}
    said = text(write(facts(n, of=dict.fromkeys(n, 6)), EVENING, lang)).replace("临溪县", "")
    assert bool(re.search("[\u4e00-\u9fff]", said)) == (lang == "zh")


def test_every_figure_that_a_section_names_has_its_sentence() -> None:
    words = catalogue("yixian.web.bulletin")
    assert {f"figure_{key}" for key in KEYS} <= set(words)
    assert {f"title_{key}" for key in TITLES} <= set(words)


def test_the_sections_name_only_figures_that_somebody_offers() -> None:
    assert {figure.key for figure in all_figures()} >= KEYS
