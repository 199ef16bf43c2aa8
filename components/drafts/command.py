"""`python -m components.events draft ARTICLE`: its arguments, its files and its last words."""

import argparse
import re
import sys
from pathlib import Path

from components.drafts.draft import LANGUAGES, Article, ArticleError, Draft, Request, make_draft
from components.drafts.draft_writer import write_draft, write_seed
from components.events import (
    BUSY,
    DEFAULT_ZONE,
    NO_MEMORY,
    BusyFileError,
    Log,
    Replacement,
    When,
    WhenError,
    check,
    check_seeds,
    command_name,
    complain,
    complain_of_memory,
    explain,
    is_id,
    parse_when,
    read_file,
    say,
    slug,
)
from components.imports import counted

MADE, FAULTY, UNREADABLE = 0, 1, 2
_STATUSES = {
    MADE: "a draft is made",
    FAULTY: "none is made",
    UNREADABLE: "a file cannot be opened",
    BUSY: "another program is writing the same file",
    NO_MEMORY: "there is not enough memory",
}
_TAG = re.compile(rb"</[A-Za-z][A-Za-z0-9]{0,20}>")
_FEW_TAGS = 2  # an article about web pages may have as many
_SEED_NAME = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")
HELP = """\
Read a news article and write a draft of the events that it tells: a log of stubs, in which
quotations have their speakers, dates the words that they rest on, and titles are still to be
written. What is unsure is said to be unsure. Nothing of the article but quotations is copied.

A draft is a log with its seed beside it; "check --pages" then lists what is to be written. LOG
gives the actors and topics, by name and alias; without it nobody is known as a speaker, and the
draft lists the names that could be."""


class _RefusedError(Exception):
    """Why no draft is made, in one line, with the exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    example = (
        "%(prog)s article.txt --source daily-parcel --published 2025-06-03 \\\n"
        "      --log parcel.yaml --out parcel-draft.yaml"
    )
    check_it = f"{command_name('check')} --pages parcel-draft.yaml"
    explain(parser, HELP, [example, check_it], _STATUSES)
    parser.add_argument(
        "article", metavar="ARTICLE.txt", help="the article, as plain text in UTF-8"
    )
    parser.add_argument("--source", required=True, metavar="ID", help="its id among the sources")
    parser.add_argument("--log", metavar="LOG", help="the log that the draft is to go into")
    parser.add_argument(
        "--published",
        metavar="DATE",
        help='the article\'s own date (EDTF), against which "on Sunday" is read; that of the '
        "source in LOG when it is left out",
    )
    parser.add_argument(
        "--out", metavar="DRAFT.yaml", help="where to write it; standard output when left out"
    )
    parser.add_argument(
        "--seed",
        metavar="SEED.yaml",
        help="where to write its seed, in the folder of DRAFT or below; beside it when left out",
    )
    parser.add_argument(
        "--language",
        choices=sorted(LANGUAGES),
        help="the language of the article, if it is not recognised",
    )


def run(args: argparse.Namespace) -> int:
    """Make one draft, say what is in it, and return the exit status."""
    try:
        return _run(args)
    except _RefusedError as refused:
        complain(refused)
        return refused.status
    except BusyFileError as error:
        complain(error)
        return BUSY
    except MemoryError:
        return complain_of_memory(args.article)


def _run(args: argparse.Namespace) -> int:
    if not is_id(args.source):
        words = f"--source {args.source}: an id has 1 to 64 lower-case letters, digits and hyphens"
        raise _RefusedError(words, UNREADABLE)
    target = Path(args.out) if args.out else None
    seed = _seed_path(target, args.seed)
    for path in filter(None, (target, seed)):
        if path.exists():
            raise _RefusedError(f"{path}: is there already and is not overwritten", UNREADABLE)
        if not path.parent.is_dir():
            raise _RefusedError(f"{path}: there is no directory {path.parent}", UNREADABLE)
    article = Article(Path(args.article).name, _read(args.article))
    log = _log(args.log) if args.log else None
    name = seed.relative_to(target.parent).as_posix() if seed and target else ""
    if log and (known := log.sources.get(args.source)) and known.seed:
        complain(
            f"{args.log}: hint: source {args.source} has the seed {known.seed} already; when the "
            "draft is merged, list its events there"
        )
    request = Request(args.source, _published(args, log), log, name, args.language or "")
    try:
        draft = make_draft(article, request)
    except ArticleError as error:
        raise _RefusedError(f"{args.article}: no draft can be made: {error}", FAULTY) from None
    except ValueError as error:
        raise _RefusedError(f"--published: {error}", FAULTY) from None
    text, of_seed = write_draft(draft), write_seed(draft)
    _require_sound(text, {name: of_seed.encode()} if seed else {}, str(target or "the draft"))
    if target is None:
        sys.stdout.write(text)
        return MADE
    _write(target, text)
    if seed:
        _write(seed, of_seed)
    _conclude(draft, args, article, target)
    return MADE


def _seed_path(target: Path | None, seed: str | None) -> Path | None:
    if target is None:
        if seed:
            raise _RefusedError(
                f"--seed {seed}: a seed lies beside its draft; add --out", UNREADABLE
            )
        return None
    path = Path(seed) if seed else target.with_name(f"{slug(target.stem) or 'draft'}.seed.yaml")
    try:
        name = path.relative_to(target.parent).as_posix()
    except ValueError:
        name = ""
    if not _SEED_NAME.fullmatch(name):
        words = (
            f"--seed {path}: a seed lies in {target.parent} or below, and its name has letters, "
            "digits, hyphens and full stops"
        )
        raise _RefusedError(words, UNREADABLE)
    return path


def _read(name: str) -> bytes:
    try:
        return read_file(Path(name))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _RefusedError(f"{name}: cannot be read: {reason}", UNREADABLE) from None


def _log(name: str) -> Log:
    log, problems = check(_read(name), name)
    if log is None:
        say(*problems)
        raise _RefusedError(f"{name}: mend it first; check says the same", FAULTY)
    return log


def _published(args: argparse.Namespace, log: Log | None) -> When:
    """Return the article's own date: as it is given, or as the log has it."""
    known = log.sources.get(args.source) if log else None
    text = args.published or (known.published if known else "")
    if not text:
        words = (
            f'{args.article}: add --published DATE: "on Sunday" is read against the date of the '
            "article"
        )
        raise _RefusedError(words, FAULTY)
    try:
        return parse_when(text, log.about.zone if log else DEFAULT_ZONE)
    except WhenError as error:
        raise _RefusedError(f"--published {text}: {error}", FAULTY) from None


