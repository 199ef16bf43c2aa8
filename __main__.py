"""The program `geneva-timeline`, or `python -m geneva_timeline`, where it is installed.

There the whole project lies below one package, so that no other project meets its names. They begin
at that package's folder, as they begin at the root of the repository.
"""

import sys
from pathlib import Path


def main(program: str = "geneva-timeline") -> int:
    """Run the program with the arguments of its command line and return its exit status.

    `program` is how it is called.
    """
    here = str(Path(__file__).resolve().parent)
    if here not in sys.path:
        sys.path.insert(0, here)
    from components.commands import main as run

    return run(program, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main(f"python -m {__package__}" if __package__ else "python ."))
