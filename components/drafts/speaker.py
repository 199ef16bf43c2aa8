"""Whose words a quotation is: by the reporting verb in its sentence, or said to be unsure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from components.drafts.passage import Passage, Sentence, TokenKind
from components.drafts.subject import NOBODY, UNNAMED, Subject, SubjectReader, unsure
from components.events import Quotation

_WIDEST_REACH = 60  # tokens between a quotation and its verb
_WIDEST_BEHIND = 20  # tokens between a quotation and the verb that follows it
_WIDEST_REPORT = 10  # tokens behind a verb among which it may say that it quotes another
_STOPS = frozenset(",!?….。！？-–—")


class Certainty(StrEnum):
    """How well it is known whose words a quotation is."""

    SURE = "sure"
    UNSURE = "unsure"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation, its place (sentence from 1, number in the passage from 1), and whose it is.

    `verb` is the token that says so, -1 when there is none.
    """

    passage: int
    sentence: int
    number: int
    quotation: Quotation
    speaker: Subject
    verb: int = -1

    @property
    def certainty(self) -> Certainty:
        """Whether one actor is sure, some are possible, or nobody was found."""
        if self.speaker.is_sure:
            return Certainty.SURE
        return Certainty.UNSURE if self.speaker.candidates else Certainty.NOBODY


