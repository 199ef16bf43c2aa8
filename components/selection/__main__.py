"""`python -m components.selection` prints the table of parameters in docs/addresses.md."""

from pathlib import Path

from components.events import check
from components.frames import index_log
from components.selection.parameters import table

if __name__ == "__main__":
    log = check(Path("data/events.yaml").read_bytes(), "data/events.yaml").log
    print(
        table(index_log(log).facts) if log else "data/events.yaml has problems; check it first.",
        end="",
    )
