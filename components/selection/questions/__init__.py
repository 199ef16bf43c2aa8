"""Plain questions in the search field become filters: text, words, names and dates, rules, filters.

- word, name: the words of a text, the names of a log.
- log_calendar, date, date_range: the days of a log, the dates and the windows that words name.
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
