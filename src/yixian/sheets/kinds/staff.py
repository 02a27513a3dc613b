"""人员名册: staff by unit, village staff, community workers, volunteers."""

import re
from dataclasses import dataclass, replace

from yixian.sheets.clean import Cell, text_of, tight
from yixian.sheets.columns import NOTE, NUMBER, needed, wanted
from yixian.sheets.columns.party import IS_MEMBER
from yixian.sheets.columns.people import ID_NUMBER, NAME, PHONE, SEX
from yixian.sheets.columns.registered import PLACE, POST, TOWN, UNIT
from yixian.sheets.dates import read_date
from yixian.sheets.judges import plain
from yixian.sheets.judges.choices import NO, one_of, shown_as
from yixian.sheets.table import Field, Setting, Table, Values, Wrong

KINDS = {
    "cadre": ("下沉干部", "机关干部", "干部", "下派干部"),
    "village": ("村干部", "村两委", "两委干部", "村组干部", "驻村干部"),
    "community": ("社区工作者", "社区干部", "社工", "网格员"),
    "property": ("物业", "物业人员", "物业公司", "保安"),
    "volunteer": ("志愿者", "青年志愿者", "党员志愿者", "义工"),
}
_PREGNANT = re.compile(r"怀孕\D{0,3}(\d{1,2})周")
_NURSING = re.compile(r"哺乳期?(?:至|到)(.+?)(?:止)?")
_SIMPLE = {"发热": "ill", "发烧": "ill", "居家观察": "under_observation", "居家隔离": "under_observation"}
_NONE = NO | {"健康", "良好"}


@dataclass(frozen=True)
class Condition:
    """What keeps a person from some duties.

    ``pregnant`` (value: weeks), ``nursing`` (value: ISO day until), ``ill``, ``under_observation``.
    """

    kind: str
    value: str = ""


def condition(cell: Cell, row: Values, setting: Setting) -> Condition | Wrong | None:
    """Judge 怀孕30周, 哺乳期至2020-06-01, 发热, 居家观察; what is not understood is never dropped."""
    shown = tight(text_of(cell))
    if shown in _NONE:
        return None
    if shown in _SIMPLE:
        return Condition(_SIMPLE[shown])
    if found := _PREGNANT.fullmatch(shown):
        return Condition("pregnant", str(int(found[1])))
    until = _NURSING.fullmatch(shown)
    day = read_date(until[1], setting.year).day if until else None
    return Condition("nursing", day.isoformat()) if day else Wrong("condition_unknown", {"text": text_of(cell)})


def show_condition(value: Condition) -> str:
    """Write a condition as it is read."""
    shapes = {
        "pregnant": "怀孕{}周",
        "nursing": "哺乳期至{}",
        "ill": "发热",
        "under_observation": "居家观察",
    }
    return shapes[value.kind].format(value.value)


TABLE = Table(
    kind="staff",
    title="人员名册",
    fields=(
        NUMBER,
        NAME,
        SEX,
        replace(needed(ID_NUMBER, "id_blank"), heading="身份证号", aliases=("身份证号码", *ID_NUMBER.aliases)),
        wanted(PHONE, "phone_blank"),
        Field(
            "kind",
            "人员类别",
            one_of(KINDS, "kind_unknown"),
            ("类别", "人员性质", "身份类别", "人员类型", "类型"),
            show=shown_as(KINDS),
            example="下沉干部",
        ),
        UNIT,
        IS_MEMBER,
        Field("title", "职务", plain.word, ("职位", "现任职务", "职务职级"), example="科员", most=40),
        TOWN,
        PLACE,
        replace(POST, heading="定点卡点", aliases=("派驻点位", *POST.aliases)),
        Field(
            "shifts_per_week",
            "每周可值班次",
            plain.count("shifts_bad", 21),
            ("每周班次", "可值班次", "每周可值班数", "每周可服务次数"),
            example="3",
        ),
        Field(
            "condition",
            "特殊情况",
            condition,
            ("身体状况", "健康状况", "特殊身体状况"),
            show=show_condition,
            hint="condition_hint",
        ),
        NOTE,
        Field("key", "登记号", plain.numbered("key_bad"), ("人员登记号",), hint="key_hint"),
    ),
    keys=(("id_number",),),
    person=("name", "id_number", "phone"),
    keeps_masked=True,
    matched_by="id_number",
    title_field="unit",
    title_pattern=r"(?:单位名称|填报单位|单位|部门)\s*:\s*(?P<a>\S+)|^(?P<b>\S+?)(?:\d{4}年)?(?:疫情防控|防疫|抗疫)?(?:一线)?(?:全体|全部|在职|在编|机关|工作)*"
    r"(?:干部职工|人员|干部|职工|志愿者|工作者)?(?:花名册|名册|名单|统计表|登记表|信息表|情况表|台账)",
)
