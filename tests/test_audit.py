"""The audit of dependencies tells a clean list from one that it could not look up."""

import runpy
from pathlib import Path
from typing import Any

import pytest

JUDGE = runpy.run_path(str(Path(__file__).resolve().parents[1] / ".ci" / "audit.py"))["judge"]
KNOWN = {"name": "a", "version": "1", "vulns": []}
SKIPPED = {"name": "b", "skip_reason": "not found"}
FAULTY = {"name": "c", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["2.1"]}]}


@pytest.mark.parametrize(
    ("packages", "status", "words"),
    [
        ([KNOWN, KNOWN], 0, "2 packages, no known hole."),
        ([KNOWN, FAULTY], 1, "c 2: CVE-1, mended in 2.1"),
        ([SKIPPED, FAULTY], 1, "c 2: CVE-1, mended in 2.1"),
        ([KNOWN, SKIPPED], 2, "Not looked up: b."),
        ([SKIPPED], 2, "The database of advisories knows none of 1 packages here."),
        (None, 2, "The database of advisories is out of reach: nothing was looked up."),
    ],
)
def test_only_what_was_looked_up_is_called_sound(
    packages: list[dict[str, Any]] | None, status: int, words: str
) -> None:
    report = None if packages is None else {"dependencies": packages}
    assert JUDGE(report) == (status, [words])
