"""What words of a question mean: plain values that the rules return and the reader joins."""

from dataclasses import dataclass

from components.selection.questions.date_range import Window
from components.selection.questions.name import Reading

WINDOW = "window"  # what a part sets that is no filter of `FILTERS`
NAME, LIKELY, RULE = range(3)  # the weights of a part; see there


@dataclass(frozen=True, slots=True)
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

    @property
    def end(self) -> int:
        """The place behind its words."""
        return self.first + self.size


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the first `size` words of a question mean, or those that a rule reads next.

    `left` are the places of the words that stay text. `unsure` are names with several readings and
    `windows` dates with two, by place and number of words. `asks` is whether a word shows that
    somebody asks, `has_rule` whether a rule of grammar holds, `has_other_clock` whether its days
    are on another clock than the reader's, `obstacle` a word for which nothing is certain.
    `is_instead` holds where the parts take the place of the one right before them.
    """

    size: int = 0
    parts: tuple[Part, ...] = ()
    window: Window | None = None
    left: frozenset[int] = frozenset()
    unsure: tuple[tuple[int, int, tuple[Reading, ...]], ...] = ()
    windows: tuple[tuple[int, int, tuple[tuple[str, str], ...]], ...] = ()
    asks: bool = False
    has_rule: bool = False
    has_other_clock: bool = False
    obstacle: str = ""
    is_instead: bool = False

    @property
    def last(self) -> Part | None:
        """The part that ends where the meaning does, if one does."""
        return self.parts[-1] if self.parts and self.parts[-1].end == self.size else None

    def then(self, following: "Meaning") -> "Meaning":
        """Return the meaning of these words and those that follow them."""
        parts = self.parts
        if following.is_instead:
            parts = tuple(part for part in parts if part.end != self.size)
        return Meaning(
            self.size + following.size,
            parts + following.parts,
            following.window or self.window,
            self.left | following.left,
            self.unsure + following.unsure,
            self.windows + following.windows,
            asks=self.asks or following.asks,
            has_rule=self.has_rule
            or following.has_rule
            or any(part.weight == RULE for part in following.parts),
            has_other_clock=self.has_other_clock or following.has_other_clock,
            obstacle=following.obstacle,
        )


NOTHING = Meaning()


def as_text(first: int, size: int) -> Meaning:
    """Return the meaning of words that stay text."""
    return Meaning(size, left=frozenset(range(first, first + size)))


def as_filter(part: Part) -> Meaning:
    """Return the meaning of words that are options of a filter."""
    return Meaning(part.size, (part,))
