"""Apart: two who are kept apart are in no shift together."""

from solver.drawing.companions import seats_beside
from solver.drawing.draft import Draft

NAME = "apart"


def rows(draft: Draft) -> None:
    """Let one of the two at most into each shift."""
    for tie in draft.table.instance.ties:
        if tie.is_hard and tie.kind == "apart":
            one, other = tie.volunteers
            for _, mine, theirs in seats_beside(draft, one, (other,)):
                draft.row([mine, *theirs], [1] * (1 + len(theirs)), 1)
