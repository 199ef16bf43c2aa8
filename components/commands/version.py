"""The version of the project, which pyproject.toml takes from here."""

VERSION = "0.1.0"
