"""Columns that name what the register holds: units, townships, places, posts."""

from __future__ import annotations

from yixian.sheets.judges.choices import registered
from yixian.sheets.table import Field

_PLACE_ALIASES = (
    "村",
    "社区",
    "村社区",
    "小区",
    "村庄",
    "行政村",
    "所在村",
    "所属社区",
    "所在社区",
    "村居",
    "村组",
    "住址小区",
)

UNIT = Field(
    "unit",
    "单位",
    registered(lambda register: register.units, "unit_unknown"),
    ("工作单位", "所在单位", "单位名称", "派出单位", "所属单位", "选派单位", "原单位", "部门"),
    example="县水利局",
)
TOWN = Field(
    "town",
    "乡镇",
    registered(lambda register: register.places, "place_unknown"),
    ("乡镇街道", "所在乡镇", "所属乡镇", "镇", "乡", "街道", "所属街道", "乡镇办", "镇街"),
    example="柳河镇",
)
PLACE = Field(
    "place",
    "村/小区",
    registered(lambda register: register.places, "place_unknown", parent="town"),
    (*_PLACE_ALIASES, "家庭住址", "住址", "居住小区", "现住址", "居住地"),
    example="安平苑",
)
POST = Field(
    "post",
    "派驻点位",
    registered(lambda register: register.posts, "post_unknown"),
    (
        "点位",
        "卡点",
        "派驻卡点",
        "值守点位",
        "值守卡点",
        "下沉点位",
        "派驻小区",
        "下沉小区",
        "点位名称",
        "卡点名称",
        "执勤点",
        "执勤点位",
        "值班点位",
        "派驻地点",
        "所在卡点",
        "下沉卡点",
        "下沉卡点名称",
        "派驻岗点",
        "值守地点",
        "派驻点",
    ),
    hint="post_hint",
    example="安平苑东门",
)
