"""What is done on the day of a shift: coming, going, staying away, closing."""
