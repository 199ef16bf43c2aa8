"""The command that writes a view of a log in a format.

`python -m components.exports FORMAT --log FILE --view 'actor=he-lifeng&topic=tariffs' -o OUT`
"""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from errno import EISDIR, ENOENT
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

from components import wording
from components.editions import ASSETS, FORMATS, PAGE, FolderError, files_of, write_folder
from components.events import (
    BUSY,
    NO_MEMORY,
    BusyFileError,
    DamagedLogError,
    Log,
    Problem,
    Replacement,
    SeedPassage,
    check,
    command_name,
    complain,
    complain_of_memory,
    explain,
    read_file,
    read_parquet,
    read_passages,
)
from components.exports.download import Download
from components.frames import Engine, index_log
from components.frames.warehouse import (
    AddressError,
    EngineError,
    Pool,
    backend_of,
    is_address,
    open_log,
    parse_address,
    read_manifest,
)
from components.imports import (
    Conversion,
    add_reading_arguments,
    counted,
    fault_of_ending,
    is_log,
    is_same_file,
    misplaced_option,
    text_argument,
    write_mapping_if_asked,
)
from components.selection import Ignored, View, address, decode

WRITTEN, FAULTY, UNUSABLE = 0, 1, 2
_STATUSES = {
    WRITTEN: "the view is written",
    FAULTY: "the log or the view has problems",
    UNUSABLE: "a file or an engine cannot be used",
    BUSY: "another program is writing the same file",
    NO_MEMORY: "there is not enough memory",
}
OWN = Path(__file__).resolve().parents[2] / "data" / "events.yaml"
Passages: TypeAlias = Mapping[tuple[str, int], SeedPassage]
_FORMATS = {"page" if row is PAGE else key: row for key, row in FORMATS.items()}
_SITE = "site"  # a folder for a host of files


class FaultyError(Exception):
    """A log or a view with problems, which are its arguments."""


class UnusableError(Exception):
    """A file that does not become a log, or an option that a log does not take."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one export and give the exit status."""
    parser = argparse.ArgumentParser(prog=command_name("export"))
    add_arguments(parser)
    return run(parser.parse_args(arguments))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    explain(
        parser,
        "Write a view of a log in a format.",
        [
            "%(prog)s csv --log log.yaml --view 'topic=tariffs' -o tariffs.csv",
            "%(prog)s png --view 'page=evidence' -o evidence.png",
            "%(prog)s page --log talks.xlsx -o talks.html",
            "%(prog)s site --base https://news.example/timeline/ -o public",
        ],
        _STATUSES,
    )
    parser.add_argument("format", choices=[*_FORMATS, _SITE], help="what to write")
    parser.add_argument(
        "--log",
        default=str(OWN),
        metavar="LOG",
        help="a log, an engine, or what convert reads; else the project's own",
    )
    parser.add_argument(
        "--view", default="", help="a page's address, or what stands after its ?; else all"
    )
    parser.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="OUT",
        help="a file, of a site a folder; else standard output",
    )
    parser.add_argument(
        "--base",
        type=text_argument,
        default="",
        help="the address of the dashboard, or of the site, for links",
    )
    parser.add_argument("--most", type=int, default=sys.maxsize, help="events that are written")
    parser.add_argument(
        "--images", action="store_true", help="of a site with a --base: an image for each event"
    )
    reading = parser.add_argument_group("options of a file that becomes a log, as of convert")
    add_reading_arguments(reading, "LOG")


def run(args: argparse.Namespace) -> int:
    """Write one export and return the exit status."""
    try:
        log, engine, passages = _open(args)
        selection, ignored = decode(_parameters(args.view), engine.facts)
        if ignored:
            raise FaultyError(*map(_refusal, ignored))
        base = f"{args.base.rstrip('/')}/" if args.base else ""
        view = View(log, engine, selection)
        most = max(args.most, 0)
        if args.format == _SITE:
            return _write_site(
                Download(view, base, datetime.now(UTC), most, passages=passages), args
            )
        row = _FORMATS[args.format]
        if reason := row.refusal(min(view.answer.matching, most)):
            raise FaultyError(reason)
        download = row.download(view, base, datetime.now(UTC), most, passages)
        remarks = list(row.remarks(download, selection.event))
        _write(row.parts(download, selection.event), args.output)
        for remark in remarks:
            complain(f"warning: {wording.without_isolates(remark)}")
    except BusyFileError as error:
        return _fail(BUSY, error)
    except FaultyError as error:
        return _fail(FAULTY, *error.args)
    except DamagedLogError as error:
        return _fail(FAULTY, error.problem)
    except (AddressError, EngineError, FolderError, UnusableError) as error:
        return _fail(UNUSABLE, error)
    except BrokenPipeError:
        # The reader of our output has gone; without this, Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except OSError as error:
        return _fail(UNUSABLE, f"{error.filename or args.log}: {error.strerror or error}")
    except MemoryError:
        return complain_of_memory(args.log)
    return WRITTEN


