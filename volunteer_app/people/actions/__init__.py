"""What is done with people and accounts, one module a noun."""
