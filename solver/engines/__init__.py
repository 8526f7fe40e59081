"""Ways to solve a model; ``solver.search`` chooses among them."""
