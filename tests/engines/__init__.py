"""The contract of engines on those that are too large for every run: `make test-engines`."""
