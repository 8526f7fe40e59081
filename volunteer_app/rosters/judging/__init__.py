"""What the solver's specification says of one seat, of a change on the board, and of a whole draft."""
