"""People: accounts, sign-in, roles, consents, own-data rights."""
