"""The words of dates in eight languages become tokens in capitals: "10. Mai 2025" is "10 MAY 2025".

The names of months and days of the week, long and short, are those of the Unicode CLDR (Gregorian
calendar, format and stand-alone), without accents.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")

# A line for each month: English, German, French, Spanish, Italian, Portuguese, Dutch, Russian.
_MONTH_NAMES = """
january jan januar janner janvier janv enero ene gennaio gen janeiro januari январь января янв
february feb februar fevrier fevr fev febrero febbraio fevereiro februari февраль февраля февр фев
march mar marz maerz mrz mars marzo marco maart mrt март марта
april apr avril avr abril abr aprile апрель апреля апр
may mai mayo maggio mag maio mei май мая
june jun juni juin junio giugno giu junho июнь июня июн
july jul juli juillet juil julio luglio lug julho июль июля июл
august aug aout agosto ago augustus август августа авг
september sep sept septembre septiembre setiembre settembre set setembro сентябрь сентября сент сен
october oct oktober okt octobre octubre ottobre ott outubro out октябрь октября окт
november nov novembre noviembre novembro ноябрь ноября нояб ноя
december dec dezember dez decembre diciembre dic dicembre dezembro декабрь декабря дек
"""
# French "mar." and other short forms that are months too, or words of their own, are missing.
_WEEKDAY_NAMES = """
monday mon montag mo lundi lun lunes lunedi segunda maandag ma понедельник пн
tuesday tue tues dienstag di mardi martes martedi terca dinsdag вторник вт
wednesday wed mittwoch mi mercredi mer miercoles mie mercoledi quarta woensdag wo среда ср
thursday thu thur thurs donnerstag do jeudi jeu jueves jue giovedi gio quinta donderdag четверг чт
friday fri freitag fr vendredi ven viernes vie venerdi sexta vrijdag vr пятница пт
saturday sat samstag sonnabend sa samedi sam sabado sab sabato zaterdag za суббота сб
sunday sun sonntag so dimanche dim domingo dom domenica zondag zo воскресенье вс
"""  # noqa: RUF001 - Russian
# A token, and the words that mean it; without a token they mean nothing for the date.
_OTHER_WORDS = """
CIRCA: c ca circa about around approx approximately vers
PERHAPS: perhaps probably possibly
BEFORE: before bef vor avant antes prima
AFTER: after aft nach apres despues dopo
BY: by
SINCE: since seit depuis desde
FROM: from von
PRESENT: present ongoing now today heute aujourd'hui
TO: to until till through thru bis au al hasta
BETWEEN: between bet
AND: and und et
OR: or oder ou
PART: early mid late beginning end middle anfang mitte ende debut fin mi-
SEASON: spring summer autumn fall winter fruhling sommer herbst printemps ete automne hiver
CENTURY: century centuries cent jahrhundert jh jhdt siecle siglo secolo eeuw век века в
WEEK: week kw
QUARTER: q
HALF: h
UTC: utc gmt ut z
: of the on at in de del den des le la el il am dem uhr г года год
"""  # noqa: RUF001


def _folded(text: str) -> str:
    """Return a text in lower case without accents."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def _vocabulary() -> Mapping[str, str]:
    words: dict[str, str] = {}
    for tokens, names in ((WEEKDAYS, _WEEKDAY_NAMES), (MONTHS, _MONTH_NAMES)):
        for token, line in zip(tokens, names.strip().splitlines(), strict=True):
            words |= dict.fromkeys(_folded(line).split(), token)
    for line in _OTHER_WORDS.strip().splitlines():
        token, _, names = line.partition(": ") if line[0] != ":" else ("", "", line[2:])
        words |= {word: token for word in _folded(names).split() if word not in words}
    return words


_WORDS = _vocabulary()
_WORD = re.compile(r"([^\W\d_]+)\.?")
_NUMBERS = re.compile(
    r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)