class SpeakerReader:
    """Finds the speakers of the quotations of one passage."""

    def __init__(self, passage: Passage, reader: SubjectReader) -> None:
        """Take a passage with what reads its subjects."""
        self._passage, self._reader = passage, reader
        self._tokens, self._language = passage.tokens, passage.language
        self._previous = NOBODY
        self._stops = [sentence.stop for sentence in passage.sentences]

    def attributions(
        self, continued: Subject = NOBODY, previous: Subject = NOBODY
    ) -> Iterator[Attribution]:
        """Yield the quotations of the passage with their speakers, in order.

        `continued` speaks what the passage opens with, when the one before left it open.
        `previous` spoke last in the one before, and may go on.
        """
        self._previous = previous
        number, last, spoken = 0, NOBODY, ""
        for sentence in self._passage.sentences:
            places = [
                index
                for index in range(sentence.first, sentence.stop)
                if self._tokens[index].kind is TokenKind.QUOTE
            ]
            is_alone = self._is_alone(sentence)
            for index in places:
                quotation = self._tokens[index].quotation
                if quotation is None:
                    continue
                number += 1
                if continued.is_sure and index == 0:
                    speaker, verb = continued, -1
                elif is_alone:
                    speaker, verb = self._without_words(sentence, last), -1
                else:
                    speaker, verb = self._speaker(sentence, index, last)
                if index == places[0]:
                    spoken = ""
                is_said = verb >= 0 and self._tokens[verb].lower in self._language.participles
                if is_said and spoken in speaker.candidates:
                    # "“No,” he added, calling it “new”": both are whose the first one is.
                    speaker = Subject(spoken)
                spoken = speaker.actor or spoken
                if speaker.is_sure and self._is_name(quotation):
                    speaker = unsure(speaker, "it may be a name or a title")
                yield Attribution(
                    self._passage.number, sentence.number, number, quotation, speaker, verb
                )
                if index == places[-1]:
                    last = speaker
                    if verb >= 0 and self._has_another_behind(sentence, verb, speaker):
                        last = unsure(speaker, "somebody else stands behind the verb")
            if not places:
                last = NOBODY

    def _has_another_behind(self, sentence: Sentence, verb: int, speaker: Subject) -> bool:
        """Tell whether another acts behind a verb: "Greer said, and Bessent nodded"."""
        language = self._language
        begins = language.joins | language.breaks | language.openers
        return any(
            mention.is_person
            and speaker.actor not in mention.ids
            and self._tokens[mention.first - 1].lower in begins
            for mention in self._reader.mentions.within(verb + 1, sentence.stop)
        )

    def _is_alone(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is nothing but quotations."""
        return all(
            token.kind is not TokenKind.WORD
            for token in self._tokens[sentence.first : sentence.stop]
        )

    def _without_words(self, sentence: Sentence, last: Subject) -> Subject:
        """Return who goes on in a sentence that is nothing but quotations.

        After other quotations it is the one who said them; after a mere report it may be.
        """
        if last.is_sure or last.candidates:
            return last
        why = "the sentence names nobody"
        reporter = self._last_reporter(sentence.first)
        if sentence.first == 0:
            reporter = self._previous
        return unsure(reporter, why) if reporter.is_sure else Subject(why=why)

    def _is_name(self, quotation: Quotation) -> bool:
        """Tell whether all long words of a quotation have a capital, as those of a title do."""
        said = [word for word in quotation.words.split() if word[:1].isalpha()]
        long = [word for word in said if word.casefold() not in self._language.small]
        least = 2 if self._language.has_capital_nouns else 1
        if len(said) < 2 or len(long) < least or quotation.words[-1] in ".!?…":
            return False
        return all(word[0].isupper() for word in long) and not quotation.words.isupper()

    def _speaker(self, sentence: Sentence, index: int, last: Subject) -> tuple[Subject, int]:
        if self._is_scare(sentence, index):
            return Subject(why="it may be a name, a title or an expression"), -1
        mention = self._reader.mentions.ending.get(index - 2)
        if mention and mention.is_possessive and self._passage.touch(index - 1):
            return Subject(why="the name before it may only say whose it is"), -1
        before, verb = self._before(sentence, index)
        behind, verb_behind = self._behind(sentence, index)
        if behind != NOBODY and verb_behind >= 0:
            behind = self._continued(behind, verb_behind, last)
        if verb >= 0:
            before = self._continued(before, verb, last)
        if before.is_sure and self._is_so_called(sentence, index):
            return unsure(before, "it may be an expression that others use"), verb
        return self._weighed(before, verb, behind, verb_behind)

    def _weighed(
        self, before: Subject, verb: int, behind: Subject, verb_behind: int
    ) -> tuple[Subject, int]:
        """Return which of two subjects speaks, the one before a quotation or the one behind."""
        if behind.is_sure and before.is_sure and behind.actor != before.actor:
            both = (before.actor, behind.actor)
            return Subject(candidates=both, why="the sentence has two reporting verbs"), verb
        if before.is_sure:
            return before, verb
        if behind.is_sure:
            if before != NOBODY and verb >= 0 and self._tokens[verb].kind is TokenKind.WORD:
                return unsure(behind, "another reporting verb stands before it"), verb_behind
            return behind, verb_behind
        for subject, place in ((before, verb), (behind, verb_behind)):
            if subject.candidates or subject.name:
                return subject, place
        for subject, place in ((before, verb), (behind, verb_behind)):
            if subject != NOBODY:
                return subject, place
        return Subject(why="no reporting verb stands by it"), -1

    def _continued(self, subject: Subject, verb: int, last: Subject) -> Subject:
        """Return who "he added": of several, the one whose words the sentence before gave."""
        tokens, language = self._tokens, self._language
        if subject.why.endswith(UNNAMED) and self._previous.is_sure:
            return unsure(self._previous, subject.why)
        goes_on = tokens[verb].lower in language.continuing or any(
            token.lower in language.again for token in tokens[max(verb - 2, 0) : verb]
        )
        if subject.is_sure or not goes_on:
            return subject
        reporter = last if last.is_sure else self._last_reporter(verb)
        if reporter.is_sure and reporter.actor in subject.candidates:
            return reporter
        return subject

    def _last_reporter(self, index: int) -> Subject:
        """Return the subject of the sentence before, when its reporting verbs have only one."""
        sentences = self._passage.sentences
        place = bisect_right(self._stops, index)
        return self._reporter(sentences[place - 1]) if place else NOBODY

    def last_reporter(self) -> Subject:
        """Return the subject of the last sentence, when its reporting verbs have only one."""
        return self._reporter(self._passage.sentences[-1]) if self._tokens else NOBODY

    def _reporter(self, sentence: Sentence) -> Subject:
        subjects = [
            self._reader.of_verb(sentence, verb)
            for verb in range(sentence.first, min(sentence.stop, sentence.first + _WIDEST_REACH))
            if self._is_verb(sentence, verb)
        ]
        first = subjects[0] if subjects else NOBODY
        return first if all(subject == first for subject in subjects) else NOBODY

    def _is_scare(self, sentence: Sentence, index: int) -> bool:
        """Tell whether what stands before a quotation makes it a name or an expression."""
        words = [token.lower for token in self._tokens[max(sentence.first, index - 3) : index]]
        return any(
            tuple(word for word in words if word not in "-‐")[-len(phrase) :] == phrase
            for phrase in self._language.scare
        )

    def _is_so_called(self, sentence: Sentence, index: int) -> bool:
        """Tell whether "so-called" stands a few words before a quotation."""
        first = max(sentence.first, index - 7)
        return any(
            tuple(token.lower for token in self._tokens[at : at + 3]) == ("so", "-", "called")
            for at in range(first, index - 2)
        )

    def _is_verb(self, sentence: Sentence, index: int) -> bool:
        token, language = self._tokens[index], self._language
        if token.kind is not TokenKind.WORD:
            return False
        if self._passage.touch(index) and self._tokens[index - 1].text == "-":
            return False  # so-called
        if token.lower in language.participles:
            return True
        return token.lower in language.verbs and not self._reader.is_noun(sentence, index)

    # What stands before a quotation

    def _before(self, sentence: Sentence, index: int) -> tuple[Subject, int]:
        """Return the subject of the nearest reporting verb before a quotation."""
        tokens = self._tokens
        if index > sentence.first + 1 and tokens[index - 1].text in (":", "："):
            mention = self._reader.mentions.ending.get(index - 1)
            if mention and mention.first == sentence.first and mention.is_subject:
                return Subject(mention.ids[0]), index - 1
        crossed = ""
        for place in range(index - 1, max(sentence.first, index - _WIDEST_REACH) - 1, -1):
            token = tokens[place]
            if (
                token.text == ";"
                or self._crosses(sentence, place)
                or self._is_gapped(place)
                or self._is_claim_of_another(place)
            ):
                crossed = "another clause stands between verb and quotation"
            subject = self._source(sentence, place)
            if subject == NOBODY and self._is_statement(place):
                subject = self._of_statement(sentence, place)
            if subject == NOBODY and self._is_verb(sentence, place):
                subject = self._reader.of_verb(sentence, place)
                if subject == NOBODY:
                    subject = Subject(why="the reporting verb has no known subject")
                if (
                    subject.why == "the verb is in the passive"
                    and (agent := self._agent(sentence, index)).is_sure
                ):
                    return agent, place
            if subject != NOBODY:
                if not crossed and self._is_told(sentence, place, subject):
                    crossed = "another tells what was said"
                return (unsure(subject, crossed) if crossed else subject), place
        return NOBODY, -1

    def _is_claim_of_another(self, place: int) -> bool:
        """Tell whether "a claim by" begins at a token."""
        tokens, language = self._tokens, self._language
        return (
            tokens[place].lower in language.statements
            and place + 2 < len(tokens)
            and tokens[place + 1].lower in language.agents
        )

    def _is_told(self, sentence: Sentence, verb: int, subject: Subject) -> bool:
        """Tell whether a report is within that of another: "Trump said that Xi told him"."""
        tokens, language = self._tokens, self._language
        for index in range(verb - 1, max(sentence.first, verb - _WIDEST_BEHIND), -1):
            if tokens[index].kind is TokenKind.QUOTE or tokens[index].text in {*",;:"}:
                return False
            if tokens[index].lower in language.complements:
                reports = range(max(sentence.first, index - _WIDEST_REPORT), index)
                others = [
                    self._reader.of_verb(sentence, report)
                    for report in reports
                    if self._is_verb(sentence, report)
                ]
                return any(other not in (NOBODY, subject) for other in others)
        return False

    def _crosses(self, sentence: Sentence, place: int) -> bool:
        """Tell whether another clause begins at a token."""
        tokens, language = self._tokens, self._language
        if (
            language.has_capital_nouns
            and tokens[place].lower in language.determiners
            and place + 1 < len(tokens)
        ):
            # "Er sagte, der Plan sei gut", "Er sagte, das sei gut": no relative clause.
            after = tokens[place + 1]
            is_named = place + 1 in self._reader.mentions.beginning
            if (after.is_capital and not is_named) or after.lower in language.copulas:
                return False
        return (
            place > sentence.first
            and tokens[place].lower in language.breaks
            and tokens[place - 1].text == ","
            and place + 1 < len(tokens)
            and tokens[place + 1].kind is not TokenKind.QUOTE
            # "said that one thing was so, and that another was not" is still one verb
            and not (
                tokens[place].lower in language.joins
                and tokens[place + 1].lower in language.complements
            )
        )

    def _is_gapped(self, place: int) -> bool:
        """Tell whether another speaker follows a quotation: "he said “yes” and Greer “no.”"."""
        tokens, language = self._tokens, self._language
        if tokens[place].lower not in language.joins or place == 0:
            return False
        before = place - 1 - (tokens[place - 1].text == "," and place > 1)
        return tokens[before].kind is TokenKind.QUOTE and place + 1 in (
            self._reader.mentions.beginning
        )

    def _source(self, sentence: Sentence, place: int) -> Subject:
        """Return whom "according to" names, when the phrase begins at a token."""
        for phrase in self._language.sources:
            if phrase == ("so",) and not (self._follows_quote(place) or self._is_aside(place)):
                continue
            if self._has_phrase(place, phrase):
                subject = self._reader.after(sentence, place + len(phrase))
                return subject if subject != NOBODY else Subject(why="the source has no known name")
        for phrase in self._language.trailing_sources:
            if self._has_phrase(place, phrase):
                return self._reader.before(sentence, place)
        return NOBODY

    def _is_aside(self, place: int) -> bool:
        """Tell whether "so" and a name stand between commas: "Er werde, so Huber, nicht"."""
        tokens = self._tokens
        mention = self._reader.mentions.beginning.get(place + 1)
        return (
            mention is not None
            and place > 0
            and tokens[place - 1].text == ","
            and mention.stop < len(tokens)
            and tokens[mention.stop].text == ","
        )

    def _follows_quote(self, place: int) -> bool:
        tokens = self._tokens
        back = place - 1
        while back > 0 and tokens[back].text in {*",–—-"}:
            back -= 1
        return back >= 0 and tokens[back].kind is TokenKind.QUOTE

    def _has_phrase(self, place: int, phrase: Sequence[str]) -> bool:
        tokens = self._tokens[place : place + len(phrase)]
        return len(tokens) == len(phrase) and all(
            token.lower == word for token, word in zip(tokens, phrase, strict=True)
        )

    def _is_statement(self, place: int) -> bool:
        """Tell whether "statement" introduces words: "Greer's statement that ..."."""
        tokens, language = self._tokens, self._language
        if tokens[place].lower not in language.statements or place + 1 >= len(tokens):
            return False
        after = tokens[place + 1]
        if after.text == "," and place + 2 < len(tokens):
            after = tokens[place + 2]
            return after.kind is TokenKind.QUOTE
        return after.kind is TokenKind.QUOTE or after.text == ":" or after.lower == "that"

    def _of_statement(self, sentence: Sentence, place: int) -> Subject:
        for back in range(place - 1, max(sentence.first, place - 6) - 1, -1):
            mention = self._reader.mentions.beginning.get(back)
            if mention:
                is_whose = mention.is_possessive and len(mention.ids) == 1
                return Subject(mention.ids[0]) if is_whose else NOBODY
        return NOBODY

    def _agent(self, sentence: Sentence, index: int) -> Subject:
        """Return who did it in the passive: "was called “great” by Greer"."""
        if index + 1 < sentence.stop and self._tokens[index + 1].lower in self._language.agents:
            return self._reader.after(sentence, index + 2)
        return NOBODY

    # What follows a quotation

    def _behind(self, sentence: Sentence, index: int) -> tuple[Subject, int]:
        """Return the subject of the reporting verb that follows a quotation."""
        tokens = self._tokens
        place = self._past_further_quotes(sentence, index)
        if place is None:
            return NOBODY, -1
        quotation = tokens[place - 1].quotation
        has_stop = quotation is not None and quotation.words[-1] in _STOPS
        while place < sentence.stop and tokens[place].text in _STOPS:
            has_stop, place = True, place + 1
        if place >= sentence.stop:
            return NOBODY, -1
        source = self._source(sentence, place)
        if source != NOBODY:
            return source, place
        if not has_stop:
            return NOBODY, -1
        for verb in range(place, min(sentence.stop, place + _WIDEST_BEHIND)):
            token = tokens[verb]
            if token.kind is TokenKind.QUOTE or token.text in (";", ":"):
                break
            if not self._is_verb(sentence, verb) or token.lower in self._language.participles:
                continue
            subject = self._of_verb_behind(sentence, place, verb)
            if subject.is_sure and self._is_passed_on(sentence, verb):
                return unsure(subject, "they may be the words of somebody else"), verb
            return subject, verb
        return NOBODY, -1

    def _is_passed_on(self, sentence: Sentence, verb: int) -> bool:
        """Tell whether words are quoted from another: "Greer said, quoting Trump"."""
        tokens, language = self._tokens, self._language
        behind = range(verb + 1, min(sentence.stop, verb + _WIDEST_REPORT))
        if any(tokens[index].lower in language.quoting for index in behind):
            return True
        first = verb + 1
        mention = self._reader.mentions.beginning.get(first)
        if mention:
            first = mention.stop
        elif first < sentence.stop and tokens[first].lower in language.pronouns:
            first += 1
        else:
            return False
        return first < sentence.stop and tokens[first].lower in (
            language.verbs | language.participles
        )

    def _past_further_quotes(self, sentence: Sentence, index: int) -> int | None:
        """Return the token behind a quotation and those that are listed with it."""
        tokens, place = self._tokens, index + 1
        while place < min(sentence.stop, index + _WIDEST_BEHIND):
            ahead = place
            while ahead < sentence.stop and tokens[ahead].text == ",":
                ahead += 1
            if ahead < sentence.stop and tokens[ahead].lower in self._language.joins:
                ahead += 1
            is_listed = ahead > place or self._ends_with_comma(place - 1)
            if is_listed and ahead < sentence.stop and tokens[ahead].kind is TokenKind.QUOTE:
                place = ahead + 1
            else:
                return place
        return None

    def _ends_with_comma(self, index: int) -> bool:
        quotation = self._tokens[index].quotation
        return quotation is not None and quotation.words[-1] == ","

    def _of_verb_behind(self, sentence: Sentence, place: int, verb: int) -> Subject:
        """Return the subject of a verb behind a quotation; it begins where the quotation ends."""
        reader, tokens = self._reader, self._tokens
        clause = Sentence(sentence.number, place, sentence.stop)
        if all(
            tokens[between].lower in self._language.auxiliaries
            or self._language.is_adverb(tokens[between].lower)
            for between in range(place, verb)
        ):
            if tokens[verb].lower in self._language.never_inverted:
                return NOBODY
            return reader.after(sentence, verb + 1)
        subject = reader.before(clause, verb)
        if subject.is_sure and not self._starts_at(place, verb, subject):
            return unsure(subject, "the name does not follow the quotation")
        return subject

    def _starts_at(self, place: int, verb: int, subject: Subject) -> bool:
        """Tell whether the first actor or pronoun behind a quotation is the subject."""
        for index in range(place, verb):
            if self._tokens[index].lower in self._language.pronouns:
                return index == place
            mention = self._reader.mentions.beginning.get(index)
            if mention and subject.actor in mention.ids:
                return True
        return False
