"""The little county: two townships, three compounds, five posts, eight people, one narrow lane.

Names, numbers and needs are those of the large county, so whoever knows one knows the other. It lies on a
sheet of 4 x 4 km, 柳河镇 in the southern half, 城关镇 in the northern.
"""

from __future__ import annotations

from datetime import date

from yixian.simulate.facts import Area, County, Line, Place, Post, Unit
from yixian.simulate.lane import NARROW_LANE, lane_from
from yixian.simulate.people import EIGHT, seat

_OFFICER = ("李婉宁", "15937566103")
_SHIFT_HEAD = ("陈国平", "13803756000")
_LEADER = ("李建新", "13603750412")
_GUARD = ("王建军", "13903752277")
_SECRETARY = ("赵秀英", "15837530330")

PLACES = (
    # id, name, kind, parent, code, lon, lat, households, leader, phone
    Place(0, "临溪县", "county", None, "419901000000", 113.000, 33.900, 2300, *_SHIFT_HEAD),
    Place(1, "柳河镇", "town", 0, "419901103000", 113.000, 33.890, 1340, *_OFFICER),
    Place(2, "城关镇", "town", 0, "419901100000", 113.000, 33.910, 960),
    Place(3, "柳河社区", "community", 1, "419901103001", 112.996, 33.890, 940),
    Place(4, "下湾村", "village", 1, "419901103200", 113.012, 33.886, 400, *_SECRETARY),
    Place(5, "安平苑", "compound", 3, "", 112.994, 33.892, 620, *_LEADER, aliases=("安平小区",)),
    Place(6, "金穗小区", "compound", 3, "", 112.998, 33.888, 320),
    Place(7, "新华社区", "community", 2, "419901100001", 113.000, 33.911, 960),
    Place(8, "幸福小区", "compound", 7, "", 113.002, 33.912, 960),
)
UNITS = (
    # id, name, short name, kind, parent, quota, leader, phone, place
    Unit(0, "临溪县疫情防控指挥部", "指挥部", "headquarters", None, 0, *_SHIFT_HEAD, place=0),
    Unit(1, "指挥部办公室", "办公室", "group", 0, 0, *_SHIFT_HEAD),
    Unit(2, "县水利局", "水利局", "bureau", 0, 1, *_LEADER),
    Unit(3, "县财政局", "财政局", "bureau", 0, 1, *_GUARD),
    Unit(4, "柳河镇人民政府", "柳河镇", "township", 0, 0, *_OFFICER, place=1),
    Unit(5, "城关镇人民政府", "城关镇", "township", 0, place=2),
    Unit(6, "下湾村委会", "下湾村", "community", 4, 0, *_SECRETARY, place=4),
    Unit(7, "惠民物业公司", "惠民物业", "firm", 0),
)
_FULL, _BUSY = (2, 2, 2), (2, 2, 1)
POSTS = (
    # number, name, kind, town, place, entrance, phone, lon, lat,
    #     need, needs a leader, leader, phone
    Post("0001", "幸福小区1号岗", "main_gate", 2, 8, "南门", "13037560001", 113.0020, 33.9114,
         _FULL, True),
    Post("0231", "安平苑北门", "main_gate", 1, 5, "北门", "13037560231", 112.9940, 33.8926,
         _FULL, True, *_LEADER),
    Post("0232", "金穗小区南门", "main_gate", 1, 6, "南门", "13037560232", 112.9980, 33.8874,
         _FULL, True),
    Post("0301", "安平苑东门", "side_gate", 1, 5, "东门", "13037560301", 112.9949, 33.8920,
         _BUSY, True, *_GUARD),
    Post("0451", "下湾村口", "village", 1, 4, "村口", "13037560451", 113.0135, 33.8862,
         _BUSY, True, *_SECRETARY),
)  # fmt: skip
AREAS = (
    Area(1, ((112.978, 33.882), (113.022, 33.882), (113.022, 33.900), (112.978, 33.900))),
    Area(2, ((112.978, 33.900), (113.022, 33.900), (113.022, 33.918), (112.978, 33.918))),
)
LINES = (
    Line("river", "临溪河", ((112.978, 33.903), (113.000, 33.901), (113.022, 33.904))),
    Line("road", "省道032", ((113.000, 33.918), (113.001, 33.900), (113.003, 33.882))),
    lane_from(next(post for post in POSTS if post.name == NARROW_LANE.post)),
)

LITTLE = County(
    name="临溪县",
    on=date(2020, 2, 13),
    places=PLACES,
    units=UNITS,
    posts=POSTS,
    people=tuple(seat(EIGHT, UNITS, PLACES, POSTS)),
    areas=AREAS,
    lines=LINES,
)
