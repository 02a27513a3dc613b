"""居民户: the doors of compounds and villages, with how many live behind each and whom to ask for."""

from dataclasses import replace

from yixian.sheets.columns import NOTE, NUMBER, needed
from yixian.sheets.columns.people import PHONE
from yixian.sheets.columns.registered import PLACE, TOWN
from yixian.sheets.judges import people, plain
from yixian.sheets.table import Field, Table

TABLE = Table(
    kind="households",
    title="居民户册",
    fields=(
        NUMBER,
        TOWN,
        replace(needed(PLACE, "place_blank"), aliases=(*PLACE.aliases, "所在小区/村", "小区名称", "村名")),
        Field("building", "楼栋", plain.word, ("楼号", "楼", "栋", "幢", "楼栋号"), example="3号楼", most=20),
        Field("stairwell", "单元/组", plain.word, ("单元", "组", "村民组", "小组", "单元号"), example="2单元", most=20),
        needed(
            Field(
                "flat",
                "户号",
                plain.word,
                ("门牌号", "房号", "室", "门牌", "户", "房间号", "室号"),
                example="301",
                most=20,
            ),
            "flat_blank",
        ),
        Field(
            "persons", "人数", plain.count("persons_bad", 99), ("常住人数", "家庭人口", "人口", "人口数"), example="4"
        ),
        Field("contact", "户主/联系人", people.name, ("户主", "联系人", "户主姓名", "姓名"), example="王秀兰", most=40),
        replace(PHONE, judge=people.phone, heading="联系电话", aliases=("手机号", *PHONE.aliases)),
        NOTE,
    ),
    keys=(("flat", "building", "stairwell", "place", "town"),),
    person=("flat",),
    keeps_masked=True,
)
