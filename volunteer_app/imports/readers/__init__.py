"""Reading the rows of a recognised sheet into records, one file for each kind of sheet."""
