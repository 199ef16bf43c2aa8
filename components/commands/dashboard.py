"""`geneva-timeline [LOG]`: a log, or files that become one, is served and shown in a browser."""

import argparse
import gc
import os
import stat
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory

from components.commands.display import has_display
from components.commands.registry import COMMANDS
from components.commands.version import VERSION

ENDED, UNSTARTED, UNUSABLE, NO_MEMORY = 0, 1, 2, 4
STATUSES = {
    ENDED: "the dashboard was served until Ctrl+C",
    UNSTARTED: "it could not be started, for instance because its port is taken",
    UNUSABLE: "LOG cannot be shown, or an option is unknown",
    NO_MEMORY: "there is not enough memory for LOG",
}
_APP = Path(__file__).resolve().parents[2] / "app.py"
_LOG_VARIABLE = "TIMELINE_LOG"  # that of `components.sources`, which takes long to import
# What stands for an option that is not given; Streamlit's own defaults are those of a host.
_DEFAULTS = {
    "server.address": "127.0.0.1",  # this machine alone
    "server.fileWatcherType": "none",  # nobody edits an installed program
    "logger.hideWelcomeMessage": "true",  # it speaks of Streamlit
}
_TRUE, _FALSE = ("true", "1", "t", "yes", "y", "on"), ("false", "0", "f", "no", "n", "off")
_DESCRIPTION = """\
Serve the timeline of an event log on this machine, and open it in the browser where there is one.

LOG is a log (YAML, JSON or Parquet), the address of an engine, or what "convert" reads: .xlsx,
.csv, .tsv, .ics, .json, .geojson and others, also several of them. Without LOG it is that of
TIMELINE_LOG, or the project's own. An open page follows each save of the file."""
_EPILOG = """\
examples:
  {program} talks.yaml
  {program} talks.xlsx
  {program} 2024.csv 2025.csv --title "Two years" --server.port 9000
  {program} check talks.yaml

commands ("{program} COMMAND --help" explains each):
{commands}

A file that is called like a command is meant by its path: {program} ./check

Every option of "streamlit run" works here too, such as --server.port N, --server.address NAME
(127.0.0.1) or --server.baseUrlPath PATH.

exit status:
{statuses}"""


def make_parser(program: str, *, takes_files: bool = True) -> argparse.ArgumentParser:
    """Return the parser of all but Streamlit's options, with the help of the whole program."""
    commands = "\n".join(f"  {name:<11} {summary}" for name, summary in COMMANDS.items())
    statuses = "\n".join(f"  {status}  {meaning}" for status, meaning in STATUSES.items())
    parser = argparse.ArgumentParser(
        prog=program,
        usage="%(prog)s [options] [LOG ...]\n       %(prog)s COMMAND ...",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_DESCRIPTION,
        epilog=_EPILOG.format(program="%(prog)s", commands=commands, statuses=statuses),
        allow_abbrev=False,
    )
    if takes_files:
        parser.add_argument("files", nargs="*", metavar="LOG", help="what to show")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    parser.add_argument("--version", action="version", version=f"geneva-timeline {VERSION}")
    reading = parser.add_argument_group("options of files that become a log, as of convert")
    reading.add_argument("--map", metavar="MAPPING.yaml", help="what the fields of LOG mean")
    reading.add_argument("--title", type=_text, default="", help="the heading of the log")
    reading.add_argument("--summary", type=_text, default="", help="a paragraph about the log")
    reading.add_argument("--zone", type=_zone, help="the zone of dates without one")
    reading.add_argument("--as-of", type=_day, help="what the sources could know")
    reading.add_argument(
        "--all-faults",
        action="store_true",
        help="report every row that is left out or changed, not 5 of each kind",
    )
    return parser


def run(program: str, arguments: Sequence[str]) -> int:
    """Serve what the arguments name until Ctrl+C, and return the exit status."""
    settings, others, files = split_settings(arguments)
    args = make_parser(program).parse_intermixed_args(others)
    args.files += files
    headless = dict(settings).get("server.headless", os.environ.get("STREAMLIT_SERVER_HEADLESS"))
    opens_browser = not args.no_browser and _is_browser_wanted(headless)
    named = args.files or list(filter(None, [os.environ.get(_LOG_VARIABLE)]))
    status, log = _prepare(program, named, args)
    if status:
        return status
    gc.disable()  # as app.py does: what is imported stays
    from components.events import use_program
    from components.server import call_when_open, start

    use_program(program)
    call_when_open(_say_where)
    if opens_browser:
        call_when_open(webbrowser.open)
    start(_APP, [*_as_options(settings), "--", *log])


def _say_where(address: str) -> None:
    from components.events import say

    say("", f"  Geneva Timeline: {address}", "  Ctrl+C ends it.", "")
    sys.stdout.flush()  # whoever reads a pipe waits for it


