"""Values become the words that readers read: times, sentences, messages."""

from components.wording.time import across_clocks, phrase, short

__all__ = [
    "across_clocks",
    "phrase",
    "short",
]
