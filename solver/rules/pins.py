"""Pins: what a person has decided stays, and says so where it breaks a rule."""

NAME = "pins"
# Nothing to add here: eligible() lets pinned pairs in by their own door while
# this rule is on, and the draft gives them 1 as their lower bound.
