"""Volunteers: when they can, what they hold, how much they want, what came before."""

from dataclasses import dataclass, field, fields
from functools import cached_property

from solver.faults import key, need, whole
from solver.language.bounds import Bound
from solver.language.spans import DAY, Held, Served, Span, Window, joined, widest

Key = int | str


@dataclass(frozen=True)
class Limits:
    """
    How much one volunteer may be given; None is no limit.

    These are the limits every house has; all others are said with ``Bound``.

    Parameters
    ----------
    most_minutes, most_shifts
        In the whole horizon.
    most_minutes_week, most_shifts_week
        In one calendar week, Monday to Sunday, by the day a seat begins.
    most_shifts_month
        In one calendar month (see ``Instance.months``), by the day a seat begins.
    most_minutes_day
        In any 24 hours, counted by the minute.
    most_shifts_day
        On one calendar day, by the day a seat begins.
    rest_minutes
        Between a seat of one calendar day and a seat of a later one. Seats of
        the same day need ``break_minutes`` only.
    break_minutes
        Between two seats of the same calendar day.
    most_days_in_row, most_days_of_seven
        Days with a seat, running and within any seven running days.
    most_nights_in_row, nights_rest_minutes
        Nights (22:00 to 06:00) running, and the time off after the last of
        them when the limit was reached.
    """

    most_minutes: int | None = None
    most_minutes_week: int | None = None
    most_minutes_day: int | None = None
    most_shifts: int | None = None
    most_shifts_week: int | None = None
    most_shifts_month: int | None = None
    most_shifts_day: int | None = None
    rest_minutes: int = 0
    break_minutes: int = 0
    most_days_in_row: int | None = None
    most_days_of_seven: int | None = None
    most_nights_in_row: int | None = None
    nights_rest_minutes: int = DAY

    def __post_init__(self) -> None:
        """Refuse anything below nothing."""
        for column in fields(self):
            value = getattr(self, column.name)
            if value is not None:
                whole(column.name, value, 0)


CARRIED = ("burden", "minutes", "nights", "heat", "weekends", "loss", "granted", "missed")


@dataclass(frozen=True)
class History:
    """
    What came before the horizon, or stands beside it.

    Parameters
    ----------
    duties
        Seats that are settled outside this instance: those of the last days
        before the horizon, and other teams' published seats within it. They
        count for overlap, rest, limits, bounds, successions, runs of days and
        nights.
    known_from
        First day of which every duty is listed, 0 or before. What lies before
        is not known: no run that may have begun there is too short.
    burden
        Burden of the last 90 days, in minutes (see ``Shift.burden``).
    minutes, nights, heat, weekends
        Of the last 90 days: minutes served, and seats at night, in the heat
        and on weekends.
    loss
        What seats of the last 90 days cost by the person's wishes, in weighted
        minutes (see ``score.seat_cost``).
    granted, missed
        Wishes granted and missed in the last 90 days.
    """

    duties: tuple[Served, ...] = ()
    burden: int = 0
    minutes: int = 0
    nights: int = 0
    heat: int = 0
    weekends: int = 0
    loss: int = 0
    granted: int = 0
    missed: int = 0
    known_from: int = 0

    def __post_init__(self) -> None:
        """Refuse negative counts and a past that begins after the horizon."""
        object.__setattr__(self, "duties", tuple(self.duties))
        whole("known_from", self.known_from)
        need(self.known_from <= 0, "known_from", self.known_from, "0 or a day before")
        for name in CARRIED:
            whole(name, getattr(self, name), 0)


@dataclass(frozen=True)
class Request:
    """
    A seat somebody asks for or asks to be spared, and the price of not heeding it.

    Parameters
    ----------
    price
        Paid once when it is not met.
    day
        Any seat of this day, or with ``duty`` any of this day and kind.
    duty
        The kind of duty; None is any.
    shift
        This one shift, instead of a day.
    spared
        Whether the person asks not to be given it.
    """

    price: int
    day: int | None = None
    duty: str | None = None
    shift: Key | None = None
    spared: bool = False

    def __post_init__(self) -> None:
        """Refuse a request for nothing, or for two things."""
        whole("price", self.price, 1)
        if self.shift is not None:
            key("shift", self.shift)
            fine = self.day is None and self.duty is None
            need(fine, "shift", self.shift, "alone: a shift has its own day and duty")
        else:
            need(self.day is not None, "day", self.day, "a day, or a shift")
            whole("day", self.day)


