"""Decisions people made before the search: who stays where, and who is kept from where."""

from dataclasses import dataclass

from solver.roster import Key


@dataclass(frozen=True)
class Pin:
    """A volunteer who must stay in a shift, by a person's decision."""

    volunteer: Key
    shift: Key


@dataclass(frozen=True)
class Ban:
    """A volunteer who must not be put in a shift."""

    volunteer: Key
    shift: Key
