"""How long a drop-out in a published month takes to mend, and how many people it moves."""

import argparse
import resource
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from solver import files, verify
from solver.bench.district import district
from solver.effort import Effort
from solver.events import Event
from solver.faults import need
from solver.instance import Assignment, Instance, Shift, Window
from solver.language.spans import DAY
from solver.roster import Roster

WEEKS = 4
# How long before a seat begins its person drops out, in minutes.
NOTICES = (2 * 60, 12 * 60, 2 * DAY, 5 * DAY, 10 * DAY)

RANKS = (("median", 50), ("p95", 95), ("most", 100))


def month(people: int, shifts: int, seed: int) -> Instance:
    """
    Make four weeks of a district: everybody's week comes again, every week's work is drawn anew.

    Limits on the number of shifts are those of two weeks, so that they bind.
    """
    work: list[Shift] = []
    for week in range(WEEKS):
        drawn = district(1, -(-shifts // WEEKS), seed + week).shifts
        work += [_later(one, week) for one in drawn]
    crowd = district(people, -(-shifts // WEEKS), seed).volunteers
    return Instance(
        tuple(
            replace(
                one,
                windows=tuple(
                    Window(w.start + week * 7 * DAY, w.end + week * 7 * DAY, w.grade)
                    for week in range(WEEKS)
                    for w in one.windows
                ),
                limits=replace(one.limits, most_shifts=2 * (one.limits.most_shifts or 1)),
            )
            for one in crowd
        ),
        tuple(work[:shifts]),
        days=7 * WEEKS,
    )


def _later(shift: Shift, week: int) -> Shift:
    ahead = week * 7 * DAY
    return replace(
        shift,
        id=f"{shift.id}w{week}",
        start=shift.start + ahead,
        end=shift.end + ahead,
        day=shift.day + week * 7,
    )


@dataclass
class _Tally:
    """What came out of the repairs so far."""

    times: list[float] = field(default_factory=list)
    #: processor seconds of all threads together: what a busy machine does not add to
    work: list[float] = field(default_factory=list)
    moved: Counter[int] = field(default_factory=Counter)
    short: Counter[int] = field(default_factory=Counter)
    proven: int = 0
    unlawful: int = 0

    def at(self, percent: int) -> float:
        """Return the seconds so many of a hundred repairs keep to."""
        return _rank(self.times, percent)

    def tell(self) -> None:
        """Print it."""
        for name, some in (("seconds", self.times), ("processor seconds", self.work)):
            ranks = (f"{word} {_rank(some, rank):.2f}" for word, rank in RANKS)
            print(f"{name}: {', '.join(ranks)}")
        print(f"proven {self.proven} of {len(self.times)}, unlawful {self.unlawful}")
        for name, counts in (("moved", self.moved), ("open", self.short)):
            told = (f"{count} times {key}" for key, count in sorted(counts.items()))
            print(f"{name}: {', '.join(told)}")


def _rank(some: list[float], percent: int) -> float:
    return sorted(some)[min(len(some) - 1, len(some) * percent // 100)]


def run(chosen: argparse.Namespace) -> dict[str, object]:
    """
    Let people drop out of a published roster one after another, each time from the same one.

    The seconds told are those of ``repair`` alone, the median and the one that
    19 of 20 keep to; every repaired roster is judged by ``verify`` afterwards.
    """
    instance, roster = _published(chosen)
    need(len(roster) > 0, "roster", 0, "a roster with seats to drop out of")
    need(chosen.drop_outs > 0, "--drop-outs", chosen.drop_outs, "one or more")
    print(f"{len(instance.volunteers)} people, {len(instance.shifts)} shifts, {len(roster)} seats")
    tally = _mend(instance, roster, chosen)
    tally.tell()
    every = tally.proven == chosen.drop_outs and not tally.unlawful
    return {
        "name": f"repair {len(instance.volunteers)}",
        "status": "proven" if every else "out of time",
        "objective": {
            "proven": tally.proven,
            "median": round(tally.at(50), 3),
            "p95": round(tally.at(95), 3),
        },
        "moved": dict(sorted(tally.moved.items())),
        "bound": None,
        "gap": round(1 - tally.proven / chosen.drop_outs, 4),
        "seconds": round(sum(tally.times), 3),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _published(chosen: argparse.Namespace) -> tuple[Instance, Roster]:
    from solver.search import solve

    if chosen.instance is None:
        instance = month(chosen.people, chosen.shifts, chosen.seed)
    else:
        instance = files.instance_from_json(files.load(chosen.instance))
    if chosen.roster is None:
        effort = Effort(chosen.seconds, chosen.workers, chosen.seed)
        roster = solve(instance, effort).roster
    else:
        roster = files.roster_from_json(files.load(chosen.roster))
    if chosen.save is not None:
        files.save(chosen.save, files.instance_to_json(instance))
        beside = chosen.save.with_suffix(".roster.json")
        files.save(beside, files.roster_to_json(roster))
    return instance, roster


def _mend(instance: Instance, roster: Roster, chosen: argparse.Namespace) -> _Tally:
    from solver.repair import repair

    dice = Random(chosen.seed)
    seats = sorted(roster.assignments, key=lambda one: (str(one.shift), str(one.volunteer)))
    before = {one.mark for one in verify.breaches(instance, roster)}
    tally = _Tally()
    for _ in range(chosen.drop_outs):
        event = _drop_out(instance, dice.choice(seats), dice)
        began, worked = time.monotonic(), time.process_time()
        found = repair(instance, roster, event, Effort(chosen.limit, chosen.workers, chosen.seed))
        tally.times.append(time.monotonic() - began)
        tally.work.append(time.process_time() - worked)
        tally.moved[len(found.moved)] += 1
        tally.short[found.short] += 1
        tally.proven += found.proven
        after = verify.breaches(found.instance, found.roster)
        tally.unlawful += any(one.mark not in before for one in after)
        if chosen.progress:
            seconds, cost = tally.times[-1], f"cost {found.cost}  bound {found.bound}"
            print(
                f"{seconds:6.2f} s ({tally.work[-1]:.2f})  moved {len(found.moved)}  short {found.short}  {cost}"
            )
    return tally


def _drop_out(instance: Instance, seat: Assignment, dice: Random) -> Event:
    start = instance.shift_by_id[seat.shift].start
    return Event(now=start - dice.choice(NOTICES), dropped=(seat,))


def register(benches: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = benches.add_parser("repair", help="drop-outs in a published month")
    command.add_argument("--people", type=int, default=1_000)
    command.add_argument("--shifts", type=int, default=1_000)
    command.add_argument("--drop-outs", type=int, default=200)
    command.add_argument("--instance", type=Path, help="this one instead of a made-up month")
    command.add_argument("--roster", type=Path, help="its roster; by default it is solved first")
    command.add_argument("--seconds", type=float, default=60, help="for the roster at the start")
    command.add_argument("--limit", type=float, default=20, help="for each repair, in seconds")
    command.add_argument("--workers", type=int, default=2)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--save", type=Path)
    command.add_argument("--progress", action="store_true")
    command.set_defaults(run=run)
