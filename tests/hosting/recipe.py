"""What the files in `deploy/` say, as plain values."""

from __future__ import annotations

import json
import re
from typing import Any

from components.events.read import read
from tests.serving import ROOT

DEPLOY = ROOT / "deploy"


def manifests(name: str) -> list[Any]:
    """Return the documents of a YAML file; this project's own reader takes nothing doubtful."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    found = [read(each.encode()) for each in re.split(r"^---$", text, flags=re.MULTILINE)]
    assert not [fault for each in found for fault in each.faults]
    return [each.value for each in found]


def containerfile() -> list[tuple[str, str]]:
    """Return the instructions of the Containerfile, each with the text after it."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n", "", "\n".join(lines))
    told = [line.split(None, 1) for line in joined.splitlines() if line.strip()]
    return [(word, rest) for word, rest in told]


def entrypoint() -> list[str]:
    """Return the command that a container runs."""
    command: list[str] = json.loads(dict(containerfile())["ENTRYPOINT"])
    return command


def health_check() -> list[str]:
    """Return the command by which a container's health is asked."""
    _, _, command = dict(containerfile())["HEALTHCHECK"].partition("CMD ")
    found: list[str] = json.loads(command)
    return found


def environment() -> dict[str, str]:
    """Return what the Containerfile puts into the environment."""
    return dict(each.split("=", 1) for each in dict(containerfile())["ENV"].split())
