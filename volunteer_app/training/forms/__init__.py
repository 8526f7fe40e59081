"""Forms about training, one module a noun."""
