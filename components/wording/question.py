"""The English of plain questions in the search field, and what the page says of one that it read.

A second language needs this table anew, and its own order of words in `components.selection`.
"""

from collections.abc import Mapping

from components.wording.sentence import listed
from components.wording.template import template


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(","))


# Words in front of a name, and what they make of it.
BY = _words("by from of quoting")  # the name acts
BY_PHRASES = _phrases("attributed to, ascribed to, credited to")
SAID_OF = _words("about on regarding concerning over mentioning discussing")  # it is spoken of
WITH = _words(
    "with involving including between among featuring versus vs"
)  # it takes part, somehow
CITING = _phrases(
    "according to, based on, as reported by, reported by, reported in, told by, told in, "
    "covered by, "
    "cited to, attributed to, credited to, source, sources, "
    "covered in, published by, published in, sourced from, sourced to, citing, per, via, in, "
    "found in"
)
MENTIONING = _words("mention mentions")  # before a name
MENTION = _words("mention mentions mentioned")  # before "of" or "by", or behind "is"
ARTICLES = _words("the a an")
HONORIFICS = _words("mr mrs ms miss dr sir madam")
AND, OR = "and", "or"
ONLY = "only"
ONLY_WORDS = _words("only just solely exclusively exclusive")
ONLY_IN = _words("in by from to")  # between "only" and the name of an article
ALONE = _words("only alone")  # behind the name of an article
BOTH = "both"
DETERMINERS = _words("both neither either")  # after which a noun says of what
ALL_OF_TWO: Mapping[str, str] = {"delegations": "delegation", "sides": "party", "parties": "party"}

# Words in front of a date.
ON_DATE = _words("on in during at over")
DATE_BEFORE = _phrases("before, prior to, earlier than")
DATE_AFTER = _phrases("after, later than")
DATE_SINCE = _phrases("since, on or after, on and after, no earlier than")
DATE_UNTIL = _phrases(
    "until, till, up to, by, through, on or before, no later than, up to and including, "
    "until and including"
)
# In front of a date, these say that it is another one, or nearly.
DATE_NEAR = _phrases(
    "about, around, circa, roughly, approximately, nearly, almost, early, mid, late, every, each, "
    "last, next, previous, past, coming, this, first, second, third, fourth, "
    "as of, as early as, as late as, beginning of, start of, middle of, end of, half of, week of, "
    "weekend of, days of, month of, eve of, within"
)
UNITS = _words("day days week weeks month months year years hour hours weekend night evening")
FROM_UNIT = _words("before after following preceding since from until of")  # "the day after"
FROM, BETWEEN = "from", "between"
ONWARDS = _words("on onward onwards")  # behind "from 11 May"
TO = _words("to until till through and or")  # between two dates
MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
            *("july jul", "august aug", "september sep sept", "october oct", "november nov"),
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
MODAL = _words("may")  # a month that is a verb too
WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
WEEKEND = "weekend"
# Short days of the week are words of their own too, so that they need a number beside them.
SHORT_WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        ("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun")
    )
    for name in names.split()
}
TIME = "time"  # behind a place: its clock
CLOCKS = _words("utc gmt est edt et pst pdt bst cet cest")
ERAS = _words("bc bce ad ce")
# Days that depend on when the question is asked, and so are never read.
RELATIVE = _words("today yesterday tomorrow tonight ago last next previous")

# A filter named by its heading, with a colon behind it: the filters that are meant, and the role.
FIELD_NAMES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "topic": (("topic",), ""),
    "kind": (("kind",), ""),
    "actor": (("actor",), ""),
    "person": (("actor",), ""),
    "speaker": (("actor",), "did"),
    "side": (("party",), ""),
    "party": (("party",), ""),
    "delegation": (("delegation",), ""),
    "source": (("source",), ""),
}
PARTICIPLES = _words("made issued held reached struck signed given published written released")