def _require_sound(text: str, seeds: dict[str, bytes], name: str) -> None:
    """Check the draft as `check` does, so that a fault of ours is never an editor's riddle."""
    log, problems = check(text.encode(), name)
    if log:
        problems = check_seeds(log, seeds, text.encode(), name)
    if problems:
        say(*problems)
        raise _RefusedError(f"{name}: nothing is written, because the draft has problems", FAULTY)


def _write(path: Path, text: str) -> None:
    try:
        file = Replacement(path)
        try:
            file.part.write_text(text, encoding="utf-8")
            file.commit()
        finally:
            file.discard()
    except OSError as error:
        message = f"{path}: cannot be written: {error.strerror or error}"
        raise _RefusedError(message, UNREADABLE) from None


def _conclude(draft: Draft, args: argparse.Namespace, article: Article, target: Path) -> None:
    """Say what is in the draft and what comes next."""
    unsure, nobody = len(draft.unsure), len(draft.unattributed)
    say(
        f"{target}: {counted(len(draft.log.events), 'stub')} to be written, from "
        f"{counted(len(draft.attributed), 'quotation')} with a speaker and "
        f"{counted(draft.dates, 'date')}"
    )
    say(
        f"{args.article}: {counted(unsure, 'quotation')} of an unsure speaker, "
        f"{nobody:,} without one, {counted(len(draft.uncovered), 'sentence')} without a stub, "
        f"{counted(len(draft.names), 'unknown name')}; the comments of the draft list them"
    )
    if not draft.language:
        known = ", ".join(sorted(LANGUAGES))
        complain(
            f"{args.article}: hint: it is in none of {known}; names, quotation marks and dates in "
            "digits are read, speakers hardly; --language says which it is"
        )
    if len(_TAG.findall(article.data)) > _FEW_TAGS:
        complain(
            f"{args.article}: hint: it has tags of HTML, which are read as words; "
            "copy the text alone"
        )
    if draft.names and not draft.attributed:
        say(
            "nobody in it is known as a speaker: put names under actors, as its comments have "
            f"them, and draft again with --log {target} and another --out"
        )
        return
    say(f"next: {command_name('check')} --pages {target}")
