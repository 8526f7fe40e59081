"""Reports: the overview of cover, hours and load."""
