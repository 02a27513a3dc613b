"""Every kind of fault has its sentence and its title, in both languages and with the figures it needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import yixian.sheets
from tests.sheets.books import cadre, read_cadres
from yixian.sheets import groups, tables
from yixian.words import Lang, catalogue

SOURCE = Path(yixian.sheets.__file__).parent
ENDINGS = "unknown|bad|blank|short|long|two|float|15|length|checksum|future|unclear|twice|alone|differs|at_once"
NAMED = re.compile(rf'"([a-z_]+_(?:{ENDINGS}))"')
FLAG, OF_THE_FILE = "id_bad_length", "sheet_unknown"
BUILT = {"id_date", "dup_id", "dup_row", "dup_name", "dup_number", "dup_code"}
# What is doubtful in a pasted roll call is said by the page that shows its lines.
FILES = [path for path in SOURCE.rglob("*.py") if path.parent.name != "pasted"]
KINDS = sorted(BUILT.union(*(NAMED.findall(path.read_text("utf-8")) for path in FILES)) - {FLAG, OF_THE_FILE})


def test_it_works() -> None:
    finding = read_cadres(cadre(phone="1380000000")).errors[0]

    assert finding.message("zh") == "电话应为 11 位，现在是 10 位"
    assert finding.message("en") == "The phone number should have 11 digits, now it has 10"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_sentence_and_a_title(kind: str) -> None:
    assert {f"{kind}", f"{kind}_group"} <= set(catalogue("yixian.sheets"))


def test_every_hint_of_a_template_has_words() -> None:
    hints = {field.hint for table in tables().values() for field in table.fields if field.hint}

    assert hints <= set(catalogue("yixian.sheets"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_sentences_of_a_bad_list_can_be_said(lang: Lang) -> None:
    rows = [cadre(n, **dict.fromkeys(("name", "id", "phone", "post", "duty", "day"), "?")) for n in range(3)]
    rows += [
        cadre(id="4199011985010100l1"),
        cadre(5),
        cadre(5),
        cadre(6, id=cadre(5)[2], name="李四"),
        cadre(7, day="2920-1-1"),
    ]

    reading = read_cadres(*rows)

    assert all(one.message(lang) for one in reading.errors)
    assert all(group.title(lang) for group in groups(reading.errors))


def test_findings_are_grouped_by_kind() -> None:
    reading = read_cadres(
        cadre(day="2920-02-10"), cadre(2, day="2920-02-10"), cadre(3, day="3000-02-10"), cadre(4, name="")
    )

    assert [(one.kind, one.n, one.n_mendable) for one in groups(reading.errors)] == [
        ("date_future", 3, 2),
        ("name_blank", 1, 0),
    ]
