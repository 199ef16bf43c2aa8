"""Numbers of an article that may become figures of an event: sums, rates, amounts."""

import re
from collections.abc import Iterator

from components.drafts.passage import Passage, Sentence, TokenKind

MOST_IN_SENTENCE = 40
_NUMBER = re.compile(
    r"(?<![\w.,])(?:"
    r"(?:US\$|[$€£¥]|CHF\s|EUR\s|USD\s)\s?\d[\d.,]{0,20}"
    r"(?:\s?(?:thousand|million|billion|trillion|m|bn|Mio\.?|Mrd\.?|Millionen|Milliarden|milliards?)\b)?"
    r"|\d[\d.,]{0,20}\s?(?:%|percent\b|per cent\b|Prozent\b|pour cent\b|percentage points\b)"
    r"|\d[\d.,]{0,20}\s(?:hundred|thousand|million|billion|trillion|Millionen?|Milliarden?|millions?|milliards?)\b"
    r"(?:\s(?:dollars?|euros?|pounds?|Euro|Dollar|Franken|tonnes|tons)\b)?"
    r")"
)


def number_phrases(passage: Passage, sentence: Sentence) -> Iterator[str]:
    """Yield the sums, rates and amounts of a sentence outside its quotations, as they stand."""
    tokens = passage.tokens[sentence.first : sentence.stop]
    start, count = tokens[0].start, 0
    for token in [*tokens, None]:
        if token is not None and token.kind is not TokenKind.QUOTE:
            continue
        stop = token.start if token else tokens[-1].stop
        for match in _NUMBER.finditer(passage.text, start, stop):
            if count == MOST_IN_SENTENCE:
                return
            count += 1
            yield " ".join(match[0].split()).rstrip(".,")
        start = token.stop if token else stop