def split_settings(
    arguments: Sequence[str],
) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Return Streamlit's options, which have a dot in their name and a value, and all the rest.

    An option with several values stands there several times. Last are what follows `--`, files.
    """
    settings: list[tuple[str, str]] = []
    others: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.removeprefix("--").partition("=")
        if argument == "--":
            break
        elif argument.startswith("--") and "." in name:
            settings.append((name, value if equals else next(rest, "")))
        else:
            others.append(argument)
    return settings, others, list(rest)


def _as_options(settings: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield options of Streamlit, with the defaults that neither they nor the environment set."""
    given = dict(settings)
    for name, value in _DEFAULTS.items():
        if name not in given and _variable(name) not in os.environ:
            yield f"--{name}={value}"
    for name, value in settings:
        if name != "server.headless":
            yield f"--{name}={value}"
    # With a browser of its own to open, Streamlit would first ask for an e-mail address.
    yield "--server.headless=true"


def _variable(name: str) -> str:
    """Return the environment's name of an option: STREAMLIT_SERVER_FILE_WATCHER_TYPE."""
    words = "".join(f"_{letter}" if letter.isupper() else letter for letter in name)
    return f"STREAMLIT_{words.replace('.', '_')}".upper()


def _is_browser_wanted(headless: str | None) -> bool:
    """Tell whether to open a browser: as `server.headless` says, else where there is a display."""
    word = (headless or "").lower()
    if word in (*_TRUE, *_FALSE):
        return word in _FALSE
    return has_display(os.environ)


def _prepare(program: str, named: Sequence[str], args: argparse.Namespace) -> tuple[int, list[str]]:
    """Return an exit status, and the log to serve: one that is named, or made of what is."""
    from components.events import complain
    from components.imports import is_log, misplaced_option

    first, *more = named or [""]
    is_kept = not more and (not first or "://" in first)
    if "://" in first and not more and (reason := _fault_of_address(first)):
        complain(f"{first}: cannot be shown: {reason}")
        return UNUSABLE, []
    for name in () if is_kept else args.files:
        if reason := _fault_of(name):
            complain(f"{name}: cannot be read: {reason}")
            if "." not in name:
                complain(_hint(program, name))
            return UNUSABLE, []
    if is_kept or (not more and not args.map and is_log(Path(first))):
        if words := misplaced_option(args):
            complain(f"{first or 'LOG'}: {words}")
            return UNUSABLE, []
        return ENDED, list(named)
    return _convert([Path(name) for name in named], args)


def _hint(program: str, name: str) -> str:
    """Say what a name may have meant that is neither a file nor a command."""
    if near := get_close_matches(name, COMMANDS, 1):
        return f"a command that is called alike: {program} {near[0]}"
    return f"the commands: {program} --help"


def _fault_of(name: str) -> str:
    """Say why a file cannot be read, "" when it can."""
    try:
        # what is neither file nor folder may keep whoever opens it waiting
        if not (stat.S_ISREG(mode := Path(name).stat().st_mode) or stat.S_ISDIR(mode)):
            return "it is no file but a pipe or a device, and a file is followed; save it"
        with Path(name).open("rb"):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def _fault_of_address(address: str) -> str:
    """Say why no engine can have an address, "" when one can."""
    from components.frames.warehouse import AddressError, parse_address

    try:
        parse_address(address)
    except AddressError as error:
        return str(error)
    return ""


def _convert(paths: Sequence[Path], args: argparse.Namespace) -> tuple[int, list[str]]:
    """Make the source of files that become a log; return an exit status, and its name."""
    from components.events import DamagedLogError, complain, complain_of_memory
    from components.imports import Conversion, fault_of_ending, write_mapping_if_asked
    from components.sources import ConvertedFile, register_source

    shown = ", ".join(map(str, paths))

    for path in paths:
        if reason := fault_of_ending(path):
            complain(f"{path}: cannot be shown: {reason}")
            return UNUSABLE, []
    conversion = Conversion(paths, args)
    try:
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            if conversion.begin(Path(folder)):
                source = ConvertedFile(paths, conversion, conversion.mappings)
                if source.snapshot().log:
                    register_source(paths[0], source)
                    return ENDED, [str(paths[0])]
                complain(*filter(None, [source.snapshot().trouble_now]))
    except DamagedLogError as error:
        complain(error.problem)
    except OSError as error:
        complain(f"{error.filename or shown}: cannot be read: {error.strerror or error}")
    except MemoryError:
        return complain_of_memory(shown), []
    if written := write_mapping_if_asked(conversion.outcome):
        args.map = str(written)
        return _convert(paths, args)
    complain(f"{shown}: nothing is shown")
    return UNUSABLE, []


def _text(text: str) -> str:
    from components.imports import text_argument

    return text_argument(text)


def _zone(text: str) -> str:
    from components.imports import zone_argument

    return zone_argument(text)


def _day(text: str) -> str:
    from components.imports import day_argument

    return day_argument(text)
