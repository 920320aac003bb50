"""What it costs to do one thing after another, and the order in which that costs least."""

from collections.abc import Sequence
from math import inf

Job = tuple[float, float]
"""How long something takes, and what each unit of time costs until it starts."""


def delay_cost(jobs: Sequence[Job]) -> float:
    """
    What waiting costs in all when jobs are done one after another, in this order.

    The sum of the cost of delay per unit of time × the time that a job waits before it starts;
    the unit is the one in which durations are given (Reinertsen 2009).
    """
    waited = cost = 0.0
    for duration, per_unit in jobs:
        cost += per_unit * waited
        waited += duration
    return cost


def by_cd3(jobs: Sequence[Job]) -> list[int]:
    """
    The positions of jobs in the order of the least delay cost; equals stay as they were.

    Cost of delay divided by duration, the highest first (CD3: Reinertsen 2009), which no other
    order beats (Smith 1956). What takes no time goes first.
    """

    def urgency(position: int) -> float:
        duration, per_unit = jobs[position]
        return per_unit / duration if duration else inf

    return sorted(range(len(jobs)), key=urgency, reverse=True)
