"""Studies of a question and its rosters: side by side, fair at what price, in conflict over what, worth of one more."""
