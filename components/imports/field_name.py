"""The usual names of fields: what a field is called whose meaning nobody has to be asked for.

Names are compared folded: without case, accents, white space and punctuation, so that
`Start Date`, `start_date` and `startDate` are one. Of the names of a role, those of an earlier tier
go before those of a later one; within a tier, the order counts where a choice does no harm.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

USUAL_NAMES: Mapping[str, Sequence[str]] = {
    "when": (
        "when date start startdate datetime startdatetime eventdate eventdatetime dateofevent "
        "begin begindate datestart dateandtime eventstart dtstart datum beginn startdatum "
        "fecha fechainicio datedebut debut datainizio data sqldate",
        "from starttime eventtime occurred occurredat happened happenedat timestamp time ts "
        "dateutc datetimeutc timestamputc whenutc datelocal localdate isodate",
        "published publishedat publisheddate publicationdate datepublished pubdate posted postedat "
        "issued created createdat createdon createddate creationdate datecreated reported "
        "reportedat",
        "updated updatedat modified modifiedat lastmodified added addedat dateadded",
    ),
    "end": (
        "end enddate stop stopdate enddatetime until dateend eventend dtend finish finishdate ends "
        "ende enddatum fin datefin fechafin datafine",
        "to through bis endtime ended endedat stoptime",
    ),
    "title": (
        "title headline eventtitle eventname eventlabel titel titre titulo titolo schlagzeile",
        "name event label subject what whathappened incident ereignis evenement evento nom nombre",
        "message msg content caption shortdescription summary",
        "text description details activity entry body notes beschreibung texte texto descripcion",
    ),
    "url": (
        "url link href sourceurl permalink eventurl weblink",
        "htmlurl weburl uri website webpage sourcelink source sources reference references quelle",
    ),
    "source": (
        "source publisher sourcename sourcetitle",
        "sources outlet publication newspaper provider credit feed quelle quellen fuente fuentes "
        "fonte reference references",
    ),
    "summary": (
        "summary description text",
        "abstract details detail body content desc excerpt longdescription beschreibung "
        "zusammenfassung resume descripcion resumen descrizione texte texto",
    ),
    "place": (
        "place location",
        "venue where locationname placename ort lieu lugar luogo city town",
    ),
    "topics": (
        "topics topic tags category",
        "tag keywords keyword categories labels themes theme thema themen kategorie kategorien "
        "schlagworte sujet sujets etiquetas categoria",
        "eventtype type group section",
    ),
    "actors": (
        "actors actor",
        "participants participant people persons person speakers speaker authors author who "
        "organisations organisation organizations organization organizer attendees akteure "
        "beteiligte teilnehmer personen acteurs personas user username",
    ),
    "id": ("id", "eventid uid uuid identifier uniqueid slug"),
    "zone": ("zone timezone", "tz"),
    "kind": ("kind", "type eventtype"),
    "status": ("status",),
    "note": ("note", "notes comment comments remark remarks anmerkung bemerkung remarque nota"),
    "dating": ("dating",),
    "channel": ("channel",),
    "year": (
        "year yr jahr annee ano anno iyear eventyear startyear yearstart beginyear yearbegin "
        "yearfrom fromyear",
    ),
    "month": ("month monat mois mes mese imonth eventmonth startmonth monthstart",),
    "day": ("day tag jour dia giorno iday eventday startday daystart",),
    "time": ("time clock clocktime starttime eventtime uhrzeit zeit heure hora ora start begin",),
    "precision": (
        "precision dateprecision datingprecision whenprecision timeprecision granularity "
        "dategranularity",
    ),
    "end year": ("endyear yearend endjahr stopyear toyear yearto",),
    "end month": ("endmonth monthend endmonat stopmonth",),
    "end day": ("endday dayend endtag stopday",),
    "end time": ("endtime timeend endzeit stoptime end stop",),
}
# The tier of titles that names whole texts, which are titles where nothing else may be.
WHOLE_TEXTS: Final = 3
# What the name of a field says of the actors in it.
ROLES: Mapping[str, Mapping[str, str]] = {
    name: settings
    for names, settings in (
        ("speaker speakers", {"role": "speaker", "kind": "person"}),
        ("author authors", {"role": "author", "kind": "person"}),
        ("people persons person personen personas attendees user username", {"kind": "person"}),
    )
    for name in names.split()
}

_NO_LETTER = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(?<=\D)[1-9]$")
_LANGUAGE = re.compile(r"(.*[^_-])[_-](?:en|de|fr|es|it|pt|nl|pl|ru|uk|ar|fa|tr|zh|ja|ko)")
# Of a field within a field, where the outer one has the name that tells.
_INNER = frozenset(
    {"value", "text", "name", "label", "title", "rendered", "en", "iso", "dateparts", "raw"}
)
_WITHIN = 10  # tiers behind the field of its own is one that only stands within a field


class Rank(NamedTuple):
    """How well a name fits a role; the least fits best."""

    tier: int
    order: int

    @property
    def is_within(self) -> bool:
        """Whether only the inner name of a field within a field fits."""
        return self.tier >= _WITHIN


_RANKS: Mapping[str, Mapping[str, Rank]] = {
    role: {
        name: Rank(tier, order)
        for tier, names in enumerate(tiers)
        for order, name in enumerate(names.split())
    }
    for role, tiers in USUAL_NAMES.items()
}


def folded_name(name: str) -> str:
    """Return a name as it is compared: letters and digits in lower case, without accents."""
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NO_LETTER.sub("", name.casefold())


def rank_of(role: str, name: str) -> Rank | None:
    """Return how well a field's name fits a role, None when it does not.

    `title_es` counts as `title`. A field within a field counts by its whole name, by the outer one
    before `.value` and the like, and last by its own.
    """
    ranks = _RANKS[role]
    if (language := _LANGUAGE.fullmatch(name)) and folded_name(name) not in ranks:
        return rank_of(role, language[1])
    outer, dot, inner = name.rpartition(".")
    if (rank := ranks.get(folded_name(name))) or not dot:
        return rank
    if inner.isdigit() and (rank := ranks.get(folded_name(outer))):
        return rank  # one of several columns of one name
    is_inner = folded_name(inner) in _INNER
    if is_inner and (rank := ranks.get(folded_name(outer))):
        return rank
    rank = ranks.get(folded_name(inner))
    if rank is None and is_inner:
        rank = ranks.get(folded_name(outer.rpartition(".")[2]))
    return Rank(rank.tier + _WITHIN, rank.order) if rank else None


def is_first_name(role: str, name: str) -> bool:
    """Tell whether a name means a role whatever the field holds."""
    rank = rank_of(role, name)
    return rank is not None and rank.tier == 0


def may_be_title(name: str) -> bool:
    """Tell whether a name is one of titles, and not of whole texts."""
    rank = rank_of("title", name)
    return rank is not None and rank.tier < WHOLE_TEXTS


def rank_of_numbered(role: str, name: str) -> Rank | None:
    """Return how well a name such as `actor1` or `tag 2` fits a role, None when it does not."""
    plain = folded_name(name)
    return _RANKS[role].get(_NUMBER.sub("", plain)) if _NUMBER.search(plain) else None
