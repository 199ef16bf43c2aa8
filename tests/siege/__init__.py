"""Attack a dashboard on loopback, within bounds: `python -m tests.siege`, or `make siege`."""
