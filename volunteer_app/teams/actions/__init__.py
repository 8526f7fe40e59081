"""What is done with organisations, teams, sites and duty kinds, one module a noun."""
