"""Citations: sources, passages, quotations."""

from components.wording.direction import isolated
from components.wording.template import template

NEW_TAB = " (opens in a new tab)"
NOT_VERBATIM = "not word for word: other sources have other words"
ARCHIVED = "archived copy"
AMONG_PASSAGES = "Among the passages of the article"
CHECKED_AGAINST = "checked against"


def source(publisher: str, title: str) -> str:
    """Name a source by its publisher and title; one that is its own publisher by its title."""
    return f"{isolated(publisher)}: {isolated(title)}" if publisher not in ("", title) else title


numbered = template("{} ({:,})")  # one of several sources of the same name
passage = template("Passage {}")


def place(publisher: str, passage: int | None, locator: str = "") -> str:
    """Name a place in a source, as in "The Monitor, passage 3"."""
    if passage:
        return f"{isolated(publisher)}, passage {passage}"
    return f"{isolated(publisher)}, {isolated(locator)}" if locator else publisher


quoted = "“{}”".format

_LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "pt": "Portuguese",
    "ru": "Russian",
    "zh": "Chinese",
}


def translated(language: str) -> str:
    """Say from which language words were translated; `language` is a language tag."""
    return f"translated from {_LANGUAGES.get(language.partition('-')[0].lower(), language)}"
