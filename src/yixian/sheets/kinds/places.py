"""地名/区划: townships, communities and villages, compounds, with their codes and who answers for them."""

from dataclasses import replace

from yixian.sheets.columns import needed
from yixian.sheets.columns.people import PHONE
from yixian.sheets.columns.position import DATUM, LAT, LON
from yixian.sheets.judges import people, plain
from yixian.sheets.judges.choices import one_of, shown_as
from yixian.sheets.table import Field, Table

KINDS = {
    "town": ("镇", "建制镇"),
    "township": ("乡镇", "乡", "民族乡"),
    "subdistrict": ("街道", "街道办事处", "办事处"),
    "farm": ("林场",),
    "zone": ("管委会", "开发区", "示范区"),
    "community": ("社区", "居委会", "社区居委会"),
    "village": ("村", "行政村", "村委会"),
    "compound": ("小区", "住宅小区", "家属院", "楼院"),
}

TABLE = Table(
    kind="places",
    title="地名区划表",
    fields=(
        needed(
            Field(
                "name",
                "名称",
                plain.word,
                ("地名", "区划名称", "小区名称", "村名", "社区名称", "小区"),
                example="安平苑",
                most=60,
            ),
            "name_blank",
        ),
        Field(
            "kind",
            "类别",
            one_of(KINDS, "kind_unknown"),
            ("地名类别", "区划类别", "类型", "级别"),
            blank="kind_blank",
            show=shown_as(KINDS),
            example="小区",
        ),
        Field(
            "parent",
            "上级",
            plain.word,
            ("上级区划", "所属", "隶属", "所属社区", "所属乡镇", "上级名称"),
            example="柳河镇",
            most=60,
        ),
        Field(
            "code",
            "区划代码",
            plain.code_12,
            ("代码", "行政区划代码", "统计用区划代码"),
            hint="code_hint",
            example="419901100001",
        ),
        LON,
        LAT,
        DATUM,
        Field("households", "户数", plain.count("households_bad", 100_000), ("总户数", "住户数"), example="320"),
        Field(
            "aliases",
            "别名",
            plain.texts,
            ("曾用名", "又名", "俗称", "其他名称"),
            show="、".join,
            example="安平小区、安苹苑",
            most=60,
        ),
        Field(
            "leader",
            "包保责任人",
            people.name,
            ("责任人", "包保领导", "包保干部", "责任人姓名"),
            example="李建国",
            most=40,
        ),
        replace(
            PHONE,
            name="leader_phone",
            heading="责任人电话",
            judge=people.phone,
            aliases=("联系电话", "电话", "手机号"),
        ),
    ),
    keys=(("code",), ("name", "parent")),
    keeps_masked=True,
)
