"""The process that draws one image: it reads SVG from standard input and writes PNG.

The server starts it by this file's path, so that it loads resvg and nothing of the project. Its
arguments are the zoom and the files of fonts.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

# The largest image, of 11 million pixels, takes some 100 MB, with its fonts.
MEMORY = 512 * 1024 * 1024  # bytes of addresses
PROCESSOR = 10  # seconds; the largest image takes one or two
NICENESS = 5  # pages come before pictures, which still get a third of a share


def confine() -> None:
    """Bound what this process may take, and offer it to the kernel when memory is short.

    Do as much of it as the system knows: Windows has none of it, macOS no limit of addresses.
    """
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a host may have set a lower one
            resource.setrlimit(kind, (most, most))
    with suppress(OSError):
        os.nice(NICENESS)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def main(zoom: str, *fonts: str) -> None:
    """Draw what comes in; an error ends the process with its traceback and status 1."""
    confine()
    from resvg_py import svg_to_bytes

    svg = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(svg_to_bytes(svg_string=svg, zoom=float(zoom), font_files=list(fonts)))


if __name__ == "__main__":
    main(*sys.argv[1:])
