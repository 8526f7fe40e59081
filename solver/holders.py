"""Who holds a qualification when, as arrays."""

from solver.spans import Span
from solver.table import EVER, Spans, Table


def holders(table: Table, name: str) -> Spans:
    """Return the spans in which each volunteer holds a qualification."""
    return Spans.of(
        (
            place,
            [
                Span(
                    -EVER if one.start is None else one.start,
                    EVER if one.end is None else one.end,
                )
                for one in person.held
                if one.name == name
            ],
        )
        for place, person in enumerate(table.volunteers)
        if person.held
    )
