"""Hours: the ledger, corrections, totals."""
