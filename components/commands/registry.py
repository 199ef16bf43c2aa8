"""The commands of the program, by name, with what each does in a few words."""

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "check": "print every problem of one or more logs",
    "convert": "make a log of other files",
    "merge": "put what a file has into a log",
    "draft": "make a draft of an article",
    "export": "write a view of a log in a format",
    "load": "write the tables of a log into an engine",
    "schema": "print the JSON Schema of a log",
    "completion": "print what lets a shell complete the commands",
}