# Verbs, in the forms in which they follow those who act.
SAYING = _words(
    "say says said saying tell tells told speak speaks speaking spoke spoken talking talk talks "
    "talked claim claims "
    "claimed state states stated comment comments commented remark remarks remarked declare "
    "declares declared argue argues argued explain explains explained insist insists insisted "
    "warn warns warned promise promises promised add adds added think thinks thought"
)
DOING = _words(
    "do does did make makes made give gives gave given act acts acted issue issues issued "
    "respond attend attends attended begin begins "
    "began start starts started end ends ended "
    "responds responded react reacts reacted reply replies replied"
)
VERB_SHAPES: Mapping[str, str] = {
    **dict.fromkeys(_words("meet meets met meeting"), "met"),
    **dict.fromkeys(_words("post posts posted tweet tweets tweeted"), "posted"),
    **dict.fromkeys(_words("decide decides decided"), "decided"),
}
# The noun that names the kind of what somebody does by such a verb.
VERB_NOUNS: Mapping[str, str] = {
    **dict.fromkeys(_words("announce announces announced"), "announcement"),
    **dict.fromkeys(_words("agree agrees agreed"), "agreement"),
    **dict.fromkeys(_words("publish publishes published"), "publication"),
    **dict.fromkeys(_words("interview interviewed"), "interview"),
}
REPORTING = _words("report reports reported write writes wrote carry carries carried have has")
ACCOUNTS = _words("accounts articles reports sources versions")  # that differ, or agree
BETWEEN_ACCOUNTS = _phrases(
    "between the articles, between the two articles, between articles, between the accounts, "
    "between the two accounts, between accounts, between both articles"
)
AGREEING = _words("agree agrees agreed")
DIFFERING = _words("differ differed disagree disagreed contradict conflict")
BEING = _words("is are was were be been being")
AUXILIARIES = BEING | _words("both did does has have had also ever really actually just then")

# Nouns for all kinds of a shape, where no kind of the log is called so.
SHAPE_NOUNS: Mapping[str, str] = {
    **dict.fromkeys(
        _words(
            "quote quotes quotation quotations remark remarks comment comments claim claims words "
            "speech speeches view views opinion opinions position positions stance reaction "
            "reactions "
            "response responses answer answers declaration declarations"
        ),
        "said",
    ),
    **dict.fromkeys(_words("tweet tweets"), "posted"),
}
SINGULAR_NOUNS = _words(
    "quote quotation remark comment claim speech tweet words view opinion position stance reaction "
    "response answer declaration"
)

# Phrases for the options that the format fixes: by the filter, by the option.
OPTIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "differ": {
        "yes": _phrases(
            "accounts that differ, articles that differ, sources that differ, differences, "
            "differences between the articles, differences between the accounts, "
            "differences between articles, differences between accounts, "
            "accounts differ, articles differ, sources differ, reports differ, they differ, "
            "two differ, versions differ, "
            "accounts disagree, articles disagree, sources disagree, reports disagree, "
            "they disagree, versions disagree, differing accounts, different accounts, "
            "conflicting accounts, disagreements, disagreement, discrepancies, discrepancy, "
            "more than one account"
        ),
    },
    "verdict": {
        "differs": _phrases(
            "contradicted, contradictory, contradicting, contradict, contradiction, "
            "contradictions, contradicts, contradict each other, accounts contradict each other, "
            "articles contradict each other, accounts contradict, articles contradict, "
            "they contradict each other"
        ),
        "one-source": _phrases(
            "only one has it, only one account has, only one article has, "
            "only one source has, one account alone, single source, only one source, one source "
            "only, one source"
        ),
        "disputed": _phrases("disputed, contested, in dispute"),
        "corrected": _phrases(
            "corrected, other sources correct, corrected by other sources, corrected by others"
        ),
        "unresolved": _phrases(
            "unresolved, still open, left open, undecided, open question, open questions, "
            "open points, open issues"
        ),
        "compatible": _phrases("compatible, both can stand, both accounts can stand"),
    },
    "status": {
        "happened": _phrases("actually happened, really happened"),
        "scheduled": _phrases("scheduled, still scheduled, planned, upcoming, due"),
        "possible": _phrases("possible, only possible, might happen, could happen, may happen"),
    },
}
# Phrases for who tells of an event: by the option, with the number of articles that they fit
# (0: any number).
TELLERS: Mapping[str, tuple[tuple[int, tuple[str, ...]], ...]] = {
    "several": (
        (
            2,
            _phrases(
                "in both articles, in both, both articles, by both articles, both accounts, "
                "in both of the articles, in both the articles, both of the articles, by both, "
                "told by both, reported by both"
            ),
        ),
        (0, _phrases("in several articles, several articles, by several articles")),
    ),
    "record": (
        (
            2,
            _phrases(
                "in neither article, neither article, in neither, by neither article, "
                "in neither of the articles, neither of the articles, not in either article, "
                "in neither of the two articles, neither of the two articles, "
                "not in either of the articles, not in either, "
                "by neither, told by neither, reported by neither"
            ),
        ),
        (1, _phrases("not in the article, not told by the article")),
        (
            0,
            _phrases(
                "in no article, no article, not in any article, in none of the articles, "
                "not in the articles"
            ),
        ),
    ),
    "article": (
        (2, _phrases("in either article, either article, by either article")),
        (1, _phrases("in the article, told by the article")),
        (
            0,
            _phrases("in any article, any article, in an article, by any article, in the articles"),
        ),
    ),
}
# For the events that one article alone tells of, whichever it is.
ONE_ARTICLE = _phrases(
    "only in one article, in only one article, in one article only, in just one article, "
    "only one article, in one article alone"
)

