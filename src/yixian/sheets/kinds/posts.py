"""卡点: the posts that are manned round the clock, with what each needs."""

from dataclasses import replace

from yixian.sheets.columns import needed
from yixian.sheets.columns.people import PHONE
from yixian.sheets.columns.position import DATUM, LAT, LON
from yixian.sheets.columns.registered import PLACE, TOWN
from yixian.sheets.judges import people, plain
from yixian.sheets.judges.choices import one_of, shown_as, yes_no
from yixian.sheets.table import Field, Table

KINDS = {
    "main_gate": ("小区主门", "主门", "小区大门", "正门", "大门"),
    "side_gate": ("小区侧门", "侧门", "小门", "后门"),
    "village": ("村口", "村庄路口", "村卡点"),
    "road": ("路口", "道路", "交通卡点", "公路"),
}
_need = plain.count("need_bad", 99)

TABLE = Table(
    kind="posts",
    title="卡点名册",
    fields=(
        Field(
            "number",
            "编号",
            plain.numbered("number_bad"),
            ("卡点编号", "点位编号"),
            show=lambda value: f"{value:04}",
            example="0231",
        ),
        needed(
            Field("name", "卡点名称", plain.word, ("名称", "点位名称", "卡点", "点位"), example="安平苑东门", most=60),
            "name_blank",
        ),
        Field(
            "kind",
            "类别",
            one_of(KINDS, "kind_unknown"),
            ("卡点类别", "卡点类型", "类型", "点位类别"),
            show=shown_as(KINDS),
            example="小区主门",
        ),
        TOWN,
        replace(
            PLACE,
            heading="所在小区/村",
            aliases=("所在小区", "所在小区村", "小区名称", "村/小区", *PLACE.aliases),
        ),
        Field("entrance", "出入口", plain.word, ("出入口名称", "门", "大门名称"), example="东门", most=40),
        replace(PHONE, heading="值守电话", judge=people.phone, aliases=("手机号", *PHONE.aliases)),
        LON,
        LAT,
        DATUM,
        Field("need_early", "早班人数", _need, ("早班需要人数", "早班"), example="2"),
        Field("need_late", "中班人数", _need, ("中班需要人数", "中班"), example="2"),
        Field("need_night", "夜班人数", _need, ("夜班需要人数", "夜班"), example="2"),
        Field(
            "needs_leader",
            "须党员带班",
            yes_no("leader_unclear"),
            ("党员带班", "是否须党员带班", "是否党员带班"),
            show=lambda value: "是" if value else "否",
            example="是",
        ),
        Field(
            "leader",
            "负责人",
            people.name,
            ("卡点负责人", "点长", "负责人姓名", "点位负责人"),
            example="李建国",
            most=40,
        ),
        replace(
            PHONE,
            name="leader_phone",
            heading="负责人电话",
            judge=people.phone,
            aliases=("负责人手机", "点长电话", "负责人联系电话"),
        ),
    ),
    keys=(("number",), ("name", "place")),
    keeps_masked=True,
)
