"""Ask about known holes in the pinned packages, and say plainly when nobody could be asked.

python .ci/audit.py requirements.txt

Where the database answers for none of the packages, pip-audit ends with 0 as if all were well. This
ends with 0 when every package was looked up and has no known hole, with 1 when one has, and with 2
when not all could be looked up.
"""

import json
import subprocess
import sys
from typing import Any

SOUND, HOLES, UNKNOWN = 0, 1, 2
_PATIENCE = 300  # seconds


def judge(found: dict[str, Any] | None) -> tuple[int, list[str]]:
    """Return the exit status and the lines to print for what pip-audit found, `None` if nothing."""
    if found is None:
        return UNKNOWN, ["The database of advisories is out of reach: nothing was looked up."]
    packages = found["dependencies"]
    skipped = [each["name"] for each in packages if "skip_reason" in each]
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}, mended in "
        f"{', '.join(hole['fix_versions']) or 'no release'}"
        for each in packages
        for hole in each.get("vulns", ())
    ]
    if holes:
        return HOLES, holes
    if len(skipped) == len(packages):
        return UNKNOWN, [f"The database of advisories knows none of {len(packages)} packages here."]
    if skipped:
        return UNKNOWN, [f"Not looked up: {', '.join(skipped)}."]
    return SOUND, [f"{len(packages)} packages, no known hole."]


def main(requirements: str) -> int:
    """Ask about the packages of a list and give the exit status."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", requirements, "--no-deps"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off"]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE)  # noqa: S603 - of our own words
        found = json.loads(ended.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        found = None
    status, lines = judge(found)
    print(*lines, sep="\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
