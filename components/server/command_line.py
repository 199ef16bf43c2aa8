"""`python app.py`: the arguments go to Streamlit's own command, so that both serve alike."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
from streamlit.web import cli

HELP = """\
usage: python app.py [OPTIONS] [LOG]

Serve the timeline of an event log until Ctrl+C is pressed.

  LOG                    a log (YAML, JSON or Parquet) or the address of an engine;
                         by default the project's own log

  --server.address NAME  the address to listen on; 127.0.0.1 is this machine only
  --server.port N        the port to listen on (8501)
  --server.baseUrlPath P the path below which the page stands, such as timeline
  -h, --help             show this help

Every option of `streamlit run` works here too: `streamlit run --help` lists them. They
can also be set in .streamlit/config.toml, or in the environment, where server.port is
STREAMLIT_SERVER_PORT. Four more are read from the environment alone:

  TIMELINE_LOG           the log, when LOG is not given
  TIMELINE_PAGE          a script with lines of your own, in place of the project's
  TIMELINE_URL           the address that readers use, for links in feeds and files
                         (what a request says)
  TIMELINE_FRAMES        the sites that may show the page in a frame (any)

On a loopback address it answers to localhost, 127.0.0.1 and [::1] alone, unless
STREAMLIT_SERVER_ALLOWED_HOSTS names others, or * for all.
"""

_own_starts: list[Path] = []  # scripts, one at most


def start(script: Path, arguments: Sequence[str]) -> NoReturn:
    """Serve a script with the arguments of a command line until the process is told to stop.

    `App.run` would be the shorter way, but reads no STREAMLIT_… variable.
    """
    if {"-h", "--help"} & set(arguments):
        print(HELP, end="")
        raise SystemExit(0)
    _own_starts.append(script)
    _have_folders(script.parent)
    color = False if os.environ.get("NO_COLOR") else None  # None: on a terminal
    try:
        cli.main(["run", str(script), *arguments], "streamlit", standalone_mode=False, color=color)
    except click.Abort:  # Ctrl+C
        raise SystemExit(0) from None
    except click.ClickException as error:
        # Without its usage, which is that of Streamlit's command.
        click.echo(f"Error: {error.format_message()}", err=True)
        raise SystemExit(error.exit_code) from None
    except (OSError, OverflowError) as error:  # of an address that is not this machine's
        reason = getattr(error, "strerror", "") or error
        click.echo(f"Error: the server cannot be started: {reason}", err=True)
        raise SystemExit(1) from None
    finally:
        # Who presses Ctrl+C again would only interrupt Python while it waits for its threads.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise SystemExit(0)


def _have_folders(folder: Path) -> None:
    """Name a home and a working folder for a user without one that can be used.

    Streamlit looks for settings in both, and answers nothing where it may not. The home is not
    there, below `folder`, where no other user could put one.
    """
    if not _has_home():
        os.environ["HOME"] = str(folder.absolute() / "no-home")
    try:
        is_here = os.access(Path.cwd(), os.X_OK)
    except OSError:  # it was removed
        is_here = False
    if not is_here:
        os.chdir(folder.absolute())


def _has_home() -> bool:
    try:
        with (Path.home() / ".streamlit" / "secrets.toml").open("rb"):
            return True
    except FileNotFoundError:
        return True
    except (OSError, RuntimeError):
        return False


def is_started_here() -> bool:
    """Return whether `start` serves in this process."""
    return bool(_own_starts)
