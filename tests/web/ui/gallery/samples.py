"""Sample content of the pictures: an invented county, invented people."""

from __future__ import annotations

import random

SHADOW = random.Random(3)


def _townships() -> list[dict[str, object]]:
    rows = [
        ("双泉乡", "low", "17/18", "69/71", 58, 8, 0, "", True), ("白塔镇", "high", "17/18", "66/70", 88, 121, 0, "09:55", True),
        ("杏湾镇", "medium", "17/18", "70/71", 77, 41, 1, "09:36", True), ("石桥乡", "low", "18/18", "72/72", 71, 9, 0, "", False),
        ("城关镇", "medium", "44/44", "173/175", 92, 96, 3, "09:41", False), ("青龙乡", "low", "18/18", "71/71", 66, 5, 0, "09:12", False),
        ("柳河镇", "low", "18/18", "71/71", 84, 14, 0, "09:20", False),
    ]  # fmt: skip
    keys = ("name", "grade", "posts", "present", "share", "home", "late", "zero", "short")
    return [dict(zip(keys, row, strict=True)) | {"slow": row[4] < 70} for row in rows]


def _posts() -> list[dict[str, object]]:
    signs = ["ok"] * 60 + ["warn"] * 3 + ["off"] * 3 + ["alarm"] * 3
    return [{"state": s, "x": SHADOW.randint(60, 720), "y": SHADOW.randint(50, 400), "n": i} for i, s in enumerate(signs)]


def _grid() -> dict[str, object]:
    people = "吕雪 郑子豪 徐立群 何丽 曾青山 马秀英 刘平 马立群 李伟 林国强 宋凯 彭小满 王建军 于倩 萧倩 徐子豪 于志远 朱晓东".split()
    names = ["柳河大桥", "东门", "西门", "南门", "北门", "镇政府路口", "下湾村口", "上湾村口", "大庙村口", "粮站家属院", "中学东院", "供销社楼院"]
    special = {(1, 2): "changed", (2, 11): "changed", (3, 4): "changed", (3, 5): "changed", (4, 1): "changed", (6, 2): "changed", (6, 8): "doubt", (10, 8): "short", (8, 9): "changed", (9, 3): "changed"}
    rows = []
    for r, name in enumerate(names):
        cells = []
        for c in range(12):
            kind = ("past " if c == 0 else "") + ("night " if c % 3 == 2 else "") + ("day-start " if c % 3 == 0 else "") + special.get((r, c), "")
            cells.append({"id": f"c-{r}-{c}", "kind": kind, "a": people[(r + c) % 18], "b": people[(r * 2 + c + 5) % 18], "mark": special.get((r, c)), "first": r == c == 0})
        rows.append({"name": name, "text": "车行 · 每班 2" if r in (0, 5) else "安平苑 · 每班 2", "cells": cells})
    days = [{"n": 13 + i, "word": w, "today": i == 0} for i, w in enumerate(["周四", "周五", "周六", "周日"])]
    return {"days": days, "rows": rows}


SAMPLES: dict[str, dict[str, object]] = {
    "today": {
        "townships": _townships(), "posts": _posts(), "just_now": [
            {"at": "10:08", "state": "busy", "text": "2 号车 距下湾村口 2.3 km"}, {"at": "10:08", "state": "ok", "text": "刘大壮等 6 人确认抬担架"},
            {"at": "10:04", "state": "warn", "text": "安平苑北门：组长电话未接通"}, {"at": "09:58", "state": "ok", "text": "白塔镇 白班 66 人签到"},
            {"at": "09:41", "state": "ok", "text": "城关镇 报送零报告"}, {"at": "09:30", "state": "draft", "text": "李婉宁 提交值班表 v3"}],
        "watch": [("4 人逾期未报体温", "城关镇 3 · 杏湾镇 1", "派网格员"), ("口罩库存只够 1.6 天", "县总仓", "看调拨方案"), ("9 人未签到", "6 处卡点", "看名单"),
                  ("管控措施明日到期", "青龙乡 · 集市停办", "续期或解除"), ("路障未登记", "南岗乡 · 县道 032", "转道路组")],
        "coming": [("12:00", "物资申请截止，生成第 13 批"), ("17:20", "最后一批配送发车"), ("18:00", "简报截稿"), ("20:00", "交接班，夜班 1,164 人"), ("24:00", "青龙乡集市管控到期")],
    },
    "roster": {"grid": _grid(), "checks": [("alarm", "每班至少 2 人", "143 / 144 班"), ("warn", "每班至少 1 名党员", "143 / 144 班"), ("ok", "两班之间休息 ≥ 11 小时", "全部"), ("ok", "连续夜班 ≤ 2", "全部"),
               ("ok", "7 天内 ≤ 5 班", "全部"), ("ok", "孕期、哺乳期不排夜班", "4 人"), ("ok", "未成年人、65 岁以上不排夜班", "3 人"), ("ok", "发热、观察期人员不上岗", "2 人"), ("ok", "不跨乡镇", "全部")]},
    "uploads": {
        "steps": [{"label": "选文件", "text": "下沉干部名单0212.xlsx · 第 2 张表"}, {"label": "对列", "text": "9 列已认出，1 列不用"}, {"label": "预演", "text": "还没有写入任何数据"}, {"label": "写入", "text": "可整批撤销"}],
        "tabs": [{"label": "有误", "url": "#", "is_on": True, "n": 31, "state": "alarm"}, {"label": "新增", "url": "#", "n": 702, "state": "ok"}, {"label": "更改", "url": "#", "n": 118, "state": "busy"},
                 {"label": "相同", "url": "#", "n": 61, "state": "off"}, {"label": "待认人", "url": "#", "n": 4, "state": "warn"}],
        "rows": [
            {"n": 14, "s": "alarm", "c": ["高 长河", "县水利局", "41990119840312113O", "138****2207", "柳河镇", "东门", "2020-02-13"], "w": 2, "cell": "D14 身份证号", "say": "第 18 位是字母 O，不是数字", "mend": "", "on": True},
            {"n": 27, "s": "alarm", "c": ["曾小满", "县财政局", "4199****4421", "1380375886", "城关镇", "金穗小区", "2020-02-13"], "w": 3, "cell": "F27 电话", "say": "电话只有 10 位", "mend": ""},
            {"n": 58, "s": "alarm", "c": ["解佳", "住建委", "4199****0067", "136****9182", "白塔镇", "安平苑", "2020-02-13"], "w": 1, "cell": "C58 单位", "say": "名册里没有这个单位", "mend": "县住建局"},
            {"n": 103, "s": "alarm", "c": ["罗世杰", "县教体局", "4199****3310", "139****5501", "石桥乡", "石桥街", "2月3日"], "w": 6, "cell": "I103 上岗日期", "say": "没有年份；同列其余 896 行都是 2020 年", "mend": "2020-02-03"},
            {"n": 401, "s": "warn", "c": ["单志远", "县司法局", "4199****7725", "137****0046", "马庄镇", "马庄集", "2020-02-13"], "w": 5, "doubt": True, "cell": "H401 小区", "say": "这个镇有 2 处叫“马庄集”，是哪一处？", "mend": "马庄集东口"}],
        "kinds": [("身份证号校验不符", "9 处有把握", 12, "全部采用 9 处"), ("电话位数不对", "不能猜", 9, "下载这 9 行"), ("日期没有年份", "都是 2020 年", 5, "全部采用"), ("单位不在名册", "2 处近似", 3, "逐个看"), ("合计行", "", 2, "全部不导入")],
    },
}  # fmt: skip
