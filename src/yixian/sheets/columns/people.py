"""Columns that say who a person is and how to reach him, with the headings that offices give them."""

from __future__ import annotations

from yixian.sheets.judges import people
from yixian.sheets.judges.choices import one_of, shown_as
from yixian.sheets.table import Field

_SEXES = {"男": ("男", "男性", "M"), "女": ("女", "女性", "F")}

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
