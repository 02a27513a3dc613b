from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from yixian.web.ui.paper.brief import Brief, Section
from yixian.web.ui.paper.duty_sheet import Contact, Day, DutySheet, Guard, Shift

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

THURSDAY = date(2020, 2, 13)
HOURS = (("早班", time(6), time(14)), ("中班", time(14), time(22)), ("夜班", time(22), time(6)))
GUARDS = (Guard("林国强", is_leader=True), Guard("李伟"), Guard("于倩"))


class Paper:
    """A PDF with what a reader and a printer would find in it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def text(self, page: int | None = None) -> str:
        pages = [] if page is None else ["-f", str(page), "-l", str(page)]
        return self._run("pdftotext", "-layout", *pages, str(self.file), "-")

    def plain(self, page: int | None = None) -> str:
        """Return the text without any blank, as Han and digits are set with a thin gap."""
        return re.sub(r"[\s\u200b\f]", "", self.text(page))

    def info(self) -> dict[str, str]:
        lines = self._run("pdfinfo", str(self.file)).splitlines()
        return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}

    @property
    def n_pages(self) -> int:
        return int(self.info()["Pages"])

    def boxes(self) -> list[tuple[float, float]]:
        """Return left and right edge of every word in points."""
        words = self._run("pdftotext", "-bbox", str(self.file), "-")
        return [(float(a), float(b)) for a, b in re.findall(r'xMin="([-\d.]+)".*?xMax="([-\d.]+)"', words)]

    def fonts(self) -> str:
        return self._run("pdffonts", str(self.file))

    def _run(self, *command: str) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def paper(tmp_path: Path) -> Callable[[bytes], Paper]:
    def kept(pdf: bytes) -> Paper:
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf)
        return Paper(file)

    return kept


def week(n_days: int, guards: tuple[Guard, ...] = GUARDS) -> tuple[Day, ...]:
    shifts = tuple(Shift(name, starts, ends, guards) for name, starts, ends in HOURS)
    return tuple(Day(THURSDAY + timedelta(days=n), shifts) for n in range(n_days))


@pytest.fixture
def sheet() -> DutySheet:
    return DutySheet(
        post="安平苑东门",
        number="卡点0231",
        place="柳河镇",
        days=week(7),
        contacts=(Contact("组长 李建新", "手机尾号 0412"), Contact("救护", "120")),
        readiness=("支部", "党旗", "党徽", "组织生活", "提醒信", "温馨提示", "服务包"),
        rules=("一排队、二询问、三查证、四测温", "消防通道、救护车一律先放行"),
        url="https://yixian.example/p/0231",
        version="v3",
        publisher="李婉宁",
        published_at=datetime(2020, 2, 13, 10, 12),
        replaces="v2",
    )


@pytest.fixture
def with_days(sheet: DutySheet) -> Callable[..., DutySheet]:
    return lambda n_days, guards=GUARDS: replace(sheet, days=week(n_days, guards))


@pytest.fixture
def with_shift(sheet: DutySheet) -> Callable[..., DutySheet]:
    def built(*guards: Guard, **rest: object) -> DutySheet:
        return replace(sheet, days=(Day(THURSDAY, (Shift("夜班", time(22), time(6), guards, **rest),)),))

    return built


@pytest.fixture
def brief() -> Brief:
    return Brief(
        masthead="临溪县疫情防控简报",
        issue=17,
        office="临溪县疫情防控指挥部办公室",
        issued_on=THURSDAY,
        title=("全县卡点在岗率达 99%", "救援绿色通道 17 分钟送医"),
        lead=("2月13日，全县 300 处卡点在岗 297 处。",),
        sections=(
            Section("疫情与区域", ("累计确诊 4 例。",)),
            Section("值守", ("应到 1191 人。",), (Section("卡点", (), (Section("城关镇", ("均在岗。",)),)),)),
        ),
        attachments=("各乡镇情况表", "未完成排查户数表"),
        report_to="县委、县政府。",
        copy_to="各乡镇。",
        printed_on=THURSDAY,
    )
