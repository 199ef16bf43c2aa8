"""Read the files in `deploy/` as plain values."""

import json
import re
from pathlib import Path
from typing import Any

from components.events.read import read
from tests.serving import ROOT

DEPLOY = ROOT / "deploy"


def documents(path: Path) -> list[Any]:
    """Return the documents of a YAML file; this project's own reader takes nothing doubtful."""
    parts = re.split(r"^---$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    read_parts = [read(part.encode()) for part in parts]
    assert not [fault for part in read_parts for fault in part.faults]
    return [part.value for part in read_parts]


def containerfile() -> list[tuple[str, str]]:
    """Return the instructions of the Containerfile, each with the text after it."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n", "", "\n".join(lines))
    pairs = [line.split(None, 1) for line in joined.splitlines() if line.strip()]
    return [(word, rest) for word, rest in pairs]


def entrypoint() -> list[str]:
    """Return the command that a container runs."""
    command: list[str] = json.loads(dict(containerfile())["ENTRYPOINT"])
    return command


def health_check() -> list[str]:
    """Return the command by which a container's health is asked."""
    _, _, command = dict(containerfile())["HEALTHCHECK"].partition("CMD ")
    data: list[str] = json.loads(command)
    return data


def environment() -> dict[str, str]:
    """Return what the Containerfile puts into the environment."""
    return dict(word.split("=", 1) for word in dict(containerfile())["ENV"].split())
