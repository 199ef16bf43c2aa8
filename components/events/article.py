"""Compare a log and its seeds with the articles themselves, for whoever has their text.

The articles are no part of a project; a seed knows its own by name, length and SHA-256.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from components.events.check import check_model, placed
from components.events.cross_check import Finding
from components.events.locate import KeyPath
from components.events.log import Log
from components.events.problem import Problem, abridged
from components.events.quotation import quotations, unquoted
from components.events.seeds import Seed, passage_citations
from components.events.write import plain, plain_value

# So many words in a row as an article has them are its own sentence, not a paraphrase.
MOST_WORDS = 8
# What the log says in its own words; titles and quotations are others' words.
_OWN_TEXTS = frozenset(
    {"summary", "note", "dating", "says", "finding", "text", "was", "now", "lead", "headline"}
)
_OTHERS_TEXTS = frozenset({"quote"})
_WORD = re.compile(r"[^\W_]+(?:['.,-][^\W_]+)*")

_Runs = Mapping[tuple[str, ...], int]


def check_articles(
    log: Log, seeds: Mapping[str, bytes], articles: Mapping[str, bytes], data: bytes, name: str
) -> tuple[Problem, ...]:
    """Compare a log and its `seeds` (path -> bytes) with `articles` (file name -> bytes).

    Each article is the one that its seed means; a quote stands between quotation marks in the
    passage that it cites; no text of ours has `MOST_WORDS` words in a row as an article has them
    outside quotation marks. `data` and `name` are the bytes and the name of the log's own file.
    Return all problems, sorted by file and line.
    """
    problems: list[Problem] = []
    on_log: list[Finding] = []
    spoken: dict[tuple[str, int], list[str]] = {}
    own_texts = list(_own_texts(plain(log), ()))
    for key, source in log.sources.items():
        content = seeds.get(source.seed, b"")
        seed, _ = check_model(Seed, content, source.seed)
        if not seed:
            continue
        lines = _passages_of(articles.get(seed.file), seed)
        if lines is None:
            message = f"{seed.file} is missing, or not the article that the seed was made from"
            problems += placed(
                [Finding(("sha256",), False, "other-article", message)], content, source.seed
            )
            continue
        for number, (line, following) in enumerate(_with_following(lines), 1):
            spoken[key, number] = [found.words for found in quotations(line, following)]
        runs = _runs_of_words(lines)
        in_seed = list(_own_texts(plain_value(seed), ()))
        problems += placed(list(_copied(in_seed, runs)), content, source.seed)
        on_log += _copied(own_texts, runs)
    on_log += _misquoted(log, spoken)
    return tuple(sorted([*problems, *placed(on_log, data, name)]))


def _passages_of(article: bytes | None, seed: Seed) -> list[str] | None:
    """Return the passages of an article, None if it is not the one that its seed means."""
    if article is None or sha256(article).hexdigest() != seed.sha256:
        return None
    lines = lines_of(article.decode(errors="replace"))
    return lines if len(lines) == len(seed.passages) else None


def lines_of(article: str) -> list[str]:
    """Return the non-empty lines of an article, which are its passages from 1 on."""
    return [line for line in article.splitlines() if line.strip()]


def _even(text: str) -> str:
    """Return a text with one kind of apostrophe and of white space."""
    text = unicodedata.normalize("NFC", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return " ".join(text.split())


def _with_following(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each line with the one behind it, which may go on with its quotation."""
    even = [_even(line) for line in lines]
    return zip(even, [*even[1:], ""], strict=True)


def _misquoted(log: Log, spoken: Mapping[tuple[str, int], Sequence[str]]) -> Iterator[Finding]:
    """Find quotes that do not stand between quotation marks in the passage that they cite."""
    for path, citation in passage_citations(log):
        quotes = spoken.get((citation.source, citation.passage or 0))
        if not citation.quote or quotes is None:
            continue
        quote = _even(citation.quote).rstrip(".,")
        if not any(quote in words for words in quotes):
            message = (
                f'"{abridged(citation.quote)}" does not stand between quotation marks in passage '
                f'{citation.passage} of "{citation.source}"'
            )
            yield Finding((*path, "quote"), False, "misquoted", message)


def _own_texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Walk over what a log or a seed says in its own words, with its place."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in _OTHERS_TEXTS:
                yield from _own_texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _own_texts(item, (*path, index))
    elif isinstance(value, str) and path[-1] in _OWN_TEXTS:
        yield path, value


def _words(text: str) -> list[str]:
    return _WORD.findall(_even(text).casefold())


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(MOST_WORDS)), strict=False)


def _runs_of_words(lines: Iterable[str]) -> _Runs:
    """Return the runs of words of an article outside quotation marks, with their passage."""
    return {
        run: number
        for number, (line, following) in enumerate(_with_following(lines), 1)
        for part in unquoted(line, following)
        for run in _runs(_words(part))
    }


def _copied(texts: Iterable[tuple[KeyPath, str]], runs: _Runs) -> Iterator[Finding]:
    for path, text in texts:
        run = next((run for run in _runs(_words(text)) if run in runs), None)
        if run:
            message = f'"{" ".join(run)}" are the words of passage {runs[run]}; say it in your own'
            yield Finding(path, False, "copied-words", message)
