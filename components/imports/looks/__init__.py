"""A look at a file before the work: what its fields seem to mean, and a mapping that says so."""