# Each is done to the whole text, in this order.
_REWRITES = (
    (re.compile(r"[\u2010\u2011\u2012\u2212]"), "-"),
    (re.compile(r"[\u2013\u2014\u2015\u2192]"), " TO "),
    (re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"), r"\1-\2-\3"),
    (re.compile(r"([0-9]{4})年(?:([0-9]{1,2})月)?"), r"\1 \2"),
    # the mark of a footnote, and a point behind the last number
    (re.compile(r"(?<=[0-9])(?:\[[0-9]{1,3}\]|\[[a-z]\])$"), ""),
    (re.compile(r"(?<=[0-9])\.$"), ""),
    # before Christ, and after, in the spellings of the same languages
    (
        re.compile(
            r"(?<![^\W\d_])(?:b\.? ?c\.?(?: ?e\.?)?|v\. ?chr\.?|v\.? ?u\. ?z\.?"
            r"|av\.? ?j\.?[ -]*c\.?|a\.? ?(?:de )?c\.?"
            r"|до ?н\. ?э\.?)(?![^\W\d_])"
        ),
        " BC ",
    ),
    (
        re.compile(
            r"(?<![^\W\d_])(?:a\. ?d\.?|ad|c\.? ?e\.?|n\. ?chr\.?"
            r"|ap\.? ?j\.?[ -]*c\.?|d\.? ?(?:de )?c\.?|н\. ?э\.?)(?![^\W\d_])"
        ),
        " AD ",
    ),
    (re.compile(r"(?<=[0-9]) ?a\.? ?m\b\.?"), " AM "),
    (re.compile(r"(?<=[0-9]) ?p\.? ?m\b\.?"), " PM "),
    (re.compile(r"-feira\b"), ""),
    (re.compile(r"(?<=[0-9])(?:st|nd|rd|th|er|e|\.?o|\.?a|\u00b0)(?![^\W_])"), ""),
    (re.compile(r"(?<=[0-9])\.(?= ?[^\W\d_])"), " "),
    (re.compile(r"(?<=[0-9])\. (?=[0-9])"), "."),
    (re.compile(r"(?<![0-9.])([0-9]{1,2})\.([0-9]{2})(?= uhr)"), r"\1:\2"),
    (re.compile(r"(?<=[0-9]),? ([0-9]{1,2})\.([0-9]{2})$"), r" \1:\2"),
    (re.compile(r"(?<=:[0-9]{2}),(?=[0-9])"), "."),
    (re.compile(r"(?<=[0-9])[,.'](?=[0-9]{3} +(?:BC|AD))"), ""),
    (re.compile(r"^([0-9]{8})[t _-]?([0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])"), r"\1 \2:\3:\4"),
    (re.compile(r"^([0-9]{8})[t _]([0-9]{2})([0-9]{2})(?![0-9])"), r"\1 \2:\3"),
    # Later years are milliseconds from 1970, such as 978307200000.
    (re.compile(r"^([012][0-9]{7})([0-9]{2})([0-9]{2})$"), r"\1 \2:\3"),
    (re.compile(r"(?<=[0-9])[t_](?=[0-9])"), " "),
    (re.compile(r"(?<=[0-9]) ?h ?(?=[0-9]{2})"), ":"),
    (re.compile(r"\b(?:um|a) (?=[0-9]{1,2}:)"), ""),
    (re.compile(r"\bum (?=[0-9])"), "CIRCA "),
    (re.compile(r"(?<=[0-9]) c\.?(?=$| +(?:AD|BC))"), " CENTURY"),
    (re.compile(r"^[~\u2248] ?"), "CIRCA "),
    # GEDCOM's words for about, estimated and calculated; elsewhere EST is a zone
    (re.compile(r"^(?:abt\.?|est|cal) (?=.*[0-9]{3})"), "CIRCA "),
    (re.compile(r" ?\(\?\)$"), "?"),
)


@lru_cache(maxsize=2_048)  # a sample of a column is read several times
def tokens_of(text: str) -> str:
    """Return the text of a date with the words that are known as tokens in capitals."""
    if _NUMBERS.fullmatch(text):
        return text
    text = _folded(text)
    for pattern, replacement in _REWRITES:
        text = pattern.sub(replacement, text)
    return " ".join(_WORD.sub(_token, text).replace(",", " ").split())


def day_name(number: int) -> str:
    """Return the English name of a day of the week, 0 being Monday."""
    return _WEEKDAY_NAMES.strip().splitlines()[number].split()[0].title()


def _token(match: re.Match[str]) -> str:
    token = _WORDS.get(match[1])
    if token is None:
        return match[0]
    # An ending point sets a word apart from what follows, and so does a change of script.
    return f" {token} " if token and match[0] != match[1] else token
