"""Who is the subject of a reporting verb: found by the order of words, or said to be unsure.

Only a known actor that begins its clause is a sure subject. In "an official close to Greer said",
Greer stands next to the verb and is not the one who spoke.
"""

from bisect import bisect_left
from collections.abc import Set
from dataclasses import dataclass

from components.drafts.mention import Mention, Mentions
from components.drafts.passage import Passage, Sentence, TokenKind
from components.drafts.person import LONGEST_TITLE, WIDEST_GAP, is_maybe_person, is_nameless_person
from components.drafts.unknown_name import unknown_runs

_WIDEST_ASIDE = 40  # tokens between two commas
_LONGEST_NAME = 5  # tokens
_LONGEST_LOOK = 600  # tokens back to whom a pronoun can mean


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose words they are: `actor` when that is sure, else `candidates` and `why` it is not.

    `name` is that of somebody who is no actor of the log.
    """

    actor: str = ""
    candidates: tuple[str, ...] = ()
    why: str = ""
    name: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether one actor is known to be the speaker."""
        return bool(self.actor)


NOBODY = Subject()
UNNAMED = "is nobody whom the passage names"


def unsure(subject: Subject, why: str) -> Subject:
    """Return a subject as a mere candidate."""
    if not subject.actor:
        return subject
    return Subject(candidates=(subject.actor,), why=why)


