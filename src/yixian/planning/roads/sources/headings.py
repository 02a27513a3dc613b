"""Headings of road tables, in Chinese and English, also cut short as shapefiles do."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_KNOWN: Final = {
    "code": ("路线编号", "路线编码", "路线代码", "编号", "编码", "code", "ref", "route"),
    "name": ("路线名称", "道路名称", "路名", "名称", "name"),
    "grade": ("行政等级", "道路等级", "路线等级", "等级", "highway", "fclass", "class", "grade", "type"),
    "width": ("路面宽度", "路基宽度", "宽度", "路宽", "width"),
    "oneway": ("单行", "单行线", "单向", "oneway"),
    "limit": ("限速", "限速kmh", "maxspeed", "speed_limit"),
    "km": ("里程", "里程km", "长度km", "长度", "length_km"),
    "from_lon": ("起点经度", "from_lon", "start_lon", "x1"),
    "from_lat": ("起点纬度", "from_lat", "start_lat", "y1"),
    "to_lon": ("终点经度", "to_lon", "end_lon", "x2"),
    "to_lat": ("终点纬度", "to_lat", "end_lat", "y2"),
}  # fmt: skip
"""Words for each field, the best first."""

ENDS: Final = ("from_lon", "from_lat", "to_lon", "to_lat")
_FORMS: Final = {form: name for name, forms in _KNOWN.items() for form in forms}
_SHORTEST_CUT: Final = 3


def column_of(heading: str) -> str | None:
    """Return the field that a heading means, None if nobody can tell."""
    form = unicodedata.normalize("NFKC", heading).strip().lower()
    form = re.sub(r"[\s()\[\]]|公里|米|单位", "", form)
    if form in _FORMS:
        return _FORMS[form]
    # A shapefile keeps ten bytes of a heading: three Chinese characters and a broken one.
    cut = {name for known, name in _FORMS.items() if len(form) >= _SHORTEST_CUT and known.startswith(form)}
    return cut.pop() if len(cut) == 1 and not form.isascii() else None
