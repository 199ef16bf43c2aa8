"""An article becomes a draft: a small log that passes every check, its seed, and what is open."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType

from components.drafts.english import ENGLISH
from components.drafts.french import FRENCH
from components.drafts.german import GERMAN
from components.drafts.language import Language, language_of
from components.drafts.mention import Mentions, NameTable, doubtful_actors
from components.drafts.passage import Passage, tokens_of
from components.drafts.possible_date import OwnDate
from components.drafts.speaker import Attribution, Certainty
from components.drafts.stub import PassageDraft, PassageReader, Stub, Uncovered
from components.drafts.unknown_name import UnknownName, unknown_names
from components.events import (
    FORBIDDEN,
    UNWRITTEN,
    USUAL_KINDS,
    Actor,
    ActorKind,
    EventStatus,
    Ids,
    Log,
    Seed,
    Source,
    When,
    lines_of,
    plain_value,
    slug,
)

LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {language.code: language for language in (ENGLISH, GERMAN, FRENCH)}
)
MOST_BYTES = 2 * 1024 * 1024  # of an article: a book of 700 pages
MOST_PASSAGES = 5_000
MOST_STUBS = 2_000  # more than an editor writes; the log of a draft stays small enough to check
# Words of one citation, and citations of one quotation: a quotation is short, or it is a copy.
LONGEST_QUOTE, MOST_QUOTES = 30, 4
MOST_CITATIONS = 100  # of one stub; a sentence of an article has a few
_WORDS_LOOKED_AT = 20_000  # to tell the language


class ArticleError(ValueError):
    """An article that no draft can be made of; the message says why."""


@dataclass(frozen=True, slots=True)
class Article:
    """The bytes of an article with the name of its file."""

    name: str
    data: bytes

    def lines(self) -> list[str]:
        """Return its passages; raise ArticleError when it is no text, too long or empty."""
        if len(self.data) > MOST_BYTES:
            raise ArticleError(
                f"it has more than {MOST_BYTES // 1024**2} MB; an article is shorter"
            )
        try:
            lines = lines_of(self.data.decode())
        except UnicodeDecodeError as error:
            raise ArticleError(f"it is no UTF-8 at byte {error.start}; save it as UTF-8") from None
        if not lines:
            raise ArticleError("it is empty")
        if len(lines) > MOST_PASSAGES:
            message = f"it has {len(lines):,} passages, and at most {MOST_PASSAGES:,} fit"
            raise ArticleError(message)
        return lines


@dataclass(slots=True)
class Draft:
    """A log of stubs with its seed, and what an editor is told beside them.

    `remarks` are those of each event by id; `unattributed` are quotations without a speaker.
    """

    log: Log
    seed: Seed | None
    language: str
    dates: int = 0
    remarks: dict[str, list[str]] = field(default_factory=dict)
    attributed: list[Attribution] = field(default_factory=list)
    unsure: list[Attribution] = field(default_factory=list)
    unattributed: list[Attribution] = field(default_factory=list)
    uncovered: list[Uncovered] = field(default_factory=list)
    names: tuple[UnknownName, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """What a draft is asked for: the source it is of, its date, and where its seed will lie.

    `log` is the log that the draft is to go into; `seed` is "" for a draft without one, whose
    citations name the passage in words.
    """

    source: str
    published: When
    log: Log | None = None
    seed: str = ""
    language: str = ""


def make_draft(article: Article, request: Request) -> Draft:
    """Make the draft of an article; raise ArticleError, or ValueError for a date without ends."""
    lines = article.lines()
    own = OwnDate.of(request.published)
    language, is_sure = _language(lines)
    if request.language:
        language, is_sure = LANGUAGES[request.language], True
    log = request.log
    kinds = log.kinds if log else USUAL_KINDS
    names = NameTable.of(log)
    reader = PassageReader(names, own, kinds)
    first_of: dict[str, int] = {}
    passages: list[tuple[Passage, Mentions]] = []
    for number, line in enumerate(lines, 1):
        if first_of.setdefault(line, number) == number:
            following = lines[number] if number < len(lines) else ""
            passage = Passage(number, line, language, following)
            passages.append((passage, Mentions(names.mentions(passage))))
    doubtful = doubtful_actors(passages)
    found = [reader.read(passage, mentions, doubtful) for passage, mentions in passages]
    draft = _DraftMaker(request, own, language.code if is_sure else "").draft(
        article, lines, first_of, found
    )
    draft.names = unknown_names(passages)
    return draft


def _language(lines: Iterable[str]) -> tuple[Language, bool]:
    def words() -> Iterator[str]:
        count = 0
        for line in lines:
            for token in tokens_of(line):
                yield token.lower
                count += 1
                if count > _WORDS_LOOKED_AT:
                    return

    return language_of(words(), LANGUAGES)


def quote_parts(words: str) -> tuple[list[str], bool]:
    """Split a quotation into quotes of at most `LONGEST_QUOTE` words, sentence by sentence.

    Return them, `MOST_QUOTES` at most, and whether words are left out.
    """
    words = " ".join(words.split()).rstrip(", ")
    if words[:1].islower() and words.endswith(".") and not words.endswith(".."):
        words = words[:-1]
    parts: list[list[str]] = [[]]
    is_cut = False
    for sentence in _sentences(words):
        if len(sentence) > LONGEST_QUOTE:
            sentence, is_cut = sentence[:LONGEST_QUOTE], True
        if parts[-1] and len(parts[-1]) + len(sentence) > LONGEST_QUOTE:
            parts.append([])
        parts[-1] += sentence
        if is_cut or len(parts) > MOST_QUOTES:
            break
    is_cut = is_cut or len(parts) > MOST_QUOTES
    return [" ".join(part).rstrip(",;") for part in parts[:MOST_QUOTES] if part], is_cut


def _sentences(words: str) -> Iterator[list[str]]:
    sentence: list[str] = []
    for word in words.split():
        sentence.append(word)
        stem = word.rstrip(".!?…")
        is_short = len(stem) < 2 or "." in stem or stem.casefold() in ENGLISH.abbreviations
        if stem != word and not is_short:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


class _DraftMaker:
    """Makes a log and a seed of what was found in the passages of an article."""

    def __init__(self, request: Request, own: OwnDate, language: str) -> None:
        self._request, self._own, self._language = request, own, language
        self._ids = Ids()
        for key, event in request.log.events.items() if request.log else ():
            # The stubs of an earlier draft give way to those of this one.
            if not event.title.startswith(UNWRITTEN):
                self._ids.take(key)
        self._titles: dict[str, int] = {}
        self._actors: dict[str, None] = {}
        self._topics: dict[str, None] = {}

    def draft(
        self,
        article: Article,
        lines: list[str],
        first_of: Mapping[str, int],
        found: list[PassageDraft],
    ) -> Draft:
        remarks: dict[str, list[str]] = {}
        events: dict[str, object] = {}
        by_passage: dict[int, list[str]] = {}
        left_out = 0
        for passage in found:
            for stub in passage.stubs:
                if len(events) == MOST_STUBS:
                    left_out += 1
                    continue
                key = self._ids.take(slug(f"{self._request.source}-{stub.passage}-{stub.sentence}"))
                remarks[key] = []
                events[key] = self._event(stub, remarks[key])
                by_passage.setdefault(stub.passage, []).append(key)
        attributions = [a for passage in found for a in passage.attributions]
        return Draft(
            self._log(events),
            self._seed(article, lines, first_of, by_passage) if self._request.seed else None,
            self._language,
            sum(passage.dates for passage in found),
            remarks,
            [a for a in attributions if a.certainty is Certainty.SURE],
            [a for a in attributions if a.certainty is Certainty.UNSURE],
            [a for a in attributions if a.certainty is Certainty.NOBODY],
            [sentence for passage in found for sentence in passage.uncovered],
            left_out=left_out,
        )

    # Events

    def _event(self, stub: Stub, remarks: list[str]) -> dict[str, object]:
        parts = [{"actor": stub.speaker, "role": stub.role}] if stub.speaker else []
        outlets = [key for key in stub.subjects if self._is_outlet(key)]
        parts += [{"actor": key, "role": "subject"} for key in stub.subjects if key not in outlets]
        log = self._request.log
        self._actors |= dict.fromkeys(part["actor"] for part in parts)
        self._topics |= dict.fromkeys(stub.topics)
        for attribution in stub.unsure:
            remarks += self._remarks_of(attribution)
        if stub.numbers:
            remarks.append(f"numbers: {'; '.join(stub.numbers)}")
        event: dict[str, object] = {
            "title": self._title(stub),
            "kind": stub.kind,
            "when": stub.when,
            "dating": FORBIDDEN.sub(" ", stub.dating),
            "actors": parts,
            "topics": list(stub.topics),
            "summary": f"{UNWRITTEN}.",
            "citations": self._citations(stub, remarks),
        }
        if log and stub.kind == "interview" and len(outlets) == 1:
            event["channel"] = log.actors[outlets[0]].name
        if stub.status is not EventStatus.HAPPENED:
            event["status"] = stub.status
        return event

    def _is_outlet(self, key: str) -> bool:
        log = self._request.log
        return log is not None and log.actors[key].kind is ActorKind.OUTLET

    def _title(self, stub: Stub) -> str:
        log = self._request.log
        who = f"{log.actors[stub.speaker].name}, " if log and stub.speaker else ""
        title = f"{UNWRITTEN}: {who}passage {stub.passage}, sentence {stub.sentence}"
        count = self._titles[title] = self._titles.get(title, 0) + 1
        return title if count == 1 else f"{title} ({count})"

    def _place(self, passage: int) -> dict[str, object]:
        if self._request.seed:
            return {"source": self._request.source, "passage": passage}
        return {"source": self._request.source, "locator": f"passage {passage}"}

    def _citations(self, stub: Stub, remarks: list[str]) -> list[dict[str, object]]:
        citations = []
        for attribution in stub.quotes:
            if FORBIDDEN.search(attribution.quotation.words):
                remarks.append(
                    f"quotation {attribution.number} of passage {attribution.passage} is left out: "
                    "it holds a character that a log refuses"
                )
                continue
            quotes, is_cut = quote_parts(attribution.quotation.words)
            place = self._place(stub.passage)
            citations += [{**place, "quote": quote, "speaker": stub.speaker} for quote in quotes]
            if is_cut:
                remarks.append(f"quotation {attribution.number} goes on in the article")
        distinct = list({str(one["quote"]): one for one in citations}.values())
        if len(distinct) > MOST_CITATIONS:
            remarks.append(f"{len(distinct) - MOST_CITATIONS:,} further quotations are left out")
        return distinct[:MOST_CITATIONS] or [self._place(stub.passage)]

    def _remarks_of(self, attribution: Attribution) -> Iterator[str]:
        """Yield what is to be said of a quotation whose speaker is not sure."""
        speaker = attribution.speaker
        where = f"quotation {attribution.number} of passage {attribution.passage}"
        if FORBIDDEN.search(attribution.quotation.words):
            yield f"{where} holds a character that a log refuses"
            return
        if speaker.candidates:
            self._actors |= dict.fromkeys(speaker.candidates)
            yield f"{where}: perhaps {' or '.join(speaker.candidates)}, because {speaker.why}"
            likely = speaker.candidates[0]
        else:
            name = FORBIDDEN.sub(" ", speaker.name)
            yield f'{where}: "{name}" is no actor of the log'
            likely = slug(name) or "ID"
        for quote in quote_parts(attribution.quotation.words)[0]:
            cited = ", ".join(
                f"{key}: {value}" for key, value in self._place(attribution.passage).items()
            )
            yield f"  - {{{cited}, quote: {_in_quotes(quote)}, speaker: {likely}}}"

    # The rest of the log

    def _log(self, events: Mapping[str, object]) -> Log:
        log, request = self._request.log, self._request
        about = {
            "title": log.about.title if log else f"{UNWRITTEN}: what the log is about",
            "zone": log.about.zone if log else request.published.zone,
            "as_of": self._own.last_day,
        }
        tree: dict[str, object] = {"format": 1, "log": about}
        if log:
            actors = {key: _plain_actor(log.actors[key]) for key in self._actors}
            sides = dict.fromkeys(log.actors[key].party for key in self._actors)
            tree["parties"] = {key: plain_value(log.parties[key]) for key in sides if key}
            tree["actors"] = actors
            tree["topics"] = {key: plain_value(log.topics[key]) for key in self._topics}
            if log.kinds is not USUAL_KINDS:
                tree["kinds"] = {key: plain_value(kind) for key, kind in log.kinds.items()}
        tree["sources"] = {request.source: self._source()}
        tree["events"] = events
        return Log.model_validate(tree, context={"zone": about["zone"]})

    def _source(self) -> object:
        request = self._request
        known = request.log.sources.get(request.source) if request.log else None
        if isinstance(known, Source):
            bare = known.model_copy(update={"retells": (), "seed": request.seed})
            if not bare.published:
                bare = bare.model_copy(update={"published": self._own.text})
            return plain_value(bare)
        source = {
            "title": f"{UNWRITTEN}: the headline",
            "publisher": f"{UNWRITTEN}.",
            "tier": "article",
            "kind": "news",
            "language": self._language,
            "published": self._own.text,
        }
        return {**source, "seed": request.seed} if request.seed else source

    def _seed(
        self,
        article: Article,
        lines: list[str],
        first_of: Mapping[str, int],
        events: Mapping[int, list[str]],
    ) -> Seed:
        passages = []
        for number, line in enumerate(lines, 1):
            first = first_of[line]
            entry: dict[str, object] = {"passage": number, "says": f"{UNWRITTEN}."}
            if first != number:
                entry["says"] = entry["none"] = f"Word for word passage {first}."
            elif number in events:
                entry["events"] = events[number]
            else:
                entry["none"] = f"{UNWRITTEN}: why no event rests on it."
            passages.append(entry)
        tree = {
            "source": self._request.source,
            "file": article.name,
            "language": self._language,
            "sha256": sha256(article.data).hexdigest(),
            "bytes": len(article.data),
            "made": f"{UNWRITTEN}: how the text came about.",
            "passages": passages,
        }
        return Seed.model_validate(tree)


def _plain_actor(actor: Actor) -> dict[str, object]:
    """Return who an actor is, without what rests on other sources."""
    kept = {
        "name": actor.name,
        "kind": actor.kind,
        "title": actor.title,
        "party": actor.party,
        "aliases": list(actor.aliases),
    }
    return {key: value for key, value in kept.items() if value}


def _in_quotes(text: str) -> str:
    r"""Return a text as YAML in double quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
