"""Deep rosters: everybody a line over all days, and cover that joins the lines."""
