"""Stubs: the events of a draft, with all that a person has to write still open.

A sentence that quotes somebody gives a stub for each speaker, and each further date in a sentence
gives one. What neither quotes nor dates is left to the editor, and listed.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from components.drafts.date_phrase import DatePhrase, DateReader
from components.drafts.mention import Mention, Mentions, NameTable
from components.drafts.number_phrase import number_phrases
from components.drafts.passage import Passage, Sentence, Token, TokenKind
from components.drafts.possible_date import OwnDate
from components.drafts.speaker import Attribution, Certainty, SpeakerReader
from components.drafts.subject import NOBODY, SubjectReader
from components.events import EventStatus, Kind, Role, Shape, abridged

_NEAR = 6  # tokens between a verb and the date of what it reports
_MOST_ACTORS = 8  # in one stub
_DASHES = frozenset("—–-")
_DATELINE = 6  # tokens between a date and the dash of a dateline
_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("interview", frozenset({"interview", "interviewed", "gespräch", "entretien"})),
    (
        "post",
        frozenset({"posted", "posting", "tweeted", "tweet", "postete", "twitterte", "social"}),
    ),
)
_DATED_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "meeting",
        frozenset(
            {
                *("talks", "met", "meet", "meeting", "summit", "negotiations", "session"),
                *("sitzung", "treffen", "gespräche", "verhandlungen", "réunion", "sommet"),
            }
        ),
    ),
    (
        "agreement",
        frozenset(
            {
                *("agreed", "agreement", "deal", "signed", "accord", "treaty"),
                *("einigung", "vertrag", "unterzeichnet", "signé"),
            }
        ),
    ),
    (
        "announcement",
        frozenset(
            {
                *("announced", "announces", "announce", "unveiled", "angekündigt", "kündigte"),
                *("annoncé", "annonce", "release", "publish"),
            }
        ),
    ),
)


@dataclass(slots=True)
class Stub:
    """An event of the draft: where it stands, when it was, who spoke, and what was quoted."""

    passage: int
    sentence: int
    kind: str
    when: str
    dating: str
    status: EventStatus = EventStatus.HAPPENED
    speaker: str = ""
    role: Role = Role.SPEAKER
    subjects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    quotes: list[Attribution] = field(default_factory=list)
    unsure: list[Attribution] = field(default_factory=list)
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A sentence of which no stub was made, by its first two words and the actors it names."""

    passage: int
    sentence: int
    words: str
    actors: tuple[str, ...]


@dataclass(slots=True)
class PassageDraft:
    """What was found in one passage."""

    passage: int
    stubs: list[Stub] = field(default_factory=list)
    uncovered: list[Uncovered] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    dates: int = 0


