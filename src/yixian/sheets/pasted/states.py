"""What a line says of somebody: he came, he left, he does not come, he has only read the message."""

from __future__ import annotations

import re
from typing import Literal

State = Literal["came", "left", "absent", "read"]

# The first that is found counts, so what denies stands before what it denies, and a longer word before a shorter.
_ABSENT = (
    "未到岗 未到位 没到岗 没到位 未报到 未签到 没有到 未到 没到 还没来 没来 来不了 到不了 去不了 "
    "不能到岗 不能到 无法到岗 缺岗 缺勤 缺席 旷工 请病假 请事假 病假 事假 请假 休假 休息 调休"
)
_LEFT = (
    "已离岗 离岗 已撤岗 撤岗 已下岗 下岗 已下班 下班 已签退 签退 已交班 交班 交接完毕 已撤离 撤离 "
    "已返回 返回 已走 走了 回家"
)
_CAME = (
    "已准时到岗 准时到岗 已按时到岗 按时到岗 已经到岗 已到岗 到岗 已到位 到位 已就位 就位 已报到 报到 "
    "已签到 签到 打卡 已上岗 上岗 已在岗 在岗 在位 已到达 到达 已到场 到场 已到 到了 到齐 来了"
)
_READ = "已收到 收到 已阅 知悉 明白 好的"
WORDS: dict[State, list[str]] = {
    "absent": _ABSENT.split(), "left": _LEFT.split(), "came": _CAME.split(), "read": _READ.split(),
}  # fmt: skip
_FIRST = re.compile("|".join(word for words in WORDS.values() for word in words))
_STATE: dict[str, State] = {word: state for state, words in WORDS.items() for word in words}
# Alone on a place of the line they are a word, inside a name or a remark they are not.
SHORT: dict[str, State] = {
    "到": "came", "在": "came", "来": "came", "走": "left", "退": "left", "假": "absent", "1": "read",
}  # fmt: skip
TICKS: dict[str, State] = {**dict.fromkeys("✅☑✔√", "came"), **dict.fromkeys("❌✖×", "absent")}


def state_in(text: str) -> tuple[State | None, str]:
    """Return what a text says of somebody, and the text without the word that says it."""
    found = _FIRST.search(text)
    if found:
        return _STATE[found[0]], f"{text[: found.start()]} {text[found.end() :]}"
    parts = text.split()
    for at, part in enumerate(parts):
        if part in SHORT:
            return SHORT[part], " ".join(parts[:at] + parts[at + 1 :])
    return None, text


def tick_in(text: str) -> tuple[State | None, str]:
    """Return what a tick or a cross says, and the text without any."""
    found = next((TICKS[sign] for sign in text if sign in TICKS), None)
    return found, "".join(" " if sign in TICKS else sign for sign in text)