NEGATIONS = _words(
    "not no never without except excluding neither nor none nobody nothing isnt arent wasnt werent "
    "didnt doesnt dont hasnt havent hadnt wont cant cannot unless missing absent omit omits "
    "omitted "
    "lack lacks lacking unmentioned unreported but than besides apart aside instead unlike minus "
    "hardly barely rarely seldom"
)
NEGATING = _phrases("other than, leaves out, leave out, left out, leaving out, failed to, w o")
HYPHENS = ("-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}")
EXCLUDING = "-!\N{MINUS SIGN}"  # directly before a word, as search engines have it

# What shows that somebody asks, and is no part of what is sought.
ASKING = _words(
    "why know known knows log timeline source sources what who whom which where when how many "
    "much show me find list give all every any everything "
    "anything things thing events event entries happen happens happened happening occurred see "
    "please want tell question questions points issues details entry more incident incidents "
    "item items occurrence occurrences "
    "news info information account accounts fact facts"
)
# They fill a question, but belong to a text beside which they stand: "good news", "more deals".
BEHIND_TEXT = _words(
    "news info information account accounts detail details entries fact facts issue issues point "
    "points question questions"
)
BEFORE_TEXT = _words("more both two")
# Who or what they mean stands nowhere in the question.
PRONOUNS = _words("he she they him her them his their i my our")
FILLING = (
    ARTICLES
    | HONORIFICS
    | BY
    | SAID_OF
    | WITH
    | AUXILIARIES
    | DOING
    | REPORTING
    | _words(
        "and or to for at in that this these those there it its took "
        "place take takes we as so far both made whose s was went going come came comes said like "
        "concerned only two part member members written made issued held hosted "
        "attended authored released signed reached struck shared out"
    )
)

# What may follow the name of a side, and stands for all who belong to it.
SIDE = "side"
OF_SIDE = _words("side sides official officials people representatives")
OF_DELEGATION = _words("delegation team negotiators delegates")

# A side by the names of its country: adjective, people, abbreviation.
COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "united states": ("us", "usa", "america", "american", "americans"),
    "united kingdom": ("uk", "britain", "great britain", "british"),
    "european union": ("eu", "europe", "european", "europeans"),
    "china": ("chinese", "prc"),
    "switzerland": ("swiss",),
    "russia": ("russian", "russians"),
    "ukraine": ("ukrainian", "ukrainians"),
    "france": ("french",),
    "germany": ("german", "germans"),
    "italy": ("italian", "italians"),
    "spain": ("spanish",),
    "poland": ("polish",),
    "japan": ("japanese",),
    "india": ("indian", "indians"),
    "pakistan": ("pakistani", "pakistanis"),
    "iran": ("iranian", "iranians"),
    "israel": ("israeli", "israelis"),
    "palestine": ("palestinian", "palestinians"),
    "turkey": ("turkish",),
    "south korea": ("south korean", "south koreans"),
    "north korea": ("north korean", "north koreans"),
    "taiwan": ("taiwanese",),
    "canada": ("canadian", "canadians"),
    "mexico": ("mexican", "mexicans"),
    "brazil": ("brazilian", "brazilians"),
    "australia": ("australian", "australians"),
    "vietnam": ("vietnamese",),
    "egypt": ("egyptian", "egyptians"),
    "south africa": ("south african", "south africans"),
}

# Before the reading of a text that is searched as it is: of a question, and of names alone.
ENTER_FOR = "As filters, with Enter: "
OR_AS = "Or as filters: "
OR_MEANT = "Or: "  # before the readings of a name that has several
CORRECTED = "Did you mean "
SIDE_HAS_BOTH = "The filter by side has what a side does as well as what is said about it."

understood = template("Understood: {}.")
with_text = template("{}; “{}” as text")  # behind what became filters
words = template("“{}”")
as_text = template("Search for “{}” as text instead")
obstacle = template("“{}” makes this hard to read as filters, so all words are searched as text.")
# A name of the log, and what it is there.
reading = template("{}, {}")
filters = listed
FIELDS: Mapping[str, str] = {
    "actor": "actor",
    "topic": "topic",
    "party": "side",
    "delegation": "delegation",
    "source": "source",
    "kind": "kind",
}
