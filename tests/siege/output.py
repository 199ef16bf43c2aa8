"""What a server printed: tracebacks, and what a stranger wrote among its lines."""

from collections.abc import Iterator
from pathlib import Path

from tests.siege.requests import FORGED

LONGEST_LINE = 4096  # characters


def troubles(output: Path, since: int) -> Iterator[str]:
    """Yield what is wrong with what a server printed after so many bytes."""
    text = output.read_bytes()[since:].decode(errors="replace")
    lines = text.replace("\r", "\n").split("\n")
    for word in ("Traceback", "\x1b"):
        if found := sum(word in line for line in lines):
            yield f"{found} lines with {word!r}"
    if found := sum(line.startswith(FORGED) for line in lines):
        yield f"{found} forged lines"
    if (longest := max(map(len, lines))) > LONGEST_LINE:
        yield f"a line of {longest:,} characters"
