"""Shifts: when, how many people, and which people make a lawful crew."""

from dataclasses import dataclass
from functools import cached_property

from solver.faults import key, need, whole
from solver.language.kit import KitNeed
from solver.language.people import Key
from solver.language.spans import DAY, Served, day_of, is_night

# Ten years: whatever is later is a slip of the pen, and would cost memory by the minute.
LATEST = 3660 * DAY


@dataclass(frozen=True)
class Role:
    """
    A part in the crew that needs a qualification.

    Parameters
    ----------
    name
        The role, for messages.
    count
        So many of the crew at least hold the qualification whenever the crew
        is not empty. One person may count for several roles.
    qualification
        What they hold, over the whole shift.
    """

    name: str
    count: int
    qualification: str

    def __post_init__(self) -> None:
        """Refuse empty roles."""
        whole("count", self.count, 1)
        need(bool(self.qualification), "qualification", self.qualification, "a text")


@dataclass(frozen=True)
class Shift:
    """
    One stretch of duty at one place.

    Parameters
    ----------
    id
        The caller's key, handed back unread.
    start, end
        Minutes from the horizon's start; ``end`` is the first minute off.
    minimum, wanted, most
        People without whom it is short, people hoped for, people allowed.
        ``wanted`` defaults to the minimum, ``most`` to the greater of the two.
    missing_price, surplus_price
        Paid for each person fewer and each more than wanted.
    duty, site, tags
        The kind of duty, the place and free labels, for wishes and messages.
    team
        Only members of this team; None is everybody.
    needs
        Qualifications every one of the crew must hold over the whole shift.
    adults_only, insured
        Whether all must be of age at the start, insured over the whole shift.
        Nights ask for adults by themselves.
    least_crew
        The crew is empty or at least this many: never alone.
    roles
        See Role.
    experienced, experienced_percent, most_novices
        So many experienced people at least in a crew that is not empty; such
        a share of it at least, rounded up to whole people; so many others at
        most (None is no limit).
    kit
        What the crew takes along, see KitNeed.
    critical
        Whether an open minimum seat here comes before all others.
    outdoor, hot
        Whether weather can close it; whether it is served in the heat, for the
        goal ``balance_heat``.
    confidence
        With what chance, in percent, so many as the minimum should turn up, for
        the goal ``standby``; 0 asks for nothing. See ``Volunteer.show_up``.
    standby_for
        The shift whose absent people those in this one stand by for. It shares a
        minute with it, so that nobody is in both, and nobody stands by for it.
    day
        Calendar day, counted from the horizon's first; by default the day the
        shift starts.
    night
        Whether it touches 22:00 to 06:00; by default told from the minutes.
    burden
        What it weighs in the balance between people, in minutes; by default its
        length, twice that at night.
    """

    # The five that default to None follow from the others and are never None later.
    id: Key
    start: int
    end: int
    minimum: int = 1
    wanted: int = None  # type: ignore[assignment]
    most: int = None  # type: ignore[assignment]
    missing_price: int = 0
    surplus_price: int = 0
    duty: str = ""
    site: str = ""
    team: str | None = None
    needs: frozenset[str] = frozenset()
    adults_only: bool = False
    insured: bool = False
    least_crew: int = 1
    roles: tuple[Role, ...] = ()
    experienced: int = 0
    experienced_percent: int = 0
    most_novices: int | None = None
    kit: tuple[KitNeed, ...] = ()
    critical: bool = False
    outdoor: bool = False
    hot: bool = False
    tags: frozenset[str] = frozenset()
    confidence: int = 0
    standby_for: Key | None = None
    day: int = None  # type: ignore[assignment]
    night: bool = None  # type: ignore[assignment]
    burden: int = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        """Refuse impossible shifts and fill in what follows from the rest."""
        key("id", self.id)
        whole("start", self.start, 0)
        whole("end", self.end)
        need(self.end > self.start, "end", self.end, f"later than {self.start}")
        need(self.end <= LATEST, "end", self.end, f"{LATEST}, ten years, at most")
        whole("minimum", self.minimum, 0)
        self._settle("wanted", self.minimum)
        whole("wanted", self.wanted, 0)
        self._settle("most", max(self.minimum, self.wanted))
        need(self.most >= self.wanted, "most", self.most, "at least wanted")
        whole("missing_price", self.missing_price, 0)
        whole("surplus_price", self.surplus_price, 0)
        whole("least_crew", self.least_crew, 1)
        whole("experienced", self.experienced, 0)
        whole("experienced_percent", self.experienced_percent, 0)
        fine = self.experienced_percent <= 100
        need(fine, "experienced_percent", self.experienced_percent, "0 to 100")
        if self.most_novices is not None:
            whole("most_novices", self.most_novices, 0)
        whole("confidence", self.confidence, 0)
        need(self.confidence <= 100, "confidence", self.confidence, "0 to 100")
        if self.standby_for is not None:
            key("standby_for", self.standby_for)
        self._settle("day", day_of(self.start))
        self._settle("night", is_night(self.start, self.end))
        self._settle("burden", self.minutes * (2 if self.night else 1))
        object.__setattr__(self, "needs", frozenset(self.needs))
        object.__setattr__(self, "tags", frozenset(self.tags))
        object.__setattr__(self, "roles", tuple(self.roles))
        object.__setattr__(self, "kit", tuple(self.kit))
        named = [one.name for one in self.kit]
        need(len(set(named)) == len(named), "kit", named, "each kind of kit once")

    def _settle(self, name: str, default: int | bool) -> None:
        if getattr(self, name) is None:
            object.__setattr__(self, name, default)

    @cached_property
    def served(self) -> Served:
        """Return the shift as a seat that is settled."""
        return Served(self.start, self.end, self.duty, self.day, self.site)

    @property
    def minutes(self) -> int:
        """Return the length in minutes."""
        return self.end - self.start
