"""Plain questions in the search field become filters: text, words, names and dates, rules, filters.

- word, date, name: the words of a text, the days that they name, the names of a log.
- question, part: what is read, and what its words mean.
- mention, kind, grammar: names, nouns and verbs of kinds, other words, where they stand in it.
- time_limit, fixed_option, preposition, subject, verb, filler: the rules, by what they read.
- reader, understood: the rules in their order, and the filters that they add up to.
"""

from components.selection.questions.understood import (
    Asked,
    Guess,
    Understood,
    corrections,
    understand,
)

__all__ = ["Asked", "Guess", "Understood", "corrections", "understand"]
