"""Teams: organisations, teams, memberships, sites, duty kinds."""
