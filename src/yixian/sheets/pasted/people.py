"""The people whom a piece of a line names, with the unit that stands beside them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from yixian.rules import names

_PHONE = re.compile(r"(?<!\d)(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)")
_BRACKETS = re.compile(r"[(\[【<《]([^()\[\]【】<>《》]*)[)\]】>》]")
_OFFICES = "局|委|办|镇|乡|村|社区|小区|街道|中心|公司|医院|队|组|所|站"
_PLACES = "村口|路口|门口|部|银行|学校|小学|中学|院|苑|园|门|路|岗|卡点|政府|支部"
_RANKS = "局长|科长|主任|书记|队长|老师|医生|师傅|所长|站长|镇长|经理|哥|姐|工|局|科|队"
_UNIT = re.compile(f"(?:{_OFFICES}|{_PLACES})$")
_UNIT_AND_NAME = re.compile(rf"^(.{{1,12}}?(?:{_OFFICES}))([\u4e00-\u9fff]{{2,3}})$")
_HAN_NAME = re.compile(r"^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}$")
_NICKNAME = re.compile(rf"^[小老大][\u4e00-\u9fff]$|^[\u4e00-\u9fff](?:{_RANKS})$")
_APART = re.compile(r"[\s,、/|;:。!？?~&+@-]+|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]{2})")
# Common surnames of one sign: what begins with one and has two to four signs may be a name. The table of the rules
# holds those that are read in a way of their own, and those of two signs.
_COMMON = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖"
    "龚文肖闫庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢岳齐梅莫庄辛管祝左涂谷祁时舒"
    "耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车"
    "冉房边"
)

# What groups say, though it begins with a surname.
_TALK = {
    *("谢谢", "谢谢大家", "谢谢各位", "多谢", "辛苦", "辛苦了", "大家辛苦", "安全", "安排", "任务", "平安", "高兴"),
    *("全部", "全员", "全体", "常态", "时间", "应到", "实到"),
}


def phone_in(text: str) -> tuple[str, str]:
    """Return the mobile number that a text names, "" if it names none, and the text without it."""
    found = _PHONE.search(text)
    return ("".join(found.groups()), _PHONE.sub(" ", text, count=1)) if found else ("", text)


def brackets_in(text: str) -> tuple[list[str], str]:
    """Return what stands in brackets, and the text without them."""
    return [inside.strip() for inside in _BRACKETS.findall(text) if inside.strip()], _BRACKETS.sub(" ", text)


def is_unit(text: str) -> bool:
    """Whether a word is the name of an office or of a place."""
    return bool(_UNIT.search(text)) and not is_nickname(text)


def is_nickname(text: str) -> bool:
    """Whether a word is what colleagues say: 小王, 老李, 王科长."""
    return bool(_NICKNAME.match(text))


def is_name(text: str) -> bool:
    """Whether a word may be somebody's name."""
    return (
        text not in _TALK
        and bool(_HAN_NAME.match(text))
        and (text[0] in _surnames() or text[:2] in _surnames() or "·" in text)
    )


def named(text: str, known: Collection[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the people, the units and the rest of a text.

    A name of ``known`` is found wherever it stands; of anything else only a word that looks like a name.
    """
    people: list[tuple[int, str]] = []
    for name in sorted(_standing(text, known), key=lambda name: -len(name)):
        at = text.find(name)
        if at >= 0:
            people.append((at, name))
            text = text.replace(name, " " * len(name), 1)
    units, rest = [], []
    for word in _words(text):
        whole = _UNIT_AND_NAME.match(word)
        if whole and is_name(whole[2]) and not people:
            units.append(whole[1])
            people.append((text.find(word), whole[2]))
        elif is_unit(word):
            units.append(word)
        elif is_name(word) or is_nickname(word):
            people.append((text.find(word), word))
        else:
            rest.append(word)
    return [name for _, name in sorted(people)], units, rest


def _standing(text: str, known: Collection[str]) -> list[str]:
    return [name for name in known if name in text]


def _words(text: str) -> list[str]:
    return [word for word in _APART.split(text) if word]


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_COMMON) | {surname for surname, _ in names.rows("surnames.csv")}
