"""The hard rules for the search, each in its own file and again in ``solver.verify``."""

from solver.rules import (
    age,
    apart,
    availability,
    bans,
    busy,
    capacity,
    crew,
    days_off,
    declined,
    experience,
    guardian,
    household,
    insurance,
    kit,
    limits,
    nights,
    opt_out,
    overlap,
    pins,
    qualification,
    rest,
    roles,
    runs,
    streaks,
    succession,
    team,
    together,
    totals,
    travel,
    weather,
    wished,
)  # fmt: skip

# Those about one person and one shift come first, the most selective in front.
RULES = (
    availability, weather, team, wished, opt_out, age, insurance, qualification, declined,
    bans, busy, days_off, overlap, rest, travel, succession, limits, totals, streaks, runs,
    nights, capacity, crew, roles, experience, apart, together, guardian, household, kit,
    pins,
)  # fmt: skip
