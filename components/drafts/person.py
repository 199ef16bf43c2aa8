"""Whether words of a passage may stand for a person who is no known actor."""

from components.drafts.mention import Mentions
from components.drafts.passage import Passage, TokenKind

WIDEST_GAP = 8  # tokens between a subject and its verb
LONGEST_TITLE = 12  # tokens before a name


def is_maybe_person(passage: Passage, mentions: Mentions, start: int) -> bool:
    """Tell whether an unknown name can be a person's: no adjective, and not behind "in"."""
    tokens, stop = passage.tokens, start
    while stop < len(tokens) and tokens[stop].is_capital and stop not in mentions.beginning:
        stop += 1
    language = passage.language
    if stop in mentions.beginning:
        return False
    names = [
        token
        for token in tokens[start:stop]
        if not token.is_acronym and token.lower not in language.titles
    ]
    if names and names[-1].lower in language.institutions:
        return False
    if len(names) != 1:
        return len(names) > 1
    before = tokens[start - 1].lower if start else ""
    if before == "of" and start > 1 and tokens[start - 2].lower in language.institutions:
        return False
    after = tokens[stop] if stop < len(tokens) else None
    is_adjective = (
        after is not None
        and after.kind is TokenKind.WORD
        and not after.is_capital
        and after.lower not in language.small
        and after.lower not in language.verbs
    )
    return not is_adjective and before not in language.places


def is_nameless_person(passage: Passage, mentions: Mentions, index: int) -> bool:
    """Tell whether a word stands for a person without a name, and is no known one's title."""
    token, language = passage.tokens[index], passage.language
    if token.lower not in language.people:
        return False
    following = index + 1
    while following < len(passage.tokens) and following - index < LONGEST_TITLE:
        if following in mentions.beginning:
            return False
        other = passage.tokens[following]
        if other.lower not in language.titles and not other.is_acronym and other.lower != "of":
            break
        following += 1
    # "Hassett, an adviser": a title behind its name.
    return not any(
        mention.is_person
        and mention.stop <= index <= mention.stop + WIDEST_GAP
        and passage.tokens[mention.stop].text == ","
        for mention in mentions.within(max(index - 2 * WIDEST_GAP, 0), index)
    )
