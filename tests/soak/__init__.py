"""Put a server under the load of many readers: `python -m tests.soak`, or `make soak`."""
