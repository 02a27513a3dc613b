"""值班表: a grid of posts and shifts down, days across, names in the cells."""

from dataclasses import replace

from yixian.sheets.columns import NUMBER, needed
from yixian.sheets.columns.registered import POST
from yixian.sheets.judges import plain
from yixian.sheets.table import Field, Table

TABLE = Table(
    kind="roster",
    title="卡点值班安排表",
    fields=(
        NUMBER,
        replace(needed(POST, "post_blank"), heading="卡点", aliases=("派驻点位", *POST.aliases)),
        Field(
            "shift",
            "班次",
            plain.word,
            ("时段", "值班时段", "值班时间", "时间段", "班别", "时间"),
            blank="shift_blank",
            is_essential=True,
            example="早班 06:00-14:00",
        ),
    ),
    person=("post",),
    is_grid=True,
)