@dataclass(frozen=True)
class Volunteer:
    """
    One person who may be given seats.

    Parameters
    ----------
    id
        The caller's key, handed back unread.
    windows
        When the person can serve.
    windows_joined
        Whether a seat may run over windows that touch or overlap; otherwise it
        lies within a single one.
    busy
        When the person is taken elsewhere; wins over windows.
    held
        Qualifications.
    adult_from
        Minute from which the person is of age: 0 or less means already, None
        not within the horizon.
    insured
        Spans of accident cover.
    limits, bounds, requests, history
        See Limits, Bound, Request and History.
    days_off
        Days, counted from the horizon's first, that must stay free.
    wishes
        Duty kinds wished; empty wishes all alike.
    only_wished
        Whether duties not wished are out of the question.
    teams
        Teams the person belongs to.
    home
        The site the person sets out from, for the goal ``travel``; empty where
        it is not known.
    opted_out
        Never placed by the machine, only pinned by hand.
    declined
        Shifts turned down: never offered again by the machine.
    guardians, ward_until
        A ward serves only where one of these is in the same shift; nobody here
        is no ward. From this minute on shifts may begin without a guardian;
        None is not within the horizon.
    experienced
        Whether the person counts as experienced: always, never, or in these
        duty kinds.
    show_up
        The chance that the person turns up for a seat, in percent and in steps
        of ten: a few duties tell no more. See ``Shift.confidence``.
    """

    id: Key
    windows: tuple[Window, ...] = ()
    windows_joined: bool = True
    busy: tuple[Span, ...] = ()
    held: tuple[Held, ...] = ()
    adult_from: int | None = 0
    insured: tuple[Span, ...] = ()
    limits: Limits = field(default_factory=Limits)
    bounds: tuple[Bound, ...] = ()
    requests: tuple[Request, ...] = ()
    days_off: frozenset[int] = frozenset()
    wishes: frozenset[str] = frozenset()
    only_wished: bool = False
    teams: frozenset[str] = frozenset()
    history: History = field(default_factory=History)
    home: str = ""
    opted_out: bool = False
    declined: frozenset[Key] = frozenset()
    guardians: frozenset[Key] = frozenset()
    ward_until: int | None = None
    experienced: bool | frozenset[str] = False
    show_up: int = 100

    def __post_init__(self) -> None:
        """Refuse shapes that would be misread later; tidy lists into tuples and sets."""
        key("id", self.id)
        for name in ("windows", "busy", "held", "insured", "bounds", "requests"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        for name in ("wishes", "teams", "declined", "guardians", "days_off"):
            given = getattr(self, name)
            need(not isinstance(given, str), name, given, "a set")
            object.__setattr__(self, name, frozenset(given))
        for day in self.days_off:
            whole("days_off", day)
        if not isinstance(self.experienced, bool):
            object.__setattr__(self, "experienced", frozenset(self.experienced))
        whole("show_up", self.show_up, 0)
        fine = self.show_up <= 100 and self.show_up % 10 == 0
        need(fine, "show_up", self.show_up, "0, 10, 20 … or 100")
        if self.adult_from is not None:
            whole("adult_from", self.adult_from)
        if self.ward_until is not None:
            whole("ward_until", self.ward_until)

    @cached_property
    def hours(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches one of which a seat must lie in, in order of time."""
        if self.windows_joined:
            return tuple(joined(self.windows))
        return tuple(widest(self.windows))

    def needs_guardian(self, start: int) -> bool:
        """Tell whether the person serves with a guardian only in a shift that begins then."""
        return bool(self.guardians) and (self.ward_until is None or start < self.ward_until)

    def is_experienced(self, duty: str) -> bool:
        """Tell whether the person counts as experienced in a duty kind."""
        if isinstance(self.experienced, bool):
            return self.experienced
        return duty in self.experienced
