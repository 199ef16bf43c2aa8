"""Many readers at once, on servers of its own: `python -m tests.soak`, or `make soak`."""
