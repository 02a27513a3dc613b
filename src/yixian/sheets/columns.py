"""Columns that several kinds share, with the headings that offices give them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yixian.sheets.judges import people, plain
from yixian.sheets.judges.choices import one_of, registered, shown_as, yes_no
from yixian.sheets.table import Field

if TYPE_CHECKING:
    from datetime import date

_SEXES = {"男": ("男", "男性", "M"), "女": ("女", "女性", "F")}
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
_DATUMS = {
    "WGS-84": ("WGS-84", "WGS84", "GPS", "EPSG:4326"),
    "GCJ-02": ("GCJ-02", "GCJ02", "高德", "腾讯", "火星坐标"),
}

NUMBER = Field("number", "序号", plain.running_number, ("编号", "序", "No", "No.", "顺序号", "行号"), example="1")
NAME = Field(
    "name",
    "姓名",
    people.name,
    ("名字", "人员姓名", "干部姓名", "姓名全称", "下沉干部姓名", "志愿者姓名", "name"),
    blank="name_blank",
    is_essential=True,
    example="王秀兰",
    most=40,
)
SEX = Field("sex", "性别", one_of(_SEXES, "sex_unknown"), ("男女", "sex"), show=shown_as(_SEXES), example="女")
ID_NUMBER = Field(
    "id_number",
    "身份证号码",
    people.id_number,
    (
        "身份证号",
        "身份证",
        "公民身份号码",
        "公民身份证号码",
        "证件号码",
        "证件号",
        "身份证件号码",
        "身份号码",
        "居民身份证号",
    ),
    hint="id_number_hint",
    example="419901196506120028",
)
PHONE = Field(
    "phone",
    "手机号",
    people.mobile,
    (
        "手机号码",
        "手机",
        "联系电话",
        "电话",
        "联系方式",
        "电话号码",
        "移动电话",
        "本人电话",
        "联系手机",
        "phone",
    ),
    hint="phone_hint",
    example="13800000000",
)
IS_MEMBER = Field(
    "is_member",
    "政治面貌",
    yes_no("member_unknown", _MEMBERS, _OTHERS),
    ("是否党员", "党员", "党派"),
    show=lambda value: "党员" if value else "群众",
    example="党员",
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
NOTE = Field("note", "备注", plain.text, ("说明", "其他", "备注说明", "其它", "remark"))
DATUM = Field(
    "datum",
    "坐标系",
    one_of(_DATUMS, "datum_unknown"),
    ("坐标系统",),
    show=shown_as(_DATUMS),
    example="WGS-84",
)
LON = Field(
    "lon",
    "经度",
    plain.coordinate(73, 136),
    ("东经", "lon", "lng", "longitude"),
    show=repr,
    example="113.054",
)
LAT = Field("lat", "纬度", plain.coordinate(3, 54), ("北纬", "lat", "latitude"), show=repr, example="33.866")


def show_day(value: date) -> str:
    """Write a day as every reader of ours understands it."""
    return value.isoformat()


def needed(field: Field, blank: str) -> Field:
    """Return a column that must be there and filled."""
    return replace(field, blank=blank, is_essential=True)


def wanted(field: Field, blank: str) -> Field:
    """Return a column that may be missing, but whose cells must be filled if it is there."""
    return replace(field, blank=blank)
