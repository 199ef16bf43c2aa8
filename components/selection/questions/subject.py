"""Names without a preposition, and what follows that says whether they do it: "Trump posted"."""

from components.events import Tier
from components.frames import DID, SPOKEN_OF
from components.selection.questions.date_range import window_at
from components.selection.questions.grammar import VERBS
from components.selection.questions.kind import noun_at, owns_noun
from components.selection.questions.mention import (
    NAMED,
    PEOPLE,
    SHORT,
    Mentions,
    are_outlets,
    choose,
    is_grammar,
    mention_at,
    mentions_at,
    sources_of,
)
from components.selection.questions.part import (
    NAME,
    NOTHING,
    RULE,
    Meaning,
    Part,
    as_filter,
    as_text,
)
from components.selection.questions.question import Question
from components.wording import question as english

_MENTIONED = english.MENTION | {"named", "discussed"}


def sentence_name(question: Question, so_far: Meaning) -> Meaning:
    """Read a name that is a sentence of its own, such as the topic "What was agreed"."""
    place = so_far.size
    found = mention_at(question, place, NAMED)
    if not found or found.size <= SHORT or question.key(place) not in english.ASKING:
        return NOTHING
    chosen = choose(question, found.readings)
    return as_filter(Part(*chosen, place, found.size, NAME)) if chosen else NOTHING


def subject(question: Question, so_far: Meaning) -> Meaning:
    """Read names that stand without a preposition, and what they do."""
    place = so_far.size
    found = mention_at(question, place, NAMED)
    if not found or is_grammar(question, place, found.size):
        return NOTHING
    if question.key(place + found.size) == english.TIME:  # "10 May, Beijing time"
        return as_text(place, found.size + 1).then(Meaning(has_other_clock=True))
    names = mentions_at(question, place, NAMED)
    text = names.text
    if names.ids and _differ(question, names):
        size = names.end + 1 - place
        return text.then(Meaning(size, (Part("differ", ("yes",), place, size, RULE),)))
    role = _role(question, so_far, names) if names.ids else None
    if role is None and len(names.ids) > 1 and names.filter != "source":
        # "Trump, Greer": no rule makes them a choice
        names = mentions_at(question, place, NAMED, most=1)
        text = text.then(names.text)
    size = names.end - place
    if not names.ids:
        return text.then(Meaning(size))
    filter_, ids = names.filter, names.ids
    if role is not None and (sources := _cited_sources(question, names)):
        filter_, ids, role = "source", sources, ""
    if role is None and filter_ in ("actor", "party") and question.key(place - 1) == "in":
        return text.then(as_text(place, size))  # "in Washington" may be no government
    is_asked = question.key(place - 1) in english.BEING
    if is_asked and question.key(names.end) in _MENTIONED:
        role = SPOKEN_OF if filter_ in PEOPLE else ""
    weight = NAME if role is None else RULE
    return text.then(Meaning(size, (Part(filter_, ids, place, size, weight, role or ""),)))


def _role(question: Question, so_far: Meaning, names: Mentions) -> str | None:
    """Return the role that names have by the words behind them, `None` where no rule says one."""
    end, did = names.end, DID if names.filter in PEOPLE else ""
    if question.words[end - 1].owns:
        return did if owns_noun(question, end) else None
    if names.filter != "source" and noun_at(question, end, needs_plural=True):
        return did
    at = _behind_auxiliaries(question, end)
    key = question.key(at)
    if at == end and key in english.SAYING and mention_at(question, at, NAMED):
        return None  # "He Lifeng talks", where the talks are a topic
    if at == end and not so_far.asks and (noun := noun_at(question, at)) and not noun.is_plural:
        return None  # "Washington Post", where nothing says that it is a verb
    if key in _MENTIONED and not english.BEING.isdisjoint(question.keys[end:at]):
        return SPOKEN_OF if did else ""
    # "He Lifeng on tariffs", but not "He Lifeng on Sunday"
    is_topic = (
        at == end
        and key in english.SAID_OF
        and question.has(at + 1)
        and not window_at(question, at)
    )
    if did:
        is_done = key in VERBS | english.DOING | english.REPORTING
        is_done = is_done or (at > end and question.key(at - 1) in english.DOING)
        return did if is_done or is_topic else None
    is_said = is_topic or key in english.SAYING | english.REPORTING
    return "" if names.filter == "source" and is_said else None


def _behind_auxiliaries(question: Question, place: int) -> int:
    """Return the place behind "has", "did" and the like, and a date that is not the last word."""
    while question.key(place) in english.AUXILIARIES:
        place += 1
    date = question.has(place) and window_at(question, place)
    return place + date.size if date and question.has(place + date.size) else place


def _differ(question: Question, names: Mentions) -> bool:
    """Return whether names are all articles of the log, as in "the Monitor and uTo differ"."""
    log = question.facts.log
    if (
        names.filter not in ("actor", "source")
        or question.key(names.end) not in english.DIFFERING
        or not log.disagreements
    ):
        return False
    sources = (log.sources.get(id_) for id_ in names.ids)
    articles = sum(source is not None and source.tier is Tier.ARTICLE for source in sources)
    return 1 < articles == log.articles


def _cited_sources(question: Question, names: Mentions) -> tuple[str, ...]:
    """Return the sources that outlets are which say something: all that is cited of them."""
    following = question.keys[names.end : names.end + 2]
    is_said = not (english.SAYING | english.REPORTING).isdisjoint(following)
    is_said = is_said or question.key(names.end) in english.SAID_OF
    is_cited = is_said and names.filter == "actor" and are_outlets(question, names.ids)
    return sources_of(question, names.ids) if is_cited else ()
