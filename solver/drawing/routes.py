"""Minutes between the sites of shifts and the homes of people, as arrays."""

import numpy as np

from solver.drawing.table import Numbers, Table


class Routes:
    """A matrix of minutes between all sites and homes that occur."""

    def __init__(self, table: Table) -> None:
        sites = {one.site for one in table.shifts}
        duties = [
            (place, one.start, one.end, one.day, table.kinds[one.duty], one.site)
            for place, person in enumerate(table.volunteers)
            for one in person.history.duties
        ]
        names = sorted(
            sites | {one.home for one in table.volunteers} | {duty[-1] for duty in duties}
        )
        number = {name: place for place, name in enumerate(names)}
        minutes = table.instance.travel.minutes
        ways = [[minutes(one, other) for other in names] for one in names]
        self._ways = np.array(ways, dtype=np.int64).reshape(len(names), len(names))
        self._site = np.array([number[one.site] for one in table.shifts], dtype=np.int64)
        self._home = np.array([number[one.home] for one in table.volunteers], dtype=np.int64)
        # In the order of ``Table.duties``.
        self._duty = np.array([number[one[-1]] for one in sorted(duties)], dtype=np.int64)
        self.longest = int(self._ways.max(initial=0))

    def between(self, shift: Numbers, later: Numbers) -> Numbers:
        """Return the minutes from shifts to later ones."""
        return self._ways[self._site[shift], self._site[later]]

    def from_duty(self, duty: Numbers, shift: Numbers) -> Numbers:
        """Return the minutes from settled duties to shifts."""
        return self._ways[self._duty[duty], self._site[shift]]

    def to_duty(self, shift: Numbers, duty: Numbers) -> Numbers:
        """Return the minutes from shifts to settled duties."""
        return self._ways[self._site[shift], self._duty[duty]]

    def out(self, volunteer: Numbers, shift: Numbers) -> Numbers:
        """Return the minutes from people's homes to shifts."""
        return self._ways[self._home[volunteer], self._site[shift]]

    def back(self, volunteer: Numbers, shift: Numbers) -> Numbers:
        """Return the minutes from shifts to people's homes."""
        return self._ways[self._site[shift], self._home[volunteer]]
