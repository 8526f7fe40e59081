"""Forms about organisations, teams and what belongs to them, one module a noun."""
