"""Guardian: a ward serves in a guardian's company only."""

from solver.drawing.companions import seats_beside
from solver.drawing.draft import Draft

NAME = "guardian"


def rows(draft: Draft) -> None:
    """Let each ward follow one of the guardians."""
    table = draft.table
    for person in table.volunteers:
        if not person.guardians:
            continue
        for shift, mine, theirs in seats_beside(draft, person.id, person.guardians):
            if person.needs_guardian(int(table.start[shift])):
                draft.follows(shift, mine, theirs)
