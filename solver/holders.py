"""Who holds a qualification when, as arrays."""

from solver.table import Spans, Table


def holders(table: Table, name: str) -> Spans:
    """Return the spans in which each volunteer holds a qualification."""
    return Spans.of(
        (place, [one.span for one in person.held if one.name == name])
        for place, person in enumerate(table.volunteers)
        if person.held
    )
