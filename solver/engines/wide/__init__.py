"""Wide questions: the linear relaxation bounds and nearly solves them, exact parts finish."""