class SubjectReader:
    """Reads the subjects of one passage."""

    def __init__(
        self, passage: Passage, mentions: Mentions, doubtful: Set[str] = frozenset()
    ) -> None:
        """Take a passage with its mentions, and the actors whose short names may be others'."""
        self.passage, self.mentions, self._doubtful = passage, mentions, doubtful
        self._tokens, self._language = passage.tokens, passage.language
        self._is_sharing = False
        self._unknown = {stop: first for first, stop in unknown_runs(passage, mentions)}
        self._unknown_starts = sorted(self._unknown.values())

    # The subject of a verb

    def of_verb(self, sentence: Sentence, verb: int) -> Subject:
        """Return the subject of a reporting verb."""
        if self._tokens[verb].lower in self._language.participles:
            return self._of_participle(sentence, verb)
        if agent := self._agent_behind(sentence, verb):
            return agent
        before = self.before(sentence, verb)
        if not before.is_sure and (beside := self._beside_auxiliary(sentence, verb)).is_sure:
            return beside
        if before != NOBODY:
            behind = self._behind_opening(sentence, verb) if not before.is_sure else NOBODY
            return behind if behind.is_sure else before
        if self._may_be_inverted(sentence, verb):
            return self.after(sentence, verb + 1)
        return NOBODY

    def _agent_behind(self, sentence: Sentence, verb: int) -> Subject | None:
        """Return who did it in "Greer, described by Trump as", None when the verb is active."""
        language = self._language
        if verb + 2 >= sentence.stop or self._tokens[verb + 1].lower not in language.agents:
            return None
        agent = self.after(sentence, verb + 2)
        if agent.is_sure or self._tokens[verb].lower not in language.never_inverted:
            return agent if agent.is_sure else None
        return agent if agent != NOBODY else Subject(why="the subject is no known actor")

    def _beside_auxiliary(self, sentence: Sentence, verb: int) -> Subject:
        """Return the subject of "Wendt hatte im ZDF erklärt" or "hatte Wendt im ZDF erklärt"."""
        tokens, language = self._tokens, self._language
        if not language.has_capital_nouns:
            return NOBODY
        for index in range(verb - 1, max(sentence.first, verb - _WIDEST_ASIDE) - 1, -1):
            token = tokens[index]
            if token.kind is TokenKind.QUOTE or token.text in {*",;:"}:
                if token.kind is not TokenKind.QUOTE:
                    break
                continue
            if token.lower in language.negations | language.modals | language.passives:
                break
            if token.lower in language.auxiliaries:
                persons = [one for one in self.mentions.within(index, verb) if one.is_person]
                before = self._ending(sentence, index - 1) if index > sentence.first else NOBODY
                if before.is_sure:
                    return before
                return self.after(sentence, index + 1) if len(persons) == 1 else NOBODY
        return NOBODY

    def _behind_opening(self, sentence: Sentence, verb: int) -> Subject:
        """Return the subject of "Nach dem Treffen sagte Merz", where the verb is second."""
        language, opening = self._language, self._tokens[sentence.first].lower
        if not language.has_capital_nouns or self._tokens[verb].lower in language.never_inverted:
            return NOBODY
        if opening not in language.prepositions and not language.is_adverb(opening):
            return NOBODY
        return self.after(sentence, verb + 1)

    def _may_be_inverted(self, sentence: Sentence, verb: int) -> bool:
        """Tell whether a verb may stand before its subject."""
        language = self._language
        if self._is_passive(sentence, verb):
            return False
        if language.has_capital_nouns:
            return True
        if self._tokens[verb].lower in language.never_inverted:
            return False
        start = self._start_of_verb(sentence, verb)
        if start == sentence.first:
            return True
        last = start - 1
        while last > sentence.first and self._tokens[last].text in ",-–—":
            last -= 1
        return self._tokens[last].kind is TokenKind.QUOTE

    def _start_of_verb(self, sentence: Sentence, verb: int) -> int:
        """Return where the auxiliaries and adverbs before a verb begin."""
        start = verb
        while start > sentence.first and verb - start < WIDEST_GAP:
            word = self._tokens[start - 1].lower
            if word not in self._language.auxiliaries and not self._language.is_adverb(word):
                break
            start -= 1
        return start

    def _is_passive(self, sentence: Sentence, verb: int) -> bool:
        if self._tokens[verb].lower in self._language.participles:
            return False
        start = self._start_of_verb(sentence, verb)
        if start > sentence.first and self._tokens[start - 1].lower in self._language.passives:
            return True
        # German has its auxiliary in the second place and the participle last.
        return (
            self._language.has_capital_nouns
            and any(
                token.lower in self._language.passives
                for token in self._tokens[max(sentence.first, verb - _WIDEST_ASIDE) : verb]
            )
            and self._tokens[verb].lower.startswith("ge")
        )

    def before(self, sentence: Sentence, verb: int) -> Subject:
        """Return the subject that stands before a verb, auxiliaries and adverbs between them."""
        tokens, language = self._tokens, self._language
        index, why = verb - 1, ""
        passive = False
        while index >= sentence.first and verb - index <= WIDEST_GAP:
            word = tokens[index].lower
            if word in language.negations:
                why = "the verb is negated"
            elif word in language.modals:
                why = "the verb has an auxiliary such as would"
            elif word in language.passives:
                passive = True
            elif word == "as" and tokens[index - 1].lower == "quoted":
                index -= 1
            elif not (
                word in language.auxiliaries
                or language.is_adverb(word)
                or self._is_weekday(index)
                or word in ("'", "’", "didn", "doesn", "don", "wouldn")
            ):
                break
            index -= 1
        was_quoted = "quoted" in {token.lower for token in tokens[max(index, 0) : verb]}
        if passive and not was_quoted and tokens[verb].lower not in language.participles:
            return Subject(why="the verb is in the passive")
        subject = self._ending(sentence, index)
        return unsure(subject, why) if why else subject

    def _is_weekday(self, index: int) -> bool:
        language, token = self._language, self._tokens[index]
        if token.lower in language.weekdays:
            return True
        following = self._tokens[index + 1].lower if index + 1 < len(self._tokens) else ""
        return token.lower in language.calendar["on"] and following in language.weekdays

    def _ending(self, sentence: Sentence, last: int) -> Subject:
        """Return the subject whose last token is given."""
        if last < sentence.first:
            return NOBODY
        token = self._tokens[last]
        # American style has the comma within the quotation.
        is_behind = token.quotation is not None and token.quotation.words[-1] == ","
        if token.text == "," or is_behind:
            return self._before_aside(sentence, last + is_behind)
        mention = self.mentions.ending.get(last + 1)
        if mention and mention.first >= sentence.first:
            return self._head(sentence, mention)
        if token.lower in self._language.pronouns:
            return self.pronoun(last)
        if token.kind is not TokenKind.WORD:
            return NOBODY
        if token.lower in self._language.joins:
            return self._shared(sentence, last)
        if (subject := self._before_place(sentence, last)).is_sure:
            return subject
        first = self._unknown.get(last + 1, last)
        if first < last or (token.is_capital and token.lower not in self._language.small):
            return Subject(name=self._name(first, last + 1), why="no actor of the log")
        return Subject(why="the subject is no known actor")

    def _before_place(self, sentence: Sentence, last: int) -> Subject:
        """Return the subject of "Michael Drake of the University of Arizona said"."""
        tokens, language = self._tokens, self._language
        mentions = self.mentions.within(sentence.first, sentence.first + LONGEST_TITLE)
        mention = next((one for one in mentions if one.is_person), None)
        if not mention or last - mention.stop > LONGEST_TITLE or last <= mention.stop:
            return NOBODY
        opening = tokens[mention.stop].lower
        if opening not in language.places | {"of", "von", "de"}:
            return NOBODY
        if self._title_start(sentence.first, mention)[0] != sentence.first:
            return NOBODY
        is_place = all(
            index not in self.mentions.beginning
            and (
                tokens[index].is_capital
                or tokens[index].lower in language.places | {"of", "von", "de"}
                or tokens[index].lower in language.determiners
            )
            for index in range(mention.stop, last + 1)
        )
        return self._head(sentence, mention) if is_place else NOBODY

    def _shared(self, sentence: Sentence, join: int) -> Subject:
        """Return the subject of "Greer called it “good” and promised", where a verb follows "and".

        It is sure when a quotation ends before the "and", and nobody else is named since its verb.
        """
        nobody = Subject(why="the subject is no known actor")
        if self._is_sharing:
            return nobody  # of one verb with another, not of a chain of any length
        self._is_sharing = True
        found = self._of_verb_before(sentence, join)
        self._is_sharing = False
        return found if found != NOBODY else nobody

    def _of_verb_before(self, sentence: Sentence, join: int) -> Subject:
        tokens, language = self._tokens, self._language
        for verb in range(join - 1, max(sentence.first, join - _WIDEST_ASIDE) - 1, -1):
            if tokens[verb].lower not in language.verbs or self.is_noun(sentence, verb):
                continue
            subject = self.of_verb(sentence, verb)
            quoted = join - 1 - (tokens[join - 1].text == ",")
            between = self.mentions.within(verb + 1, join)
            is_sure = tokens[quoted].kind is TokenKind.QUOTE and not any(
                mention.is_person for mention in between
            )
            return subject if is_sure else unsure(subject, "the verb may have another subject")
        return NOBODY

    def _name(self, first: int, stop: int) -> str:
        titles = self._language.titles
        while first < stop - 1 and (
            self._tokens[first].lower in titles or self._tokens[first].is_acronym
        ):
            first += 1
        first = max(first, stop - _LONGEST_NAME)  # a line in capitals is not copied whole
        return " ".join(self.passage.words(first, stop).split())

    def _head(self, sentence: Sentence, mention: Mention) -> Subject:
        """Return the subject that a mention before its verb is, if it begins its clause."""
        if not mention.is_subject:
            return self._no_subject(mention)
        start, is_other = self._title_start(sentence.first, mention)
        sure = Subject(mention.ids[0])
        if is_other or self._is_maybe_other(mention):
            return unsure(sure, "it may be somebody else of that name")
        before = {token.lower for token in self._tokens[max(start - 3, sentence.first) : start]}
        is_joined = start > sentence.first and (
            self._tokens[start - 1].lower in self._language.joins or {"well", "as"} <= before
        )
        if is_joined:
            return unsure(sure, "they may be the words of several")
        if before & self._language.negations:
            return unsure(sure, "the subject is negated")
        if start > sentence.first and self._tokens[start - 1].lower in self._language.suppositions:
            return unsure(sure, "it is only supposed")
        if not self._begins_clause(sentence, start):
            return unsure(sure, "the name may belong to what stands before it")
        return sure

    def _is_maybe_other(self, mention: Mention) -> bool:
        """Tell whether it may be another: "Mrs. Trump", or a surname that others have as well."""
        if mention.stop - mention.first == 1 and mention.ids[0] in self._doubtful:
            return True
        place = mention.first - 1
        if place > 0 and self._tokens[place].text == ".":
            place -= 1
        return place >= 0 and self._tokens[place].lower in self._language.wives

    def _no_subject(self, mention: Mention) -> Subject:
        if len(mention.ids) > 1:
            return Subject(candidates=mention.ids, why="several actors have this name")
        return Subject(why="the subject is no known actor")

    def _title_start(self, least: int, mention: Mention) -> tuple[int, bool]:
        """Return where the title before a name begins, and whether another name stands there."""
        language, tokens = self._language, self._tokens
        index, is_other = mention.first, False
        while index > least and mention.first - index < LONGEST_TITLE:
            inner = self.mentions.ending.get(index)
            if inner and inner.first >= least and not inner.is_possessive:
                if inner.is_person and mention.is_person:
                    is_other = True
                index = inner.first
                continue
            token = tokens[index - 1]
            if token.kind is not TokenKind.WORD:
                # The full stop of "Mr."
                if token.text == "." and tokens[index - 2].lower in language.abbreviations:
                    index -= 1
                    continue
                break
            if (
                token.lower in language.titles
                or token.is_acronym
                # "ministry spokeswoman Ann Lee"
                or (
                    token.lower in language.institutions
                    and index < mention.first
                    and tokens[index].lower in language.titles
                )
            ):
                index -= 1
            elif token.lower in language.determiners and index - 1 >= least:
                return index - 1, is_other
            elif (
                token.lower == "of"
                and index - 1 > least
                and index < mention.first
                and (tokens[index - 2].lower in language.titles)
            ):
                index -= 1
            elif (
                token.is_capital
                and token.lower not in language.small
                and (token.lower not in language.weekdays)
            ):
                if mention.is_person and mention.stop - mention.first == 1:
                    is_other = is_other or index == mention.first
                index -= 1
            else:
                break
        return index, is_other

    def _begins_clause(self, sentence: Sentence, index: int) -> bool:
        if index <= sentence.first:
            return True
        token, language = self._tokens[index - 1], self._language
        if token.kind is TokenKind.QUOTE or token.text in {*",;:(–—-"}:
            return True
        word = token.lower
        if word == "as" and index - 1 > sentence.first:
            return self._tokens[index - 2].kind is not TokenKind.WORD  # not "known as Greer"
        return word in language.openers or language.is_adverb(word) or word in language.weekdays

    def _before_aside(self, sentence: Sentence, comma: int) -> Subject:
        """Return the subject of "Greer, who was there, said": the verb follows the second comma."""
        tokens, language = self._tokens, self._language
        for mention in self.mentions.within(max(sentence.first, comma - _WIDEST_ASIDE), comma):
            opening = mention.stop
            if opening == comma and mention.is_subject and self._is_named(sentence, mention):
                return Subject(mention.ids[0])
            if opening >= comma or tokens[opening].text != "," or not mention.is_subject:
                continue
            head = self._head(sentence, mention)
            if not head.is_sure:
                continue
            inside = range(opening + 1, comma)
            if tokens[opening + 1].lower in language.relatives:
                return head
            if tokens[opening + 1].lower in language.joins:
                return unsure(head, "they may be the words of several")
            named = self.mentions.within(opening + 1, comma)
            if any(other.is_person for other in named) or any(
                tokens[index].lower in language.pronouns or tokens[index].lower in language.verbs
                for index in inside[1:]
            ):
                return unsure(head, "somebody else stands between the name and the verb")
            if any(first in inside for first in self._unknown_starts_within(opening, comma)):
                return unsure(head, "another name stands between the name and the verb")
            return head
        return NOBODY

    def _is_named(self, sentence: Sentence, mention: Mention) -> bool:
        """Tell whether a title and a comma stand before a name: "Its chairman, Ann Lee, said"."""
        tokens, language = self._tokens, self._language
        opening = mention.first - 1
        if opening <= sentence.first or tokens[opening].text != ",":
            return False
        first = opening
        while first > sentence.first and opening - first < LONGEST_TITLE:
            token = tokens[first - 1]
            if not (
                token.lower in language.titles | language.people | language.determiners
                or token.lower in language.possessives
            ):
                break
            first -= 1
        return first < opening and self._begins_clause(sentence, first)

    def _unknown_starts_within(self, first: int, stop: int) -> list[int]:
        """Return where unknown names of several words begin between two tokens."""
        low, high = (
            bisect_left(self._unknown_starts, first),
            bisect_left(self._unknown_starts, stop),
        )
        return [
            start
            for start in self._unknown_starts[low:high]
            if start + 1 < stop
            and self._tokens[start + 1].is_capital
            and is_maybe_person(self.passage, self.mentions, start)
        ]

    # The subject behind a verb

    def after(self, sentence: Sentence, first: int) -> Subject:
        """Return the subject that stands behind a verb or behind "according to"."""
        tokens, language = self._tokens, self._language
        index, crossed = first, False
        while index < sentence.stop and index - first <= LONGEST_TITLE:
            token = tokens[index]
            mention = self.mentions.beginning.get(index)
            if mention and mention.stop <= sentence.stop:
                if self.goes_on(mention.stop, sentence.stop) and not mention.is_possessive:
                    index, crossed = mention.stop, crossed or mention.is_person
                    continue
                return self._tail(sentence, mention, crossed)
            if token.lower in language.pronouns:
                return self.pronoun(index)
            if self._is_before_name(index, first):
                index += 1
            elif token.is_capital and token.lower not in language.small:
                stop = self._unknown_stop(index, sentence.stop)
                following = self.mentions.beginning.get(stop)
                if following and stop - index == 1 and following.stop - stop > 1:
                    index = stop  # a title that no list has, before a full name
                    continue
                return Subject(name=self._name(index, stop), why="no actor of the log")
            else:
                break
        return Subject(why="the subject is no known actor") if index > first else NOBODY

    def _is_before_name(self, index: int, first: int) -> bool:
        """Tell whether a token is of the title before a name; `first` stands behind the verb."""
        tokens, language = self._tokens, self._language
        token = tokens[index]
        if token.kind is TokenKind.WORD:
            return (
                token.lower in language.titles
                or token.is_acronym
                or (token.lower in language.determiners and index - first <= 1)
                or (
                    index == first
                    and (language.is_adverb(token.lower) or token.lower in language.possessives)
                )
            )
        before = tokens[index - 1].lower
        if token.text == ".":
            return before in language.abbreviations
        return (
            token.text == "," and before in language.titles and index + 1 in self.mentions.beginning
        )

    def _unknown_stop(self, first: int, stop: int) -> int:
        """Return where a run of words with capitals ends that is no known name."""
        index = first
        while (
            index < stop and self._tokens[index].is_capital and index not in self.mentions.beginning
        ):
            index += 1
        return index

    def goes_on(self, index: int, stop: int) -> bool:
        """Tell whether a name is only part of a title: "White House adviser Kevin Hassett"."""
        if index >= stop:
            return False
        token = self._tokens[index]
        return token.kind is TokenKind.WORD and (
            token.lower in self._language.titles
            or index in self.mentions.beginning
            or (
                token.is_capital
                and token.lower not in self._language.small
                and token.lower not in self._language.weekdays
            )
        )

    def _tail(self, sentence: Sentence, mention: Mention, crossed: bool) -> Subject:
        if not mention.is_subject:
            return self._no_subject(mention)
        sure, stop = Subject(mention.ids[0]), mention.stop
        if self._is_maybe_other(mention):
            return unsure(sure, "it may be somebody else of that name")
        if crossed:
            return unsure(sure, "several names follow the verb")
        following = self._tokens[stop] if stop < sentence.stop else None
        if following and following.lower in self._language.joins:
            return unsure(sure, "they may be the words of several")
        if (
            following
            and following.kind is TokenKind.WORD
            and following.lower not in self._language.prepositions
            and following.lower not in self._language.openers
            and not self._language.is_adverb(following.lower)
            and following.lower not in self._language.weekdays
            and not self._language.has_capital_nouns
            and following.lower not in self._language.small
        ):
            return unsure(sure, "the name may belong to what follows it")
        return sure

    # Participles and pronouns

    def _of_participle(self, sentence: Sentence, verb: int) -> Subject:
        """Return the subject of "telling": that of the main clause, if there is only one."""
        tokens, language = self._tokens, self._language
        if verb > sentence.first:
            before = tokens[verb - 1]
            mention = self.mentions.ending.get(verb)
            if before.lower in language.passives or (before.lower == "as"):
                return self.before(sentence, verb)
            if before.lower in language.negations:
                return unsure(self._of_main_clause(sentence, verb), "the verb is negated")
            if mention and mention.is_subject:
                start, is_other = self._title_start(sentence.first, mention)
                sure = Subject(mention.ids[0])
                if not is_other and start > sentence.first and tokens[start - 1].lower == "with":
                    return sure
                return unsure(sure, "the name may belong to what stands before it")
            if before.lower in language.prepositions - {"by", "in", "en"}:
                return unsure(self._of_main_clause(sentence, verb), "the verb hangs on another")
        return self._of_main_clause(sentence, verb)

    def _of_main_clause(self, sentence: Sentence, verb: int) -> Subject:
        tokens, language = self._tokens, self._language
        subjects = [
            self.of_verb(sentence, index)
            for index in range(max(sentence.first, verb - _WIDEST_ASIDE), verb)
            if tokens[index].lower in language.verbs and not self.is_noun(sentence, index)
        ]
        if (opening := self._opening(sentence)) != NOBODY:
            subjects.append(opening)
        named = [subject for subject in subjects if subject != NOBODY]
        if not named:
            return NOBODY
        if all(subject == named[0] for subject in named):
            return named[0]
        actors = tuple(
            dict.fromkeys(
                actor
                for subject in named
                for actor in (subject.actor, *subject.candidates)
                if actor
            )
        )
        return Subject(candidates=actors, why="the sentence has several subjects")

    def _opening(self, sentence: Sentence) -> Subject:
        """Return the subject that a sentence begins with, if a verb follows it at once."""
        mentions = self.mentions.within(sentence.first, sentence.first + LONGEST_TITLE)
        for mention in mentions:
            start, is_other = self._title_start(sentence.first, mention)
            if start > sentence.first or is_other:
                return NOBODY
            index = mention.stop
            while index < sentence.stop and self._language.is_adverb(self._tokens[index].lower):
                index += 1
            if index >= sentence.stop or self.goes_on(mention.stop, sentence.stop):
                continue
            word = self._tokens[index]
            language = self._language
            is_verb = word.kind is TokenKind.WORD and (
                word.lower in language.verbs
                or word.lower in language.past
                or word.lower in language.auxiliaries
                or (language.code == "en" and word.lower.endswith("ed"))
            )
            if is_verb and mention.is_subject and word.start > self._tokens[index - 1].stop:
                return Subject(mention.ids[0])
            return NOBODY
        return NOBODY

    def is_noun(self, sentence: Sentence, index: int) -> bool:
        """Tell whether what may be a verb is a noun here: "the calls for more"."""
        token = self._tokens[index]
        if token.lower not in self._language.nouns:
            return False
        if token.is_capital and index > sentence.first:
            return True
        before = self.before(sentence, index)
        return not (before.is_sure or before.candidates)

    def _is_met(self, mention: Mention) -> bool:
        """Tell whether a person is named as somebody who acts, not only "after Greer"."""
        if not mention.is_person or mention.is_possessive:
            return False
        start, _ = self._title_start(0, mention)
        return start == 0 or self._tokens[start - 1].lower not in self._language.prepositions

    def pronoun(self, index: int) -> Subject:
        """Return who "he" or "she" is: the one person named so far in the passage."""
        tokens, language = self._tokens, self._language
        if index > _LONGEST_LOOK:
            return Subject(why=f'"{tokens[index].text}" stands far into a long passage')
        persons: dict[str, None] = {}
        for mention in self.mentions.within(0, index):
            if mention.is_person:
                persons |= dict.fromkeys(mention.ids)
        others = [
            start
            for start in self._unknown_starts[: bisect_left(self._unknown_starts, index)]
            if is_maybe_person(self.passage, self.mentions, start)
        ]
        known = tuple(persons)
        both = {token.lower for token in tokens[:_LONGEST_LOOK]} >= language.pronouns
        nameless = any(
            is_nameless_person(self.passage, self.mentions, place) for place in range(index)
        )
        if (
            len(known) == 1
            and not others
            and not nameless
            and not (both and len(language.pronouns) > 1)
        ):
            why = f'"{tokens[index].text}" may be whom the passage does not name'
            is_met = any(self._is_met(mention) for mention in self.mentions.within(0, index))
            return Subject(known[0]) if is_met else Subject(candidates=known, why=why)
        word = tokens[index].text
        if not known:
            return Subject(why=f'"{word}" {UNNAMED}')
        return Subject(candidates=known[::-1], why=f'"{word}" may be one of several')
