"""The program `geneva-timeline`, or `python -m geneva_timeline`, where it is installed.

There the whole project lies below one package, so that no other project meets its names. They begin
at that package's folder, as they begin at the root of the repository.
"""

import signal
import sys
from pathlib import Path
from typing import NoReturn


def main(program: str = "geneva-timeline") -> int:
    """Run the program with the arguments of its command line and return its exit status.

    `program` is how it is called.
    """
    _end_tidily()
    here = str(Path(__file__).resolve().parent)
    if here not in sys.path:
        sys.path.insert(0, here)
    from components.commands import main as run

    return run(program, sys.argv[1:])


def _end_tidily() -> None:
    """Remove temporary files when the program is told to end, or its terminal is closed.

    A server, once it runs, has a way of its own to end.
    """

    def end(number: int, _: object) -> NoReturn:
        sys.exit(128 + number)  # as shells count

    signal.signal(signal.SIGTERM, end)
    hang_up = getattr(signal, "SIGHUP", None)  # Windows has none, and nohup ignores it
    if hang_up and signal.getsignal(hang_up) is signal.SIG_DFL:
        signal.signal(hang_up, lambda *_: signal.raise_signal(signal.SIGTERM))


if __name__ == "__main__":
    sys.exit(main(f"python -m {__package__}" if __package__ else "python ."))