class PassageReader:
    """Makes stubs of one passage after the other."""

    def __init__(self, names: NameTable, own: OwnDate, kinds: Mapping[str, Kind]) -> None:
        """Take the names of the log, the article's own date and the kinds of events."""
        self._names, self._own, self._kinds = names, own, kinds
        self._continued = self._previous = NOBODY

    def read(
        self, passage: Passage, mentions: Mentions, doubtful: Set[str] = frozenset()
    ) -> PassageDraft:
        """Return the stubs of a passage and what no stub was made of.

        `doubtful` are actors whose short name may be that of another person.
        """
        subjects = SubjectReader(passage, mentions, doubtful)
        speakers = SpeakerReader(passage, subjects)
        attributions = list(speakers.attributions(self._continued, self._previous))
        last = attributions[-1] if attributions else None
        speaker = last.speaker if last else speakers.last_reporter()
        if speaker.candidates != (self._previous.actor,):
            self._previous = speaker
        is_open = last is not None and not last.quotation.is_closed
        self._continued = last.speaker if last and is_open else NOBODY
        draft = PassageDraft(passage.number, attributions=attributions)
        by_sentence: dict[int, list[Attribution]] = {}
        for attribution in attributions:
            by_sentence.setdefault(attribution.sentence, []).append(attribution)
        dates = DateReader(passage, self._own)
        for sentence in passage.sentences:
            quoted = by_sentence.get(sentence.number, [])
            reader = _SentenceReader(passage, sentence, mentions, subjects, self._names)
            phrases = [
                phrase for phrase in dates.phrases(sentence) if not reader.is_dateline(phrase)
            ]
            draft.dates += sum(not phrase.is_length for phrase in phrases)
            stubs = list(self._stubs(reader, quoted, phrases, draft.stubs))
            draft.stubs += stubs
            is_joined = any(a.certainty is Certainty.SURE for a in quoted)
            if not stubs and not is_joined and (uncovered := reader.uncovered()):
                draft.uncovered.append(uncovered)
        return draft

    def _stubs(
        self,
        reader: "_SentenceReader",
        quoted: list[Attribution],
        phrases: list[DatePhrase],
        earlier: list[Stub],
    ) -> Iterator[Stub]:
        """Yield the stubs of one sentence; words that go on with a stub are added to that."""
        open_dates = [phrase for phrase in phrases if not phrase.is_length]
        lengths = [phrase for phrase in phrases if phrase.is_length]
        by_speaker: dict[str, list[Attribution]] = {}
        unsure: list[Attribution] = []
        for attribution in quoted:
            if attribution.certainty is Certainty.SURE:
                by_speaker.setdefault(attribution.speaker.actor, []).append(attribution)
            elif attribution.speaker.candidates or attribution.speaker.name:
                unsure.append(attribution)
        stubs: list[Stub] = []
        for speaker, spoken in by_speaker.items():
            before = earlier[-1] if earlier and not stubs else None
            if (
                before
                and before.speaker == speaker
                and before.sentence == reader.sentence.number - 1
                and spoken[0].verb < 0
            ):
                before.quotes += spoken
                before.sentence = reader.sentence.number
                continue
            date = reader.date_of(spoken[0].verb, open_dates)
            if date:
                open_dates.remove(date)
            stubs.append(self._stub(reader, date, speaker, spoken))
        if unsure:
            if not stubs:
                date = reader.date_of(unsure[0].verb, open_dates)
                if date:
                    open_dates.remove(date)
                stubs.append(self._stub(reader, date, "", ()))
            stubs[0].unsure += unsure
        yield from stubs
        for phrase in open_dates:
            yield self._stub(reader, phrase, "", (), is_dated=True)
        if lengths and not stubs and not open_dates:
            yield self._stub(reader, lengths[0], "", (), is_dated=True)

    def _stub(
        self,
        reader: "_SentenceReader",
        date: DatePhrase | None,
        speaker: str,
        spoken: tuple[Attribution, ...] | list[Attribution],
        *,
        is_dated: bool = False,
    ) -> Stub:
        passage, sentence = reader.passage.number, reader.sentence.number
        kind = self._kind(reader.words, is_dated=is_dated)
        when, dating = self._dating(passage, date)
        shape = self._kinds[kind].shape
        return Stub(
            passage,
            sentence,
            kind,
            when,
            dating,
            status=reader.status(date) if is_dated and date else EventStatus.HAPPENED,
            speaker=speaker,
            role=Role.AUTHOR if shape is Shape.POSTED else Role.SPEAKER,
            subjects=tuple(key for key in reader.actors if key != speaker)[:_MOST_ACTORS],
            topics=reader.topics,
            quotes=list(spoken),
            numbers=reader.numbers,
        )

    def _dating(self, passage: int, date: DatePhrase | None) -> tuple[str, str]:
        own = self._own
        if date:
            words = " ".join(date.words.split())
            rests_on = f'"{words}" in passage {passage}'
            if date.reading:
                rests_on += f", against the article's own date, {own.text}: {date.reading}"
            return date.edtf, f"{rests_on}."
        last = own.last_day
        return f"[..{last}]", f"No date is read in its sentence; dated by the article, {own.text}."

    def _kind(self, words: frozenset[str], *, is_dated: bool) -> str:
        """Return the kind that a word of the sentence suggests, else the most general one."""
        for key, signs in _DATED_KINDS if is_dated else _KINDS:
            if key in self._kinds and words & signs:
                return key
        usual = "background" if is_dated else "statement"
        if usual in self._kinds:
            return usual
        shape = Shape.WRITTEN if is_dated else Shape.SAID
        fitting = [key for key, kind in self._kinds.items() if kind.shape is shape]
        return fitting[0] if fitting else next(iter(self._kinds))


