"""Whether a sentence tells of what has been or of what is to come, by the words around a date."""

from components.drafts.passage import TokenKind
from components.drafts.sentence_words import SentenceWords


def has_past(words: SentenceWords) -> bool:
    """Tell whether a sentence has a verb in the past and no word for what is to come."""
    places = range(words.first, words.stop)
    return any(is_past_verb(words, place) for place in places) and not any(
        words.word(place) in words.language.future for place in places
    )


def is_in_past(words: SentenceWords, index: int) -> bool:
    """Tell whether a verb in the past stands right before a date, or opens what follows it."""
    start = index - 1
    while start > words.first and (
        words.word(start) in words.language.calendar["on"]
        or words.language.is_adverb(words.word(start))
        or words.word(start) in ("late", "early", "reporters", "journalists", "%")
        or words.word(start).isdigit()
    ):
        start -= 1
    if words.word(start - 1) == "to" and is_past_verb(words, start - 2):
        return True  # "failed to close on Saturday"
    if is_past_verb(words, start) or is_past_verb(words, index + 1):
        return True
    if start > words.first:
        return False
    for place in range(index + 1, min(words.stop, index + 12)):
        if words.word(place) in words.language.future:
            return False
        if is_past_verb(words, place):
            return True
    return False


def is_past_verb(words: SentenceWords, index: int) -> bool:
    """Tell whether a word is a verb in the past, which "to be released" is not."""
    word = words.word(index)
    if word in words.language.past:
        return True
    if words.word(index - 1) in ("be", "is", "are"):
        return False
    return words.language.code == "en" and len(word) > 4 and word.endswith("ed")


def is_in_future(words: SentenceWords, index: int) -> bool:
    """Tell whether a word such as will or due stands before a date, in its clause."""
    for place in range(index - 1, max(words.first, index - 15) - 1, -1):
        word = words.word(place)
        if words.tokens[place].kind is not TokenKind.WORD:
            return False
        if word in words.language.future and (
            not is_past_verb(words, place) or words.word(place + 1) in ("to", "for")
        ):
            # "is set for", but not "was set up", nor "was due", which only says what was expected
            return words.word(place - 1) not in words.language.past
        is_ahead = words.word(place - 1) in words.language.passives
        if word == "to" and (is_ahead or words.word(place + 1) == "be"):
            return True
        if is_past_verb(words, place):
            return False
    return False
