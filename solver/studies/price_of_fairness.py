"""The price of fairness: what raising the worst-off costs all together."""

from dataclasses import dataclass, replace

from solver import score
from solver.effort import Effort, Report, Result
from solver.instance import Instance
from solver.roster import Roster
from solver.search import solve


@dataclass(frozen=True)
class PriceOfFairness:
    """
    Two rosters and what lies between them, all by the goal ``wishes``.

    Parameters
    ----------
    fair, best
        What was found with the goals ``losses`` and without them.
    fair_total, best_total
        The loss of everybody together in either, in weighted minutes.
    worst_fair, worst_best
        The loss of whoever fares worst in either, 90 days counted in.
    price
        What fairness costs: the first total less the second.
    share
        The price relative to the best total.
    proven
        Whether every tier of both was proven; otherwise the price is that of
        the rosters found.
    """

    fair: Result
    best: Result
    fair_total: int
    best_total: int
    worst_fair: int
    worst_best: int
    price: int
    share: float
    proven: bool


def price_of_fairness(
    instance: Instance, effort: Effort | None = None, *, report: Report | None = None
) -> PriceOfFairness:
    """
    Solve with and without the goals ``losses``, and compare what wishes lose in all.

    Both times the tiers above come first, so cover is the same if proven. The
    name and the measure are from Bertsimas, Farias, Trichakis 2011, "The price
    of fairness", Operations Research 59(1):17-31. Each solve may spend the
    whole effort.
    """
    tiers = (tuple(one for one in tier if not one.startswith("losses:")) for tier in instance.tiers)
    plain = replace(instance, tiers=tuple(tier for tier in tiers if tier))
    fair = solve(instance, effort, report=report)
    best = solve(plain, effort, report=report)
    totals = [score.wishes(instance, one.roster) for one in (fair, best)]
    return PriceOfFairness(
        fair=fair,
        best=best,
        fair_total=totals[0],
        best_total=totals[1],
        worst_fair=worst_loss(instance, fair.roster),
        worst_best=worst_loss(instance, best.roster),
        price=totals[0] - totals[1],
        share=(totals[0] - totals[1]) / max(1, totals[1]),
        proven=fair.status == best.status == "proven",
    )


def worst_loss(instance: Instance, roster: Roster) -> int:
    """Return the loss of whoever with a seat fares worst by their wishes."""
    known = instance.shift_by_id
    return max(
        (
            one.history.loss
            + sum(score.seat_cost(one, known[seat]) for seat in roster.worked_by(one.id))
            for one in instance.volunteers
            if roster.worked_by(one.id)
        ),
        default=0,
    )
