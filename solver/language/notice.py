"""What it costs people to lose a seat they were told of, by how late they hear of it."""

DAY = 1440
# Least notice in minutes, and the cost of a change announced with less than that. Laws on
# predictable work ask for 7 to 14 days; changes in the last 24 hours hurt most.
SCALE = ((1 * DAY, 8), (7 * DAY, 4), (14 * DAY, 2))


def cost_of_change(now: int | None, start: int) -> int:
    """
    Price taking somebody out of a published seat: 8, 4, 2 or 1.

    Eight within the last 24 hours, four within a week, two within a fortnight,
    one with more notice; one always where it is not said when people hear of it.

    Parameters
    ----------
    now
        The minute people are told; None if that does not matter.
    start
        The minute the seat begins.
    """
    if now is None:
        return 1
    return next((cost for least, cost in SCALE if start - now < least), 1)


def is_last_day(now: int | None, start: int) -> bool:
    """Tell whether people hear of it less than a day before a seat begins: the time to call standbys."""
    return now is not None and start - now < DAY
