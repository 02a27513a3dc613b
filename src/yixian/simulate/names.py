"""Names of invented people: common surnames, and the rare ones that programs read or cut wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_COMMON = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈吕苏卢"
    "蒋蔡丁魏薛叶阎余潘杜戴夏钟汪田姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟"
    "龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
# Read differently as a surname, or written with two signs.
_RARE = (
    *"单曾解区仇查朴任盖翟宁华乐缪种洗覃黑燕纪俞谌那隗宿葛臧祭牟贾牛",
    *("欧阳", "上官", "司马", "诸葛", "尉迟", "令狐", "皇甫", "澹台"),
)
_RARE_SHARE = 0.06
_MEN = "伟强磊军勇涛超明刚建国辉鹏飞斌浩波志远俊杰海峰振华立群永安长河大壮世博子豪晓东青山卫东文博家宁凯宇航春生"
_WOMEN = "芳娜敏静秀丽娟艳霞玲桂英婷雪倩红梅淑芬玉兰晓燕春梅亚楠小满佳慧欣悦月华凤琴素云巧珍海霞若曦桂花秋菊"


class Names:
    """Gives names; two people may well get the same one, as in every county."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def full(self, sex: str) -> str:
        """Return a full name of two to four signs."""
        surnames = _RARE if self._rng.random() < _RARE_SHARE else _COMMON
        # Squaring prefers the front of the list, where the frequent surnames stand.
        surname = surnames[int(self._rng.random() ** 2 * len(surnames))]
        pool = _MEN if sex == "男" else _WOMEN
        first = pool[int(self._rng.integers(len(pool)))]
        if self._rng.random() < 0.3:
            return surname + first
        return surname + first + pool[int(self._rng.integers(len(pool)))]
