"""What is told of rosters: breaches, changes, verdicts and reasons as whole sentences, and small pictures."""
