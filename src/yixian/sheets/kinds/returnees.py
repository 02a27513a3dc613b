"""返乡人员: people who came back. They are really there, so a doubtful row is imported with flags."""

from dataclasses import replace
from datetime import timedelta

from yixian.sheets.columns import NOTE, NUMBER
from yixian.sheets.columns.people import ID_NUMBER, NAME, PHONE, SEX
from yixian.sheets.columns.registered import PLACE, TOWN
from yixian.sheets.judges import people, plain
from yixian.sheets.judges.choices import yes_no
from yixian.sheets.judges.days import day, show_day
from yixian.sheets.table import Field, Table

_VILLAGE = tuple(alias for alias in PLACE.aliases if "址" not in alias and alias != "居住地")

TABLE = Table(
    kind="returnees",
    title="外出返乡人员排查登记表",
    fields=(
        NUMBER,
        NAME,
        SEX,
        replace(ID_NUMBER, heading="身份证号", aliases=("身份证号码", *ID_NUMBER.aliases)),
        replace(PHONE, heading="联系电话", judge=people.phone, aliases=("手机号", *PHONE.aliases)),
        TOWN,
        replace(PLACE, name="village", heading="村（社区）", aliases=(*_VILLAGE, "村/小区")),
        Field(
            "address",
            "详细地址",
            plain.word,
            (
                "地址",
                "家庭住址",
                "现住址",
                "住址",
                "详细住址",
                "居住地址",
                "门牌号",
                "家庭地址",
                "现居住地址",
                "组别门牌",
            ),
            example="2组69号",
        ),
        Field(
            "return_date",
            "返回日期",
            day(timedelta(days=1)),
            (
                "返回时间",
                "返乡日期",
                "返乡时间",
                "到达日期",
                "到达时间",
                "返回本地时间",
                "抵达日期",
                "返程日期",
                "返县日期",
                "返县时间",
                "返家时间",
            ),
            show=show_day,
            hint="date_hint",
            example="2020-02-03",
        ),
        Field(
            "from",
            "从何地返回",
            plain.word,
            (
                "来源地",
                "从何处返回",
                "返回前所在地",
                "出发地",
                "何地返回",
                "返乡前居住地",
                "外出地点",
                "外出地",
                "来自何地",
                "从哪里返回",
            ),
            example="湖北武汉",
        ),
        Field(
            "transport",
            "交通工具及班次",
            plain.word,
            (
                "交通工具",
                "交通方式",
                "乘坐交通工具",
                "返乡方式",
                "返回方式",
                "班次",
                "车次航班",
                "交通工具及车次",
                "乘坐交通工具及班次",
            ),
            example="G556次5车12F",
        ),
        Field(
            "fever",
            "是否有发热咳嗽",
            yes_no("fever_unclear"),
            (
                "是否发热",
                "有无发热",
                "发热咳嗽",
                "是否有发热咳嗽症状",
                "有无发热咳嗽",
                "是否有症状",
                "有无症状",
                "是否发热咳嗽",
                "症状",
                "有无发热咳嗽症状",
                "是否有发热",
            ),
            show=lambda value: "是" if value else "否",
            example="否",
        ),
        NOTE,
    ),
    keys=(("id_number",),),
    person=("name", "id_number", "phone"),
    is_lenient=True,
)
