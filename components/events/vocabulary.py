"""The words that fields of a log may hold, each list an enumeration."""

from enum import StrEnum


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    OFFICE = "office"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    OUTLET = "outlet"


class SeatRole(StrEnum):
    """The rank of a seat at the table."""

    LEAD = "lead"
    MEMBER = "member"


class Presence(StrEnum):
    """How sure it is that somebody was there."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    DISPUTED = "disputed"
    ANNOUNCED = "announced"


class Tier(StrEnum):
    """Whether the log is taken from a source, or the source was found later."""

    ARTICLE = "article"
    RECORD = "record"


class SourceKind(StrEnum):
    """What a source is."""

    NEWS = "news"
    DIGEST = "digest"
    OFFICIAL = "official"
    TRANSCRIPT = "transcript"
    BROADCAST = "broadcast"
    ARCHIVE = "archive"


class EventKind(StrEnum):
    """The kinds of events that a log has unless it names its own."""

    MEETING = "meeting"
    STATEMENT = "statement"
    INTERVIEW = "interview"
    POST = "post"
    AGREEMENT = "agreement"
    ANNOUNCEMENT = "announcement"
    BACKGROUND = "background"
    PUBLICATION = "publication"


class Shape(StrEnum):
    """The five families of kinds, each with a shape of its own in the picture."""

    SAID = "said"
    POSTED = "posted"
    MET = "met"
    DECIDED = "decided"
    WRITTEN = "written"


class Color(StrEnum):
    """The hues that a party may have, each tested against both pages and the other hues."""

    BLUE = "blue"
    ORANGE = "orange"
    GREEN = "green"
    PURPLE = "purple"


class EventStatus(StrEnum):
    """Whether the sources say that it happened, was to happen, or may have."""

    HAPPENED = "happened"
    SCHEDULED = "scheduled"
    POSSIBLE = "possible"


class Role(StrEnum):
    """What an actor did in an event."""

    SPEAKER = "speaker"
    PARTICIPANT = "participant"
    HOST = "host"
    SUBJECT = "subject"
    AUTHOR = "author"

    @property
    def acts(self) -> bool:
        """Whether this is to do or say something, not to be spoken of."""
        return self is not Role.SUBJECT

    @property
    def speaks(self) -> bool:
        """Whether this is to say or write something."""
        return self in (Role.SPEAKER, Role.AUTHOR)


class Relation(StrEnum):
    """How an event bears on another one."""

    ANNOUNCES = "announces"
    FULFILS = "fulfils"
    ANSWERS = "answers"
    REFERS_TO = "refers-to"
    CORRECTS = "corrects"
    PART_OF = "part-of"
    FOLLOWS = "follows"


class DisagreementStatus(StrEnum):
    """In which way accounts differ."""

    DIFFERS = "differs"
    ONE_SOURCE = "one-source"
    DISPUTED = "disputed"
    CORRECTED = "corrected"
    UNRESOLVED = "unresolved"
    COMPATIBLE = "compatible"


class Standing(StrEnum):
    """How what an article says on a question stands beside the finding."""

    FITS = "fits"
    PART = "part"
    NOT = "not"
    ALONE = "alone"
