"""Ways to corrupt one line of a sound plan, each of which makes it untrue."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

Document = dict[str, Any]
Corruption = Callable[[Document, random.Random], None]


def _row(plan: Document, chance: random.Random) -> dict[str, Any]:
    row: dict[str, Any] = chance.choice(plan["alternatives"])
    return row


def _leg(plan: Document, chance: random.Random) -> dict[str, Any]:
    leg: dict[str, Any] = chance.choice(_row(plan, chance)["legs"])
    return leg


def _moved(plan: Document, chance: random.Random) -> dict[str, Any]:
    leg: dict[str, Any] = chance.choice([leg for leg in _row(plan, chance)["legs"] if len(leg["way"]) > 2])
    return leg


def seconds_changed(plan: Document, chance: random.Random) -> None:
    """A leg takes another time than it does."""
    _leg(plan, chance)["seconds"] += chance.choice([-30, -0.001, 0.001, 30])


def band_narrowed(plan: Document, chance: random.Random) -> None:
    """A leg promises more than anybody knows."""
    leg = _leg(plan, chance)
    leg["band"] = [leg["seconds"], leg["seconds"]]


def start_moved(plan: Document, chance: random.Random) -> None:
    """A leg begins at another time."""
    _leg(plan, chance)["starts"][chance.randrange(3)] += chance.choice([-60, 1, 60])


def metres_changed(plan: Document, chance: random.Random) -> None:
    """A leg is shorter or longer than its way."""
    _leg(plan, chance)["metres"] += chance.choice([-40, -1, 1, 40])


def way_cut(plan: Document, chance: random.Random) -> None:
    """A node of a way is left out."""
    _moved(plan, chance)["way"].pop(1)


def way_turned(plan: Document, chance: random.Random) -> None:
    """A way runs backwards."""
    _moved(plan, chance)["way"].reverse()


def way_of_strings(plan: Document, chance: random.Random) -> None:
    """A way names no nodes."""
    _moved(plan, chance)["way"] = chance.choice(["x", None, [True], [10**9], [-1]])


def leg_gone(plan: Document, chance: random.Random) -> None:
    """A leg is lost."""
    legs = _row(plan, chance)["legs"]
    legs.pop(chance.randrange(len(legs)))


def leg_twice(plan: Document, chance: random.Random) -> None:
    """A leg stands there twice."""
    legs = _row(plan, chance)["legs"]
    legs.append(dict(chance.choice(legs)))


def place_renamed(plan: Document, chance: random.Random) -> None:
    """A leg begins or ends elsewhere."""
    _leg(plan, chance)[chance.choice(["from", "to"])] = "hospital:nowhere"


def by_changed(plan: Document, chance: random.Random) -> None:
    """A leg is done by something else."""
    _leg(plan, chance)["by"] = "helicopter"


def who_swapped(plan: Document, chance: random.Random) -> None:
    """Somebody else is written into a leg."""
    _leg(plan, chance)["who"] = ["nobody"]


def bearer_swapped(plan: Document, chance: random.Random) -> None:
    """A bearer is another one than was ordered."""
    _row(plan, chance)["bearers"][0] = "nobody"


def bearer_dropped(plan: Document, chance: random.Random) -> None:
    """A party is smaller than it was."""
    _row(plan, chance)["bearers"].pop()


def order_to_stranger(plan: Document, chance: random.Random) -> None:
    """An order goes to somebody unknown."""
    chance.choice(_with_orders(plan, chance)["orders"])["who"] = "nobody"


def order_gone(plan: Document, chance: random.Random) -> None:
    """An order is lost."""
    orders = _with_orders(plan, chance)["orders"]
    orders.pop(chance.randrange(len(orders)))


def order_late(plan: Document, chance: random.Random) -> None:
    """Somebody is told to be there at another time."""
    orders = [order for order in _with_orders(plan, chance, "seconds")["orders"] if order["seconds"]]
    chance.choice(orders)["seconds"][1] += 1


def order_changed(plan: Document, chance: random.Random) -> None:
    """An order is another one."""
    chance.choice(_with_orders(plan, chance)["orders"])["order"] = chance.choice(["stay", None, 3])


def arrival_rounded(plan: Document, chance: random.Random) -> None:
    """The arrival is prettier than it is."""
    seconds = _row(plan, chance)["seconds"]
    seconds[chance.choice(["met", "hospital"])][chance.randrange(3)] -= 7


def minutes_prettier(plan: Document, chance: random.Random) -> None:
    """The minutes that are shown are not those of the band."""
    _row(plan, chance)["minutes"]["hospital"][chance.randrange(2)] -= 1


def merit_changed(plan: Document, chance: random.Random) -> None:
    """What it is ranked by is not true."""
    _row(plan, chance)["merit"] += chance.choice([-20, 20])


def ranks_swapped(plan: Document, chance: random.Random) -> None:
    """The second stands before the first."""
    rows = plan["alternatives"]
    rows.insert(0, rows.pop()) if len(rows) > 1 else rows.append(rows[0])


def alternative_gone(plan: Document, chance: random.Random) -> None:
    """An alternative is hidden."""
    plan["alternatives"].pop(chance.randrange(len(plan["alternatives"])))


def alternative_twice(plan: Document, chance: random.Random) -> None:
    """An alternative is listed twice."""
    plan["alternatives"].append(_row(plan, chance))


def unit_renamed(plan: Document, chance: random.Random) -> None:
    """An ambulance is unknown."""
    _row(plan, chance)["unit"] = chance.choice(["U99", None, 3])


def hospital_renamed(plan: Document, chance: random.Random) -> None:
    """A hospital is unknown."""
    _row(plan, chance)["hospital"] = chance.choice(["H99", None])


def transfer_changed(plan: Document, chance: random.Random) -> None:
    """The transfer leads elsewhere, or is dropped."""
    row = _row(plan, chance)
    row["transfer"] = None if row["transfer"] is not None else row["hospital"]


def kind_changed(plan: Document, chance: random.Random) -> None:
    """The way is called another one."""
    row = _row(plan, chance)
    row["kind"] = chance.choice([kind for kind in ("walk_in", "meet", "fetch", "fly") if kind != row["kind"]])


def meeting_moved(plan: Document, chance: random.Random) -> None:
    """The meeting is at another node."""
    _row(plan, chance)["meeting"]["node"] = chance.choice([0, 1, None, "x", -3])


def meeting_drawn_elsewhere(plan: Document, chance: random.Random) -> None:
    """The meeting is shown at another place on the map."""
    _row(plan, chance)["meeting"]["lon"] += 0.001


def gear_claimed(plan: Document, chance: random.Random) -> None:
    """Straps or a stretcher are claimed or denied."""
    row, key = _row(plan, chance), chance.choice(["straps", "stretcher"])
    row[key] = not row[key]


def closure_hidden(plan: Document, chance: random.Random) -> None:
    """A closure on the way is hidden, or one is invented."""
    row = _row(plan, chance)
    row["passes"] = [] if row["passes"] else ["K0"]


def reason_gone(plan: Document, chance: random.Random) -> None:
    """A reason is hidden."""
    rows = plan["rejected"] or plan["why"]
    rows.pop(chance.randrange(len(rows))) if rows else plan["why"].append({"code": "no_guide"})


def reason_invented(plan: Document, chance: random.Random) -> None:
    """A reason is invented."""
    plan[chance.choice(["rejected", "why"])].append({"code": "unit_busy", "unit": "U0", "since": 3})


def cover_prettier(plan: Document, chance: random.Random) -> None:
    """More people are said to be covered than are."""
    if plan["cover"] is None:
        plan["cover"] = {"before": 1, "after": 1, "lost": [], "relocation": None}
    else:
        plan["cover"][chance.choice(["before", "after"])] += 1


def data_younger(plan: Document, chance: random.Random) -> None:
    """The data is said to be fresher than it is."""
    plan["data"]["speeds_days"] = 0


def other_case(plan: Document, chance: random.Random) -> None:
    """The plan belongs to another file."""
    plan["case"] = plan["case"][:-1] + "x"


def other_format(plan: Document, chance: random.Random) -> None:
    """The format is another one."""
    plan["format"] = "yixian-rescue-plan/2"


def key_added(plan: Document, chance: random.Random) -> None:
    """Something is added that nobody knows."""
    chance.choice([plan, _row(plan, chance), _leg(plan, chance)])["note"] = "trust me"


def straight_denied(plan: Document, chance: random.Random) -> None:
    """The plan says the contrary of what it stands on."""
    plan["straight"] = chance.choice([not plan["straight"], None])


def lists_broken(plan: Document, chance: random.Random) -> None:
    """A list is none."""
    plan[chance.choice(["alternatives", "rejected", "why"])] = chance.choice([None, {}, "x", 3])


def row_broken(plan: Document, chance: random.Random) -> None:
    """A part of an alternative is of another shape."""
    _row(plan, chance)[chance.choice(["legs", "orders", "meeting", "seconds"])] = chance.choice([None, 3, "x", [3]])


def _with_orders(plan: Document, chance: random.Random, key: str = "who") -> dict[str, Any]:
    rows = [row for row in plan["alternatives"] if any(order[key] for order in row["orders"])]
    row: dict[str, Any] = chance.choice(rows)
    return row


KINDS: tuple[Corruption, ...] = (
    seconds_changed, band_narrowed, start_moved, metres_changed, way_cut, way_turned, way_of_strings, leg_gone,
    leg_twice, place_renamed, by_changed, who_swapped, bearer_swapped, bearer_dropped, order_to_stranger, order_gone,
    order_late, order_changed, arrival_rounded, minutes_prettier, merit_changed, ranks_swapped, alternative_gone,
    alternative_twice, unit_renamed, hospital_renamed, transfer_changed, kind_changed, meeting_moved,
    meeting_drawn_elsewhere, gear_claimed, closure_hidden, reason_gone, reason_invented, cover_prettier, data_younger,
    other_case, other_format, key_added, straight_denied, lists_broken, row_broken,
)  # fmt: skip
