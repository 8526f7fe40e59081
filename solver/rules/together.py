"""Together: of two who keep together neither serves without the other."""

from solver.drawing.companions import seats_beside
from solver.drawing.draft import Draft

NAME = "together"


def rows(draft: Draft) -> None:
    """Let neither of the two into a shift without the other."""
    for tie in draft.table.instance.ties:
        if tie.is_hard and tie.kind == "together":
            for one, other in (tie.volunteers, tie.volunteers[::-1]):
                for shift, mine, theirs in seats_beside(draft, one, (other,)):
                    draft.follows(shift, mine, theirs)