def _open(args: argparse.Namespace) -> tuple[Log, Engine, Passages]:
    """Return a log with the engine that answers for it, and what its seeds say."""
    where = args.log
    path = Path(where)
    if any(is_same_file(Path(name), Path(args.output)) for name in (args.log, args.map) if name):
        raise UnusableError(f"{args.output}: it is read, and would be overwritten")
    if not is_address(where) and (args.map or not is_log(path)):
        log = _convert(path, args)
        return log, index_log(log), {}
    if words := misplaced_option(args):
        raise UnusableError(f"{where}: {words}")
    if is_address(where):
        parsed = parse_address(where)
        pool = Pool(backend_of(parsed), parsed.timeout)
        log, engine, manifest = open_log(pool, read_manifest(pool))
        return log, engine, manifest.passages
    is_parquet = path.suffix.lower() == ".parquet"
    checked = read_parquet(path) if is_parquet else check(read_file(path), where)
    if checked.log is None:
        raise FaultyError(*checked.problems)
    return checked.log, index_log(checked.log), read_passages(checked.log, path.parent)


def _convert(path: Path, args: argparse.Namespace) -> Log:
    """Return the log that a file of another kind becomes; what is lost is said first."""
    if reason := fault_of_ending(path):
        raise UnusableError(f"{path}: cannot be read: {reason}")
    conversion = Conversion([path], args)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        if made := conversion.begin(Path(folder)):
            checked = read_parquet(made)  # which stays open, and needs its name no more
            if checked.log is None:
                raise FaultyError(*checked.problems)
            return checked.log
    if written := write_mapping_if_asked(conversion.outcome):
        args.map = str(written)
        return _convert(path, args)
    raise UnusableError(f"{path}: nothing is written")


def _write_site(download: Download, args: argparse.Namespace) -> int:
    """Write a view as a folder for a host of files, and say what changed there."""
    if args.output == "-":
        raise FolderError("a site is a folder: name it with -o FOLDER")
    if download.base and not _is_web_address(download.base):
        raise FolderError(
            f"--base: {args.base} is not the address of a site, such as "
            "https://news.example/timeline/"
        )
    if args.images and not download.base:
        raise FolderError(
            "--images: other sites find an image by its full address only: say with --base where "
            "the site will stand"
        )
    if reason := PAGE.refusal(download.count):
        raise FaultyError(reason)

    def files(made: datetime) -> Iterator[tuple[str, bytes]]:
        return files_of(replace(download, made=made), has_images=args.images)

    options = (address(download.selection), download.base, str(download.count), str(args.images))
    subject = " ".join((download.log.hash, *options)) if download.log.hash else ""
    changes = write_folder(Path(args.output), subject, download.made, files, ASSETS)
    complain(
        f"{args.output}: {counted(changes.new, 'file')} written, "
        f"{changes.same:,} left as they are, {changes.gone:,} removed"
    )
    return WRITTEN


def _is_web_address(base: str) -> bool:
    """Tell whether links can be made by adding to an address."""
    try:
        parts = urlsplit(base)
        is_web = parts.scheme in ("https", "http") and bool(parts.hostname)
    except ValueError:
        return False
    return is_web and base.isascii() and base.isprintable() and not set(base) & set(" \"'<>#?\\")


def _parameters(view: str) -> dict[str, list[str]]:
    """Return the parameters of a view: of a query, or of the address of a page or an event."""
    if not view.lower().startswith(("https://", "http://")):
        return parse_qs(view.removeprefix("?"))
    place, _, query = view.partition("#")[0].partition("?")
    parameters = parse_qs(query)
    before, _, event = place.rstrip("/").rpartition("/")
    if before.endswith("/e"):
        parameters["event"] = [unquote(event)]
    return parameters


def _write(parts: Iterator[bytes], output: str) -> None:
    """Write the parts of an export; a file appears when it is complete."""
    if output == "-":
        try:
            _write_to(parts, sys.stdout.fileno())
        except OSError as error:
            error.filename = "standard output"
            raise
        return
    path = Path(output)
    if not path.name or path.is_dir():
        raise IsADirectoryError(EISDIR, "is a directory, not a file", output or ".")
    if not path.parent.is_dir():
        raise FileNotFoundError(ENOENT, f"there is no directory {path.parent}", output)
    new = Replacement(path)
    try:
        with new.part.open("wb") as file:
            file.writelines(parts)
        new.commit()
    except OSError as error:
        if error.errno and error.filename in (None, str(new.part)):
            error.filename = output  # the one that was asked for
        raise
    finally:
        new.discard()


def _write_to(parts: Iterator[bytes], descriptor: int) -> None:
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.writelines(parts)


def _refusal(ignored: Ignored) -> str:
    return f"--view: {ignored.key}={ignored.value}: {ignored.why}"


def _fail(status: int, *words: Problem | Exception | str) -> int:
    complain(*words)
    return status


if __name__ == "__main__":
    sys.exit(main())
