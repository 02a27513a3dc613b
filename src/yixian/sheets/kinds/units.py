"""单位: offices, townships, squads and firms with whom the headquarters works."""

from dataclasses import replace

from yixian.sheets.columns import needed
from yixian.sheets.columns.people import PHONE
from yixian.sheets.columns.registered import TOWN
from yixian.sheets.judges import people, plain
from yixian.sheets.judges.choices import one_of, shown_as
from yixian.sheets.table import Field, Table

KINDS = {
    "headquarters": ("指挥部", "防控指挥部"),
    "group": ("工作组", "专班"),
    "bureau": ("县直单位", "县直", "县直机关", "机关", "事业单位"),
    "township": ("乡镇", "乡镇街道", "街道", "镇", "乡"),
    "community": ("村社区", "村/社区", "村（社区）", "社区", "村", "行政村"),
    "branch": ("支部", "党支部"),
    "squad": ("小分队", "分队", "服务队", "突击队"),
    "firm": ("企业", "公司", "工厂"),
    "clinic": ("卫生院", "医院", "卫生室", "医疗机构"),
}

TABLE = Table(
    kind="units",
    title="单位名册",
    fields=(
        needed(
            Field("name", "单位名称", plain.word, ("单位", "名称", "单位全称", "全称"), example="县水利局", most=60),
            "name_blank",
        ),
        Field("short_name", "简称", plain.word, ("单位简称", "短名"), example="水利局", most=30),
        Field(
            "parent",
            "上级单位",
            plain.word,
            ("主管单位", "主管部门", "上级", "隶属单位", "隶属"),
            example="县指挥部",
        ),
        Field(
            "kind",
            "类别",
            one_of(KINDS, "kind_unknown"),
            ("单位类别", "单位性质", "性质", "类型", "单位类型"),
            blank="kind_blank",
            show=shown_as(KINDS),
            example="县直单位",
        ),
        Field(
            "quota",
            "下沉名额",
            plain.count("quota_bad", 9999),
            ("名额", "下沉人数", "应派人数", "派出名额"),
            example="12",
        ),
        Field(
            "leader",
            "负责人",
            people.name,
            ("单位负责人", "主要负责人", "联系人", "负责人姓名"),
            example="李建国",
            most=40,
        ),
        replace(
            PHONE,
            heading="电话",
            judge=people.phone,
            aliases=("手机号", "负责人电话", "负责人手机", *PHONE.aliases),
        ),
        replace(TOWN, heading="所在乡镇", aliases=("乡镇", *TOWN.aliases)),
    ),
    keys=(("name", "parent"),),
    keeps_masked=True,
)
