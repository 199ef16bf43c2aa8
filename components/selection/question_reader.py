"""One way through a typed question, word by word: what its words mean as filters.

A rule reads the words that it knows and says how many they are; the first rule that reads any wins.
What no rule reads stays text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from components.events import ActorKind, Shape, Tier
from components.frames import DID, SPOKEN_OF, LogFacts
from components.selection.filters import option_names
from components.selection.question_date import (
    Calendar,
    Window,
    date_at,
    is_date_alone,
    is_of_date,
    window_at,
)
from components.selection.question_name import ARTICLE, NameTable, Reading, name_table
from components.selection.question_word import Word, keys_of, words_of
from components.wording import question as english

_MOST_VALUES = 24  # options of a filter that a question sets; more are no answer
WINDOW = "window"  # what a part sets that is no filter of `FILTERS`
PEOPLE = ("actor", "party", "delegation")
_FIXED = ("differ", "verdict", "status", "tier")
_NAMES = (*PEOPLE, "topic", "source")
_NAME, _LIKELY, _RULE = range(3)  # the weights of a part; see there
_TWO = 2
_SHORT = 2  # words of a name that is not read where it could be grammar
_REACH = 2  # words between an owner and what it owns: "Trump's first posts"
GRAMMAR = (
    english.FILLING
    | english.ASKING
    | english.NEGATIONS
    | english.RELATIVE
    | english.SAYING
    | english.MENTION
    | english.VERB_SHAPES.keys()
    | english.VERB_NOUNS.keys()
    | english.MONTHS.keys()
    | english.WEEKDAYS.keys()
    | {"before", "after", "since", "until", "till", "citing", "per", "via", "weekend"}
)
_BEHIND_NOUN = (
    english.BY
    | english.SAID_OF
    | english.WITH
    | {"in", "at"}
    | {"before", "after", "since", "until"}
) - {"of", "between"}
_MENTIONED = english.MENTION | {"named", "discussed"}
_TOLD = frozenset(phrase.split()[0] for phrase in english.CITING if " " in phrase)
_VERBS = english.VERB_SHAPES.keys() | english.VERB_NOUNS.keys() | english.SAYING
PREPOSITIONS = (
    english.BY
    | english.SAID_OF
    | english.WITH
    | english.ON_DATE
    | english.ARTICLES
    | frozenset(word for phrase in english.CITING for word in phrase.split())
    | frozenset(("before", "after", "since", "until", "till", "up", "to", "both", "between"))
)


@dataclass(slots=True)
class Part:
    """What some words mean: options of a filter. `weight` is how sure it is that they ask for it.

    The least is a name alone, then a word that seldom means anything else, then a rule of grammar.
    """

    filter: str
    ids: tuple[str, ...]
    first: int
    size: int
    weight: int
    role: str = ""
    is_derived: bool = False  # from a verb, so that a noun for the kind says more


@dataclass(frozen=True, slots=True)
class _Names:
    """Names that follow each other: their filter, the options they mean, the place behind them."""

    filter: str
    ids: tuple[str, ...]
    end: int


@dataclass(slots=True)
class Reader:
    """A text being read: its words, what they mean so far, and which of them stay text.

    `unsure` are names with several readings and `windows` dates with two, by place and number of
    words. `asks` is whether a word shows that somebody asks, `has_rule` whether a rule of grammar
    holds, `has_other_clock` whether its days are on another clock than the reader's, `obstacle` a
    word for which nothing is certain.
    """

    text: str
    facts: LogFacts
    calendar: Calendar
    words: Sequence[Word] = ()
    keys: Sequence[str] = ()
    parts: list[Part] = field(default_factory=list)
    window: Window | None = None
    left: set[int] = field(default_factory=set)  # places of the words that stay text
    unsure: list[tuple[int, int, tuple[Reading, ...]]] = field(default_factory=list)
    windows: list[tuple[int, int, tuple[tuple[str, str], ...]]] = field(default_factory=list)
    asks: bool = False
    has_rule: bool = False
    has_other_clock: bool = False
    obstacle: str = ""

    @property
    def names(self) -> NameTable:
        """The names of the log."""
        return name_table(self.facts)

    def read(self) -> None:
        """Read the whole text."""
        self.words = words_of(self.text)
        self.keys = [word.key for word in self.words]
        excluded = next(filter(self.is_excluded, range(len(self.words))), None)
        if excluded is not None:
            self.obstacle = self.text[self.words[excluded].start - 1 : self.words[excluded].stop]
        place = 0
        while place < len(self.words) and not self.obstacle:
            place += self.step(place)
        self.take_back_dates()
        self.take_back_compounds()
        self.keep_company()

    def take_back_dates(self) -> None:
        """Leave all dates as text where one is: half of "on 9 May or 12 May" is less than asked."""
        if self.window and (self.has_other_clock or any(map(self.is_date_left, self.left))):
            for part in self.parts:
                if part.filter == WINDOW:
                    self.keep_name(part)
            self.parts = [part for part in self.parts if part.filter != WINDOW]
            self.window = None

    def take_back_compounds(self) -> None:
        """Leave names as text that a hyphen joins to a text: "non-Trump" is not Trump."""
        for part in [part for part in self.parts if part.filter != WINDOW]:
            end = part.first + part.size
            is_in_front = end in self.left and self.is_hyphenated(end)
            if is_in_front or (part.first - 1 in self.left and self.is_hyphenated(part.first)):
                self.keep_name(part)
                self.parts.remove(part)

    def is_hyphenated(self, place: int) -> bool:
        """Return whether nothing but a hyphen stands before a word."""
        return self.text[self.words[place - 1].stop : self.words[place].start] in english.HYPHENS

    def is_date_left(self, place: int) -> bool:
        """Return whether a word that stays text begins a date, as does "9, 10 and 11 May"."""
        if self.keys[place].isdecimal() and self.has_comma(place + 1):
            return any(part.filter == WINDOW and part.first == place + 1 for part in self.parts)
        return is_date_alone(self.words[place]) or bool(
            date_at(self.words, place, self.calendar, has_preposition=False)
        )

    def keep_company(self) -> None:
        """Leave as text what only fills a question but belongs to a text beside it."""
        read = {part.first + at for part in self.parts for at in range(part.size)}
        for place, key in enumerate(self.keys):
            if key in english.BEHIND_TEXT and place - 1 in self.left and place not in read:
                self.leave(place, 1)
            if key in english.BEFORE_TEXT and place + 1 in self.left and place not in read:
                self.leave(place, 1)

    def step(self, place: int) -> int:
        """Read what stands at a word, and return of how many words it is."""
        word = self.words[place]
        if word.is_quoted:
            return self.leave(place, 1)
        if size := self.fixed(place):
            return size
        if size := self.only(place):
            return size
        if size := self.dated(place):
            return size
        is_name = (named := self.names_at(place, _NAMES)) is not None and named[0] > 1
        if not is_name and (word.key in english.NEGATIONS or self.phrase(place, english.NEGATING)):
            self.obstacle = self.text[word.start : word.stop]
            return self.leave(place, 1)
        return (
            self.sentence_name(place)
            or self.preposition(place)
            or self.kind(place, is_longest=True)
            or self.subject(place)
            or self.verb(place)
            or self.kind(place)
            or self.grammar(place)
            or self.leave(place, 1)
        )

    def is_excluded(self, place: int) -> bool:
        """Return whether a word has a sign before it that asks for what does not have it."""
        word = self.words[place]
        if word.is_quoted or word.key[0].isdecimal():
            return False
        before = self.text[max(word.start - 2, 0) : word.start]
        return before[-1:] in tuple(english.EXCLUDING) and not before[:-1].strip()

    def leave(self, place: int, size: int) -> int:
        """Leave some words as text, and return how many they are."""
        self.left.update(range(place, place + size))
        return size

    def add(self, part: Part) -> None:
        """Note what some words mean."""
        self.parts.append(part)
        self.has_rule = self.has_rule or part.weight == _RULE

    def names_at(
        self, place: int, filters: Sequence[str]
    ) -> tuple[int, tuple[Reading, ...]] | None:
        """Return the longest name at a word that some filters have: its words, its readings."""
        first = place
        if place < len(self.keys) and self.keys[place] in english.ARTICLES:
            first += 1
        is_titled = self.keys[first : first + 1] and self.keys[first] in english.HONORIFICS
        if is_titled and not any(self.names.at(self.keys, first)):
            first += 1
        for size, found in self.names.at(self.keys, first):
            if any(word.is_quoted for word in self.words[first : first + size]):
                continue
            if size == 1 and self.keys[first] in english.UNITS and self.is_lower(first):
                continue  # "the week" is hardly The Week
            readings = tuple(reading for reading in found if reading[0] in filters)
            if readings:
                return first + size - place, readings
        return None

    def choose(self, readings: Sequence[Reading]) -> tuple[str, tuple[str, ...]] | None:
        """Return the only filter and the options that readings mean; `None` for several."""
        by_filter: dict[str, list[str]] = {}
        for filter_, option in readings:
            by_filter.setdefault(filter_, []).append(option)
        if "party" in by_filter and "actor" in by_filter:
            sides = {self.facts.log.actors[actor].party for actor in by_filter["actor"]}
            if sides <= set(by_filter["party"]):
                del by_filter["actor"]  # the side has them all
        if len(by_filter) > 1 and "source" in by_filter:
            del by_filter["source"]  # an outlet that acts is meant as the one who does
        if len(by_filter) != 1:
            return None
        filter_, ids = next(iter(by_filter.items()))
        if len(ids) > 1 and filter_ not in ("source", ARTICLE):
            return None
        return (filter_, tuple(ids)) if len(ids) <= _MOST_VALUES else None

    def sentence_name(self, place: int) -> int:
        """Read a name that is a sentence of its own, such as the topic "What was agreed"."""
        found = self.names_at(place, _NAMES)
        if not found or found[0] <= _SHORT or self.keys[place] not in english.ASKING:
            return 0
        chosen = self.choose(found[1])
        if not chosen:
            return 0
        self.add(Part(chosen[0], chosen[1], place, found[0], _NAME))
        return found[0]

    def is_all_grammar(self, place: int, size: int) -> bool:
        """Return whether a short name is one of words that mean something else in a question."""
        keys = self.keys[place : place + size]
        if keys[0] == "us":
            return place > 0 and self.keys[place - 1] in english.ASKING and self.is_lower(place)
        if size > 1 and keys[0] in english.ARTICLES:
            return False  # "the talks" is no verb
        if self.is_proper(place + size - 1):
            return False
        return size <= _SHORT and all(key in GRAMMAR or key.isdecimal() for key in keys)

    def is_proper(self, place: int) -> bool:
        """Return whether a word is typed as a name is: "Said" in "what did Said say"."""
        others = [at for at in range(1, len(self.words)) if at != place]
        typed = self.typed(place, 1)
        return place > 0 and typed.istitle() and any(map(self.is_lower, others))

    def is_lower(self, place: int) -> bool:
        """Return whether a word is typed in small letters."""
        return self.typed(place, 1).islower()

    def fixed(self, place: int) -> int:
        """Read a phrase for an option that the format fixes."""
        found = self.names_at(place, (*_FIXED, *_NAMES))
        if not found:
            return 0
        size, readings = found
        filters = {filter_ for filter_, _ in readings}
        if len(filters) != 1 or not filters <= set(_FIXED):
            return 0
        filter_, options = readings[0][0], tuple(option for _, option in readings)
        if self.keys[place] in english.ARTICLES and filter_ != "tier":
            return 0
        is_open = size == 1 or self.keys[place + size - 1] in english.DETERMINERS
        if is_open and not self.is_before_grammar(place + size - 1):
            return 0  # "possible deals" are others than "possible events"
        # a word alone may be one that is sought; a phrase hardly is
        self.add(Part(filter_, options, place, size, _RULE if size > 1 else _LIKELY))
        return size

    def is_before_grammar(self, place: int) -> bool:
        """Return whether a word ends the text, or grammar or the noun of a kind follows it."""
        following = place + 1
        if following >= len(self.keys) or self.noun(following):
            return True
        if self.keys[following] in english.ARTICLES:
            return False  # "in both the Monitor and uTo"
        return self.keys[following] in GRAMMAR or bool(self.names_at(following, _FIXED))

    def only(self, place: int) -> int:
        """Read "only in the Monitor", "only uTo" and "the Monitor alone"."""
        first = place
        if self.keys[place] in _TOLD and self.keys[place + 1 : place + 2] == [english.ONLY]:
            return 1 + self.only(place + 1)
        is_only = self.keys[place] in english.ONLY_WORDS
        first += is_only
        if first < len(self.keys) and is_only and self.keys[first] in english.ONLY_IN:
            first += 1
        elif size := self.phrase(first, english.CITING):
            first += size
        found = self.names_at(first, (ARTICLE,))
        if found:
            after = first + found[0]
            ends = after < len(self.keys) and self.keys[after] in english.ALONE
            offered = option_names(self.facts)["tier"]
            options = {f"only-{article}" for _, article in found[1]} & offered.keys()
            if len(options) == 1 and (ends or is_only):
                size = after + ends - place
                self.add(Part("tier", tuple(options), place, size, _RULE))
                return size
        if self.keys[place] == english.ONLY and (named := self.names_at(first, _NAMES)):
            # "only Xinhua" is more than "Xinhua", and no filter says it
            return self.leave(place, first + named[0] - place)
        return 0

    def phrase(self, place: int, phrases: Iterable[str]) -> int:
        """Return how many words the longest of some phrases has that begins at a word, or 0."""
        sizes = [0]
        for phrase in phrases:
            keys = phrase.split()
            if list(self.keys[place : place + len(keys)]) == keys:
                sizes.append(len(keys))
        return max(sizes)

    def dated(self, place: int) -> int:
        """Read a date with its preposition; of two, each may have one end of the window."""
        if size := self.vague(place):
            return self.leave(place, size)
        found = window_at(self.words, place, self.calendar) or self.period(place)
        if found and not self.is_name_of_date(place, found.size):
            if found.either:
                self.windows.append((place, found.size, found.either))
                return self.leave(place, found.size)
            if self.is_number(place + found.size):
                skipped = self.keys[place] in english.ON_DATE
                self.leave(place + skipped, found.size + 1 - skipped)  # "10 May 25"
                return found.size + 1
            window = self.window.joined(found, self.calendar) if self.window else found
            if not window:
                return self.leave(place, found.size)
            self.window = window
            self.has_rule = self.has_rule or not found.is_bare
            weight = _LIKELY if found.is_bare else _RULE
            self.parts.append(Part(WINDOW, (), place, found.size, weight))
            return found.size
        if not found and self.keys[place] in {english.FROM, english.BETWEEN, *english.WEEKDAYS}:
            # a part of what cannot be read is no date either
            end = place + 1
            while end < len(self.words) and (
                is_of_date(self.words[end])
                or (
                    self.keys[end] in english.TO
                    and any(map(is_of_date, self.words[end + 1 : end + 2]))
                )
            ):
                end += 1
            if end > place + 1 and not self.names_at(place + 1, _NAMES):
                return self.leave(place, end - place)
        starts = (*english.DATE_BEFORE, *english.DATE_AFTER, *english.DATE_SINCE, "until", "till")
        if size := self.phrase(place, starts):
            # "before the talks" is no filter, and "the talks" alone would be another question
            first = place + size
            named = self.names_at(first, _NAMES)
            size += named[0] if named else 0
            while (
                not named
                and place + size < len(self.keys)
                and self.keys[place + size] in english.ARTICLES
            ):
                size += 1
            if vague := self.vague(place + size):
                return self.leave(place, size + vague)
            size += not named and place + size < len(self.keys)
            return self.leave(place, size + self.further_date(place + size))
        return 0

    def vague(self, place: int) -> int:
        """Return the words of a date that is not meant as it stands: "around 10 May"."""
        if place >= len(self.keys):
            return 0
        first = place + self.phrase(place, english.DATE_NEAR)
        if self.keys[place] in english.UNITS and self.keys[place + 1 : place + 2]:
            first = place + 2 * (self.keys[place + 1] in english.FROM_UNIT)
        if first == place or self.names_at(first, _NAMES):
            return 0
        first += self.keys[first : first + 1] == ["the"]
        date = date_at(self.words, first, self.calendar, has_preposition=True)
        return first + date.size - place if date else 0

    def further_date(self, place: int) -> int:
        """Return the words of a date that says more of what stands before it, else 0."""
        if self.keys[place : place + 1] and self.keys[place] in english.ON_DATE | {"of"}:
            date = date_at(self.words, place + 1, self.calendar, has_preposition=True)
            return 1 + date.size if date else 0
        return 0

    def is_number(self, place: int) -> bool:
        """Return whether a number stands at a word, with nothing but a space before it."""
        if not 0 < place < len(self.words) or not self.keys[place].isdecimal():
            return False
        return self.text[self.words[place - 1].stop : self.words[place].start].isspace()

    def period(self, place: int) -> Window | None:
        """Return the window of a month or a year before what it is asked of: "April events"."""
        if place + 1 < len(self.keys) and (
            self.keys[place + 1] in english.ASKING or self.noun(place + 1)
        ):
            if self.keys[place] in english.MODAL and not self.noun(place + 1, needs_plural=True):
                return None  # "Trump may post"
            date = date_at(self.words[: place + 1], place, self.calendar, has_preposition=True)
            return Window(1, date.start, date.end) if date else None
        return None

    def is_name_of_date(self, place: int, size: int) -> bool:
        """Return whether the words of a date without its preposition are a name of the log too."""
        first = place
        while first < place + size - 1 and self.keys[first] in PREPOSITIONS:
            first += 1
        found = self.names_at(first, _NAMES)
        return found is not None and found[0] >= place + size - first

    def preposition(self, place: int) -> int:
        """Read "by", "about", "with" or "according to" and the names that follow it."""
        return (
            self.cited(place)
            or self.headed(place)
            or self.acting(place)
            or self.spoken_of(place)
            or self.taking_part(place)
        )

    def cited(self, place: int) -> int:
        """Read "according to Reuters" and "from uTo"."""
        if self.keys[place] == english.FROM and (found := self.from_source(place)):
            return found
        size = self.phrase(place, english.CITING)
        if not size:
            return 0
        first = place + size
        first += self.keys[first : first + 1] == [english.BOTH]
        articles = self.listed(first, (ARTICLE,))
        is_both = len(articles.ids) == self.facts.log.articles > 1
        if is_both and english.OR not in self.keys[first : articles.end]:
            self.add(Part("tier", ("several",), place, articles.end - place, _RULE))
            return articles.end - place
        return self.named(place, size, ("source",), "", is_any=False)

    def headed(self, place: int) -> int:
        """Read "topic: tariffs", as the headings of the filters are called."""
        key = self.keys[place]
        if key not in english.FIELD_NAMES or self.text[self.words[place].stop :][:1] != ":":
            return 0
        filters, role = english.FIELD_NAMES[key]
        return self.named(place, 1, filters, role)

    def acting(self, place: int) -> int:
        """Read "by Bessent", "statements of Bessent" and "attributed to Bessent"."""
        if size := self.phrase(place, english.BY_PHRASES):
            return self.named(place, size, PEOPLE, DID)
        key = self.keys[place]
        if key not in english.BY:
            return 0
        before = self.keys[place - 1] if place else ""
        if key == "of":
            if before in english.MENTION:
                return self.named(place, 1, (*PEOPLE, "topic"), SPOKEN_OF)
            return self.named(place, 1, PEOPLE, DID if self.is_after_saying(place) else "")
        if size := self.owner(place + 1):
            return self.leave(place + 1, size) and 1 + size
        if before in english.SAYING and (sources := self.outlets(place + 1)):
            # what an outlet claims is what is cited of it
            self.parts = [part for part in self.parts if part.first + part.size != place]
            self.add(Part("source", sources[1], place - 1, 2 + sources[0], _RULE))
            return 1 + sources[0]
        return self.named(place, 1, PEOPLE, DID) or self.named(place, 1, ("source",), "")

    def owner(self, place: int) -> int:
        """Return the words of a name that owns somebody: "by Trump's critics" is not by Trump."""
        found = self.names_at(place, PEOPLE)
        end = place + found[0] if found else place
        if not found or end >= len(self.keys) or not self.words[end - 1].owns:
            return 0
        is_owned = self.keys[end] not in GRAMMAR and not self.owns_noun(end)
        return found[0] + 1 if is_owned and not self.names_at(end, _NAMES) else 0

    def outlets(self, place: int) -> tuple[int, tuple[str, ...]] | None:
        """Return the words of an outlet's name and the sources that it is, if it is any."""
        found = self.names_at(place, ("actor",))
        if not found or any(
            self.facts.log.actors[id_].kind is not ActorKind.OUTLET for _, id_ in found[1]
        ):
            return None
        sources = self.sources_of([id_ for _, id_ in found[1]])
        return (found[0], sources) if sources else None

    def spoken_of(self, place: int) -> int:
        """Read "about Trump" and "on tariffs"."""
        if self.keys[place] not in english.SAID_OF | english.MENTIONING:
            return 0
        return self.named(place, 1, ("topic", *PEOPLE), SPOKEN_OF)

    def taking_part(self, place: int) -> int:
        """Read "with He Lifeng", "between the US and China" and "at CNN"."""
        key = self.keys[place]
        if key == "at":
            return self.named(place, 1, ("actor",), "")
        if key not in english.WITH:
            return 0
        last = self.parts[-1] if self.parts else None
        if last and last.filter in ("differ", "verdict"):
            if size := self.phrase(place, english.BETWEEN_ACCOUNTS):
                return size
            names = self.listed(place + 1, (ARTICLE,))
            if len(names.ids) > 1:
                self.has_rule = True
                return names.end - place  # "differences between the Monitor and uTo"
        return self.named(place, 1, PEOPLE, "", is_any=False)

    def from_source(self, place: int) -> int:
        """Read "from" before an outlet that is a source: what is cited of it is meant."""
        found = self.names_at(place + 1, ("actor",))
        actors = self.facts.log.actors
        if found and all(actors[id_].kind is ActorKind.OUTLET for _, id_ in found[1]):
            return self.named(place, 1, ("source",), "")
        return 0

    def is_after_saying(self, place: int) -> bool:
        """Return whether what was read last is a noun or a verb for words."""
        last = self.parts[-1] if self.parts else None
        if last is None or last.filter != "kind" or last.first + last.size != place:
            return False
        kinds = self.facts.log.kinds
        return all(kinds[kind].shape in (Shape.SAID, Shape.POSTED) for kind in last.ids)

    def named(
        self,
        place: int,
        size: int,
        filters: Sequence[str],
        role: str,
        *,
        is_any: bool = True,
    ) -> int:
        """Read names behind the `size` words of a preposition; 0 when none follows."""
        first = place + size
        if self.keys[first : first + 1] == [english.BOTH]:
            first += 1
            if found := self.all_of_two(first, filters):
                self.add(Part(*found, place, first + 1 - place, _RULE, role))
                return first + 1 - place
        names = self.listed(first, filters, is_any=is_any)
        if names.end == first:
            return 0
        if names.ids:
            role = role if names.filter in PEOPLE else ""
            is_on_air = self.keys[place] == "on" and role == SPOKEN_OF and names.filter == "actor"
            if is_on_air and self.facts.log.actors[names.ids[0]].kind is ActorKind.OUTLET:
                role = ""  # an interview on CNN is not about CNN
            self.add(Part(names.filter, names.ids, place, names.end - place, _RULE, role))
        return names.end - place

    def all_of_two(self, place: int, filters: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
        """Return the options of a filter that has two, for "both delegations"."""
        filter_ = english.ALL_OF_TWO.get(self.keys[place]) if place < len(self.keys) else None
        if filter_ is None or filter_ not in filters:
            return None
        ids = tuple(option_names(self.facts)[filter_])
        return (filter_, ids) if len(ids) == _TWO else None

    def listed(
        self, first: int, filters: Sequence[str], *, is_any: bool = True, most: int = _MOST_VALUES
    ) -> "_Names":
        """Read names of one filter that follow each other; the end is `first` when there is none.

        Names joined by "or", and those of `is_any` by "and" too, are one choice of options. Others
        have to be in one event together, which one filter cannot say: they stay text.
        """
        filter_, ids, end, at = "", list[str](), first, first
        while (found := self.names_at(at, filters)) and most:
            length, readings = found
            chosen = self.choose(readings)
            if chosen and filter_ and chosen[0] != filter_:
                break
            if chosen is None:
                self.unsure.append((at, length, readings))
            if chosen is None or (ids and not is_any and self.keys[at - 1] != english.OR):
                self.leave(at, length)
                end = at + length
            else:
                filter_, options, end = self.with_group(at + length, *chosen)
                ids += options
            is_joined = end < len(self.keys) and self.keys[end] in (english.AND, english.OR)
            most -= 1
            if not is_joined and not self.has_comma(end):
                break
            at = end + is_joined
        return _Names(filter_, tuple(dict.fromkeys(ids)), end)

    def with_group(
        self, end: int, filter_: str, ids: tuple[str, ...]
    ) -> tuple[str, tuple[str, ...], int]:
        """Return a side with the words "officials" or "team" behind it, else a name as it is."""
        if filter_ == "party" and end < len(self.keys):
            if self.keys[end] in english.OF_SIDE:
                return filter_, ids, end + 1
            if team := self.delegation(end, ids):
                return "delegation", (team,), end + 1
        return filter_, ids, end

    def has_comma(self, place: int) -> bool:
        """Return whether a comma stands before a word."""
        if not 0 < place < len(self.words):
            return False
        return "," in self.text[self.words[place - 1].stop : self.words[place].start]

    def delegation(self, place: int, sides: Sequence[str]) -> str:
        """Return the only delegation of a side whose name is followed by "team" or the like."""
        if place >= len(self.keys) or self.keys[place] not in english.OF_DELEGATION:
            return ""
        delegations = self.facts.log.delegations
        offered = option_names(self.facts)["delegation"]
        teams = [key for key in offered if delegations[key].party in sides]
        return teams[0] if len(teams) == 1 else ""

    def subject(self, place: int) -> int:
        """Read names that stand without a preposition, and what they do."""
        found = self.names_at(place, _NAMES)
        if not found or self.is_all_grammar(place, found[0]):
            return 0
        if self.keys[place + found[0] : place + found[0] + 1] == [english.TIME]:
            self.has_other_clock = True  # "10 May, Beijing time"
            return self.leave(place, found[0] + 1)
        names = self.listed(place, _NAMES)
        if not names.ids:
            return names.end - place
        if size := self.differing(place, names):
            return size
        weight, role = self.deed(names)
        if weight < _RULE and len(names.ids) > 1 and names.filter != "source":
            # "Trump, Greer": no rule makes them a choice
            names = self.listed(place, _NAMES, most=1)
        filter_, ids = names.filter, names.ids
        if weight and self.is_source_saying(names):
            filter_, ids, role = "source", self.sources_of(ids), ""
        if weight < _RULE and filter_ in ("actor", "party") and self.is_place(place):
            return self.leave(place, names.end - place)
        is_asked = place > 0 and self.keys[place - 1] in english.BEING
        if is_asked and self.keys[names.end : names.end + 1] and self.keys[names.end] in _MENTIONED:
            weight, role = _RULE, SPOKEN_OF if filter_ in PEOPLE else ""
        self.add(Part(filter_, ids, place, names.end - place, weight, role))
        return names.end - place

    def is_place(self, place: int) -> bool:
        """Return whether a name stands behind "in": "in Washington" may be no government."""
        return place > 0 and self.keys[place - 1] == "in"

    def deed(self, names: "_Names") -> tuple[int, str]:
        """Return how sure it is that names before some words are a filter, and their role."""
        end, did = names.end, DID if names.filter in PEOPLE else ""
        if self.words[end - 1].owns:
            return (_RULE, did) if self.owns_noun(end) else (_NAME, "")
        if names.filter != "source" and self.noun(end, needs_plural=True) is not None:
            return _RULE, did
        at = end
        while at < len(self.keys) and self.keys[at] in english.AUXILIARIES:
            at += 1
        if at < len(self.keys) and (date := window_at(self.words, at, self.calendar)):
            at += date.size if self.keys[at + date.size : at + date.size + 1] else 0
        key = self.keys[at] if at < len(self.keys) else ""
        if at == end and key in english.SAYING and self.names_at(at, _NAMES):
            return _NAME, ""  # "He Lifeng talks", where the talks are a topic
        if at == end and not self.asks and (noun := self.noun(at)) and not noun[2]:
            return _NAME, ""  # "Washington Post", where nothing says that it is a verb
        if key in _MENTIONED and english.BEING & set(self.keys[end:at]):
            return _RULE, SPOKEN_OF if did else ""
        is_topic = at == end and key in english.SAID_OF and at + 1 < len(self.keys)
        # "He Lifeng on tariffs", but not "He Lifeng on Sunday"
        is_topic = is_topic and not window_at(self.words, at, self.calendar)
        if did:
            is_done = key in _VERBS or key in english.DOING or key in english.REPORTING
            is_done = is_done or (at > end and self.keys[at - 1] in english.DOING)
            return (_RULE, did) if is_done or is_topic else (_NAME, "")
        is_said = is_topic or key in english.SAYING or key in english.REPORTING
        return (_RULE, "") if names.filter == "source" and is_said else (_NAME, "")

    def owns_noun(self, place: int) -> bool:
        """Return whether what somebody owns is of a kind, such as "Trump's first posts"."""
        for at in range(place, place + _REACH + 1):
            if self.noun(at) is not None:
                return True
            if at >= len(self.keys) or self.keys[at] in GRAMMAR:
                return False
        return False

    def differing(self, place: int, names: "_Names") -> int:
        """Read "the Monitor and uTo differ", of all the articles that the log has."""
        end, log = names.end, self.facts.log
        if (
            names.filter not in ("actor", "source")
            or end >= len(self.keys)
            or not log.disagreements
        ):
            return 0
        sources = (log.sources.get(id_) for id_ in names.ids)
        articles = sum(source is not None and source.tier is Tier.ARTICLE for source in sources)
        if self.keys[end] not in english.DIFFERING or not 1 < articles == log.articles:
            return 0
        self.add(Part("differ", ("yes",), place, end + 1 - place, _RULE))
        return end + 1 - place

    def is_source_saying(self, names: "_Names") -> bool:
        """Return whether outlets that are sources say something: all that is cited of them."""
        actors = self.facts.log.actors
        following = self.keys[names.end : names.end + 2]
        is_said = any(key in english.SAYING | english.REPORTING for key in following)
        is_said = is_said or not english.SAID_OF.isdisjoint(following[:1])
        return (
            is_said
            and names.filter == "actor"
            and all(actors[id_].kind is ActorKind.OUTLET for id_ in names.ids)
            and bool(self.sources_of(names.ids))
        )

    def sources_of(self, outlets: Sequence[str]) -> tuple[str, ...]:
        """Return the sources that outlets are, by their names."""
        found: dict[str, None] = {}
        for outlet in outlets:
            name = " ".join(keys_of(self.facts.log.actors[outlet].name))
            for key in (name, name.removeprefix("the ")):
                for filter_, option in self.names.readings.get(key, ()):
                    if filter_ == "source":
                        found[option] = None
        return tuple(found)

    def verb(self, place: int) -> int:
        """Read a verb of those who act; its kinds are a filter where somebody does it."""
        key = self.keys[place]
        last = self.parts[-1] if self.parts else None
        is_behind_part = last is not None and last.first + last.size == place
        if place and self.keys[place - 1] in english.ARTICLES and not is_behind_part:
            return 0
        if not english.ACCOUNTS.isdisjoint(self.keys[:place]) and (
            key in english.DIFFERING or key in english.AGREEING
        ):
            return self.of_accounts(place)
        is_of_both = key in english.AGREEING and self.keys[place - 1 : place] == [english.BOTH]
        if key not in _VERBS or is_of_both:  # "where do both agree" may be of articles
            return 0
        if last and last.filter == "source" and key in english.SAYING and is_behind_part:
            return 1
        doers = [part for part in self.parts if part.role == DID and part.weight == _RULE]
        ids = self.kind_of_verb(key)
        passive = place > 0 and self.keys[place - 1] in english.BEING
        if not (doers or self.asks or passive) or not ids:
            return 0
        named = self.names_at(place + 1, PEOPLE)
        self.add(Part("kind", ids, place, 1, _LIKELY, is_derived=True))
        if named and not doers and not passive:
            # "who met He Lifeng": he takes part
            if chosen := self.choose(named[1]):
                self.add(Part(chosen[0], chosen[1], place, 1 + named[0], _RULE))
                return 1 + named[0]
        elif doers or self.asks:
            self.has_rule = True
        return 1

    def of_accounts(self, place: int) -> int:
        """Read "how do the accounts of the talks differ"; no filter says that they agree."""
        if self.keys[place] in english.AGREEING or not self.facts.log.disagreements:
            return 0
        self.add(Part("differ", ("yes",), place, 1, _RULE))
        return 1

    def kind_of_verb(self, key: str) -> tuple[str, ...]:
        """Return the kinds of what somebody does by a verb."""
        if key in english.SAYING:
            return self.kinds_of(Shape.SAID, Shape.POSTED)
        if key in english.VERB_NOUNS:
            return self.kinds_called(english.VERB_NOUNS[key]) or self.kinds_of(Shape.SAID)
        return self.kinds_of(Shape(english.VERB_SHAPES[key]))

    def kinds_of(self, *shapes: Shape) -> tuple[str, ...]:
        """Return the kinds of the log's events that have one of some shapes."""
        kinds = self.facts.log.kinds
        offered = option_names(self.facts)["kind"]
        found = tuple(kind for kind in offered if kinds[kind].shape in shapes)
        return found if len(found) <= _MOST_VALUES else ()

    def kinds_called(self, noun: str) -> tuple[str, ...]:
        """Return the kind of that name, if the log has one."""
        found = self.names.readings.get(noun, ())
        return tuple(option for filter_, option in found if filter_ == "kind")

    def noun(
        self, place: int, *, needs_plural: bool = False
    ) -> tuple[int, tuple[str, ...], bool] | None:
        """Return the noun of a kind at a word: its words, its kinds, whether it means several."""
        if place >= len(self.keys) or self.words[place].is_quoted:
            return None
        for size, found in self.names.at(self.keys, place):
            ids = tuple(option for filter_, option in found if filter_ == "kind")
            if ids:
                is_plural = " ".join(self.keys[place : place + size]) in self.names.plurals
                if len(ids) > 1 or (needs_plural and not is_plural):
                    return None
                return size, ids, is_plural
        key = self.keys[place]
        if shape := english.SHAPE_NOUNS.get(key):
            shapes = (Shape.SAID, Shape.POSTED) if shape == Shape.SAID else (Shape(shape),)
            is_plural = key not in english.SINGULAR_NOUNS
            ids = self.kinds_of(*shapes)
            return (1, ids, is_plural) if ids and (is_plural or not needs_plural) else None
        return None

    def kind(self, place: int, *, is_longest: bool = False) -> int:
        """Read a noun for a kind, unless a longer name begins there."""
        found = self.noun(place)
        if not found:
            return 0
        size, ids, is_plural = found
        if self.keys[max(place - 1, 0)] == english.ONLY:
            self.asks = True
        named = self.names_at(place, _NAMES)
        if is_longest and (named or self.is_verb_form(place)):
            return 0
        if named and named[0] >= size:
            return 0
        self.add(Part("kind", ids, place, size, _LIKELY if is_plural else _NAME))
        # "quotes by": even where nobody of that name is known, a kind is what is asked for
        after = place + size
        after += after < len(self.keys) and self.keys[after] in english.PARTICIPLES
        if after + 1 < len(self.keys) and self.keys[after] in _BEHIND_NOUN:
            self.has_rule = True
        return size

    def is_verb_form(self, place: int) -> bool:
        """Return whether the word is what somebody does: "did Trump post"."""
        last = self.parts[-1] if self.parts else None
        if last is None or last.first + last.size != place or self.keys[place] not in _VERBS:
            return False
        return last.filter == "source" or (last.role == DID and not self.words[place - 1].owns)

    def grammar(self, place: int) -> int:
        """Read a word that only shows that somebody asks, or only fills."""
        key = self.keys[place]
        if key == "us" and self.is_all_grammar(place, 1):
            return 1
        if key in english.CLOCKS:
            self.has_other_clock = True
            return self.leave(place, 1)
        if key in english.ASKING:
            self.asks = True
            return 1
        if key in english.PRONOUNS:
            self.obstacle = self.typed(place, 1)
            return self.leave(place, 1)
        if key in english.MENTION:
            following = self.keys[place + 1] if place + 1 < len(self.keys) else ""
            return int(bool(self.parts) or following in ("of", "by", "in"))
        return int(key in english.FILLING)

    def typed(self, place: int, size: int) -> str:
        """Return some words as they were typed."""
        return self.text[self.words[place].start : self.words[place + size - 1].stop]

    def left_text(self, without: range = range(0)) -> str:
        """Return the words that stay text, as they were typed; neighbours keep what joins them."""
        runs: list[list[int]] = []
        for place in sorted(self.left - set(without)):
            is_joined = runs and runs[-1][-1] == place - 1
            both_quoted = is_joined and (
                self.words[place].is_quoted == self.words[place - 1].is_quoted
            )
            if is_joined and both_quoted:
                runs[-1].append(place)
            else:
                runs.append([place])
        pieces = []
        for run in runs:
            first, last = self.words[run[0]], self.words[run[-1]]
            stop = last.stop
            if last.owns:
                stop -= 2 if self.text[last.stop - 1] in "sS" else 1
            pieces.append(self.text[first.start : stop])
        return " ".join(pieces)

    def keep_name(self, part: Part) -> None:
        """Leave the name of a part as text, without the preposition before it."""
        first, end = part.first, part.first + part.size
        while first < end - 1 and self.keys[first] in PREPOSITIONS:
            first += 1
        self.leave(first, end - first)
