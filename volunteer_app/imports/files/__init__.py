"""Opening an uploaded file safely: what it really is, how big it would grow, and its plain cells."""
