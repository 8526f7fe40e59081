"""Roles: whoever goes, a lead, a first-aider or a driver goes along."""

from solver.drawing.draft import Draft
from solver.drawing.holders import holders

NAME = "roles"


def rows(draft: Draft) -> None:
    """Ask for enough holders of each role's qualification wherever anybody goes."""
    table = draft.table
    able = {
        name: holders(table, name)
        for name in {role.qualification for shift in table.shifts for role in shift.roles}
    }
    for place, shift in enumerate(table.shifts):
        members = draft.by_shift[place]
        if not len(members):
            continue
        seats = draft.pairs.shift[members]
        who = draft.pairs.volunteer[members]
        for role in shift.roles:
            fit = able[role.qualification].covers(who, table.start[seats], table.end[seats])
            draft.at_least_if_open(place, members[fit], role.count)
