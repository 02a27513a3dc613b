"""The invented county 临溪县, whole, from one seed."""

from __future__ import annotations

from datetime import date

import numpy as np

from yixian.simulate.crowd import Crowd
from yixian.simulate.duty_of import answer
from yixian.simulate.facts import Area, County
from yixian.simulate.identity import Numbers
from yixian.simulate.land import lay_out
from yixian.simulate.lane import NARROW_LANE, lane_from
from yixian.simulate.people import EIGHT
from yixian.simulate.places import settle
from yixian.simulate.posts import place_posts
from yixian.simulate.scale import degrees
from yixian.simulate.staffing import Ground, staff
from yixian.simulate.towns import COUNTY
from yixian.simulate.units import set_up

POPULATION = 500_000
TODAY = date(2020, 2, 13)


def county(people: int = POPULATION, seed: int = 1, on: date = TODAY) -> County:
    """Return the invented county with so many inhabitants, the same for the same seed, as it is on a day.

    Inhabitants are counted as households of villages and compounds; those who are known by name are
    882 cadres, 2,000 village, community and property staff, 1,000 volunteers and 17 officers.
    """
    # Each part draws from its own stream: one more person leaves the land as it was.
    land_rng, place_rng, unit_rng, number_rng, post_rng, people_rng, lead_rng = (
        np.random.default_rng([seed, stream]) for stream in range(7)
    )
    land = lay_out(land_rng)
    numbers = Numbers(number_rng, taken=[word for one in EIGHT for word in (one.id_number[:17], one.phone)])
    places = settle(people, place_rng)
    units = set_up(places, unit_rng)
    posts = place_posts(places, land, numbers, post_rng)
    ground = Ground(places, units, posts)
    everybody = staff(ground, Crowd(on, numbers, people_rng), people_rng)
    ground = answer(ground, everybody, lead_rng)
    ids = {place.name: place.id for place in places}
    lane = lane_from(next(post for post in posts if post.name == NARROW_LANE.post))
    return County(
        name=COUNTY,
        on=on,
        places=ground.places,
        units=ground.units,
        posts=ground.posts,
        people=everybody,
        areas=tuple(Area(ids[name], tuple(map(degrees, ring))) for name, ring in land.rings.items()),
        lines=(*land.lines(), lane),
    )