class _SentenceReader:
    """Answers what a stub asks of its sentence."""

    def __init__(
        self,
        passage: Passage,
        sentence: Sentence,
        mentions: Mentions,
        subjects: SubjectReader,
        names: NameTable,
    ) -> None:
        self.passage, self.sentence = passage, sentence
        self._mentions, self._subjects, self._names = mentions, subjects, names
        self._tokens = passage.tokens

    @property
    def _own_tokens(self) -> tuple[Token, ...]:
        return self._tokens[self.sentence.first : self.sentence.stop]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the sentence outside quotations, in lower case."""
        return frozenset(token.lower for token in self._own_tokens if token.lower)

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topics whose names stand in the sentence."""
        return self._names.topics(self._own_tokens)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the sentence that may become figures."""
        return tuple(number_phrases(self.passage, self.sentence))

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The actors whom the sentence names, without those within somebody's title."""
        named: dict[str, None] = {}
        for mention in self._mentions.within(self.sentence.first, self.sentence.stop):
            is_aside = mention.is_part or (mention.is_possessive and not mention.is_person)
            if len(mention.ids) == 1 and not is_aside and not self._is_in_title(mention):
                named[mention.ids[0]] = None
        return tuple(named)

    def _is_in_title(self, mention: Mention) -> bool:
        return not mention.is_person and self._subjects.goes_on(mention.stop, self.sentence.stop)

    def date_of(self, verb: int, phrases: list[DatePhrase]) -> DatePhrase | None:
        """Return the date of what a verb reports: beside the verb, or at the head of the sentence.

        A date behind "that" or another verb is that of what was said.
        """
        if verb < 0:
            return None
        language = self.passage.language
        for phrase in phrases:
            if phrase.first > verb:
                between = self._tokens[verb + 1 : phrase.first]
                if len(between) <= _NEAR and not any(
                    token.kind is not TokenKind.WORD
                    or token.lower in language.complements
                    or token.lower in language.auxiliaries
                    or token.lower in language.passives
                    or token.lower in language.modals
                    or token.lower in language.verbs
                    or token.lower in language.past
                    for token in between
                ):
                    return phrase
            elif phrase.first == self.sentence.first:
                between = self._tokens[phrase.stop : verb]
                if len(between) <= 2 * _NEAR and not any(
                    token.kind is TokenKind.QUOTE or token.lower in language.past
                    for token in between
                ):
                    return phrase
            elif phrase.stop >= verb - 1:
                return phrase
        return None

    def is_dateline(self, phrase: DatePhrase) -> bool:
        """Tell whether a date is that of a dateline, such as "GENEVA, May 11 (NW) -"."""
        if self.sentence.first > 0 or phrase.first - self.sentence.first > _DATELINE:
            return False
        before = self._tokens[self.sentence.first : phrase.first]
        after = self._tokens[phrase.stop : phrase.stop + _DATELINE]
        is_place = all(token.is_capital or token.kind is TokenKind.SIGN for token in before)
        return is_place and any(
            token.text in _DASHES and token.start > after[place - 1].stop  # none within a word
            for place, token in enumerate(after)
            if place
        )

    def status(self, date: DatePhrase) -> EventStatus:
        """Return whether a date was ahead, and certain to come or only possible."""
        if not date.is_future:
            return EventStatus.HAPPENED
        language = self.passage.language
        is_open = any(
            token.lower in language.modals
            and token.lower not in language.future
            and not token.is_capital  # May
            for token in self._own_tokens
        )
        return EventStatus.POSSIBLE if is_open else EventStatus.SCHEDULED

    def uncovered(self) -> Uncovered | None:
        """Return how the sentence is referred to; None when it has no words."""
        tokens = self._own_tokens
        if not any(token.kind is not TokenKind.SIGN for token in tokens):
            return None
        first = tokens[0]
        if first.kind is TokenKind.QUOTE:
            words = "a quotation"
        else:
            said = [token.text for token in tokens if token.kind is TokenKind.WORD][:2]
            words = f'"{abridged(" ".join(said))} ..."'
        return Uncovered(self.passage.number, self.sentence.number, words, self.actors)
