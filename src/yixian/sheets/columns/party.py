"""The column of party membership."""

from __future__ import annotations

from yixian.sheets.judges.choices import yes_no
from yixian.sheets.table import Field

_MEMBERS = frozenset(["党员", "中共党员", "中国共产党党员", "共产党员", "预备党员", "中共预备党员", "是", "√", "1"])
_OTHERS = frozenset(
    [
        "群众",
        "团员",
        "共青团员",
        "中国共青团员",
        "无党派",
        "无党派人士",
        "民主党派",
        "民盟",
        "民革",
        "民建",
        "民进",
        "农工党",
        "九三学社",
        "入党积极分子",
        "积极分子",
        "普通群众",
        "非党员",
        "否",
        "无",
        "不是",
        "0",
    ]
)

IS_MEMBER = Field(
    "is_member",
    "政治面貌",
    yes_no("member_unknown", _MEMBERS, _OTHERS),
    ("是否党员", "党员", "党派"),
    show=lambda value: "党员" if value else "群众",
    example="党员",
)
