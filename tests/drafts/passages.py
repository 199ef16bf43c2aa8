"""Passages of a line, and a log that knows a few people."""

from collections.abc import Iterator

from components.drafts.draft import LANGUAGES
from components.drafts.mention import Mentions, NameTable
from components.drafts.passage import Passage
from components.drafts.speaker import Attribution, SpeakerReader
from components.drafts.subject import SubjectReader
from components.events import Actor, ActorKind

PERSONS = {
    "greer": ("Jamieson Greer", "Greer"),
    "bessent": ("Scott Bessent", "Bessent"),
    "he": ("He Lifeng", "Vice Premier He"),
    "trump": ("Donald Trump", "Trump"),
    "wang": ("Wang Xiaohong", "Wang"),
    "macron": ("Emmanuel Macron", "Macron"),
    "merz": ("Friedrich Merz", "Merz"),
}
ACTORS = {
    key: Actor(name=name, kind=ActorKind.PERSON, aliases=(alias,))
    for key, (name, alias) in PERSONS.items()
} | {
    "beijing": Actor(
        name="Chinese government", kind=ActorKind.GOVERNMENT, aliases=("Beijing", "PRC")
    ),
    "white-house": Actor(name="White House", kind=ActorKind.GOVERNMENT),
    "us-side": Actor(name="The US side (unnamed)", kind=ActorKind.OFFICE, aliases=("the US",)),
    "fox": Actor(name="Fox News", kind=ActorKind.OUTLET, aliases=("Fox",)),
}
NAMES = NameTable(ACTORS, {"tariffs": "Tariffs", "talks": "The talks"})


def passage(text: str, language: str = "en") -> Passage:
    return Passage(1, text, LANGUAGES[language])


def attributions(text: str, language: str = "en") -> Iterator[Attribution]:
    """Yield the quotations of a passage with their speakers."""
    line = passage(text, language)
    mentions = Mentions(NAMES.mentions(line))
    return SpeakerReader(line, SubjectReader(line, mentions)).attributions()
