"""How a model is drawn up: the instance as arrays, columns and rows, and the pieces rules and goals share."""
