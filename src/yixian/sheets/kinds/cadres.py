"""下沉干部: cadres whom the county's offices second to the posts."""

from yixian.sheets.columns import NOTE, NUMBER, needed, wanted
from yixian.sheets.columns.party import IS_MEMBER
from yixian.sheets.columns.people import ID_NUMBER, NAME, PHONE
from yixian.sheets.columns.registered import POST, UNIT
from yixian.sheets.judges.choices import one_of, shown_as
from yixian.sheets.judges.days import day, show_day
from yixian.sheets.table import Field, Table

# The three roles that each compound must have; sheets also say 摸排员 for the second.
DUTIES = {"宣传员": ("宣传员",), "排查员": ("排查员", "摸排员"), "服务员": ("服务员",)}
_NEAR = {
    "宣传": "宣传员",
    "政策宣传员": "宣传员",
    "政策宣传": "宣传员",
    "排查": "排查员",
    "摸排": "排查员",
    "信息摸排员": "排查员",
    "信息排查员": "排查员",
    "服务": "服务员",
    "群众服务员": "服务员",
    "生活服务员": "服务员",
    "便民服务员": "服务员",
}

TABLE = Table(
    kind="cadres",
    title="下沉干部名单",
    fields=(
        NUMBER,
        NAME,
        needed(ID_NUMBER, "id_blank"),
        wanted(PHONE, "phone_blank"),
        UNIT,
        IS_MEMBER,
        wanted(POST, "post_blank"),
        Field(
            "duty",
            "岗位职责",
            one_of(DUTIES, "duty_unknown", _NEAR),
            (
                "职责",
                "岗位",
                "职责分工",
                "工作职责",
                "分工",
                "任务分工",
                "担任职责",
                "承担职责",
                "岗位分工",
                "工作岗位",
                "工作分工",
            ),
            blank="duty_blank",
            show=shown_as(DUTIES),
            hint="duty_hint",
            example="宣传员",
        ),
        Field(
            "arrives_on",
            "到岗日期",
            day(),
            (
                "到岗时间",
                "到位时间",
                "到位日期",
                "报到日期",
                "报到时间",
                "上岗日期",
                "上岗时间",
                "下沉时间",
                "下沉日期",
                "派驻时间",
                "派驻日期",
                "开始日期",
                "到岗",
            ),
            blank="date_blank",
            show=show_day,
            hint="date_hint",
            example="2020-02-10",
        ),
        NOTE,
    ),
    keys=(("id_number",),),
    person=("name", "id_number", "phone"),
)
