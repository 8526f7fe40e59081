"""Crew: nobody is sent alone; the crew is empty or as large as it must be."""

from solver.drawing.draft import Draft

NAME = "crew"


def rows(draft: Draft) -> None:
    """Ask for the least crew wherever anybody goes."""
    for place, shift in enumerate(draft.table.shifts):
        members = draft.by_shift[place]
        if shift.least_crew > 1 and len(members):
            draft.at_least_if_open(place, members, shift.least_crew)
