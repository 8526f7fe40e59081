"""What people do to rosters: periods, shifts, solving, the board, publication, seats."""
