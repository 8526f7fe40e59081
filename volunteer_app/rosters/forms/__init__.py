"""Rosters' forms: shape only, each for one action."""
