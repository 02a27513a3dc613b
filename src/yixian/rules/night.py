"""Night as the law on protected people sees it: any part of a shift between two times of the day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

DAY = timedelta(days=1)


def touches_night(start: datetime, end: datetime, night: tuple[time, time]) -> bool:
    """Return whether a shift, half open, has any part in the night.

    Parameters
    ----------
    start, end
        Local wall time, ``start`` before ``end``; a shift may cross midnight and may last several days.
    night
        When the night begins and when it ends on the next morning, for instance 22:00 and 06:00.
    """
    begins, ends = (timedelta(hours=at.hour, minutes=at.minute) for at in night)
    daytime = (begins - ends) % DAY
    midnight = datetime.combine(start.date(), time(), start.tzinfo)
    # Counted from the end of the last night, only a shift that fits into the daytime has no night.
    since_morning = (start - midnight - ends) % DAY
    return since_morning + (end - start) > daytime
