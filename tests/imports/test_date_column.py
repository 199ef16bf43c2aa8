"""A sample of a column tells how its dates are written, or what has to be asked."""

import pytest

from components.imports.dates.column import DateForms, forms_of
from components.imports.dates.date import to_edtf


@pytest.mark.parametrize(
    ("texts", "formats", "choices"),
    [
        ("2025-05-10|10 May 2025|c. 1850|44 BC", "usual", ""),
        ("2025-05-10T10:00:00.900Z|2025-05-10T00:00:00Z", "usual", ""),
        ("05/05/2025|2025", "usual", ""),
        ("2025.0|2024.0", "usual", ""),
        ("20250510|20250511", "usual", ""),
        ("10/05/2025|13/05/2025", "day-first", ""),
        ("10/05/2025|05/13/2025", "month-first", ""),
        ("10/05/2025|11/05/2025|2025-05-12", "day-first", "day-first month-first"),
        ("10/05/2025|5/11/2025", "month-first", "month-first day-first"),
        ("05-10-2025 9:30|05-11-2025 9:30", "month-first", "month-first day-first"),
        ("13/05/2025|10/05/2025|05/13/2025", "day-first", "day-first month-first"),
        ("2025-05-10 00:00:00|2025-05-11 00:00:00|NaT", "days", ""),
        ("1969-07-20T00:00:00Z|0079-10-24T00:00:00Z|-0043-03-15T00:00:00Z", "days", ""),
        ("13/10/2025 0:00|5/10/2025 0:00", "days-day-first", ""),
        ("2025-05-10 00:00:00|2025-05-11 09:30:00", "usual", ""),
        ("10-May-25|11-May-25", "%d-%b-%y", "%d-%b-%y %y-%b-%d"),
        ("10-May-69|11-May-70", "%d-%b-%y", "%d-%b-%y"),
        ("10/05/25|11/05/25", "%d/%m/%y", "%d/%m/%y %m/%d/%y %y/%m/%d"),
        ("05.10.25", "%d.%m.%y", "%d.%m.%y %y.%m.%d"),
        ("13/05/25", "%d/%m/%y", "%d/%m/%y %y/%m/%d"),
        ("202512|202506", "%Y%m", ""),
        ("201005", "%Y%m", "%Y%m %y%m%d"),
        ("1746835200|0|1746835201.5", "epoch-s", ""),
        ("1746835200|-62135596800", "epoch-s", ""),
        ("1746835200123", "epoch-ms", ""),
        ("1746835200123456", "epoch-us", ""),
        ("1746835200123456789", "epoch-ns", ""),
        ("1746835200|1746835200000", "epoch", ""),
        ("86400000000", "epoch-s", "epoch-s epoch-ms"),
        ("45787|45788.5", "excel", ""),
    ],
)
def test_the_texts_of_a_column_tell_their_format(texts: str, formats: str, choices: str) -> None:
    forms = forms_of(texts.split("|"))
    assert (forms.formats, forms.choices) == (
        (formats,),
        tuple((choice,) for choice in choices.split()),
    )
    read = [text for text in texts.split("|") if text not in ("NaT", *forms.unread)]
    for text in read:
        assert to_edtf(text, forms.formats)


def test_clock_times_behind_years_of_two_digits_have_a_pattern_for_each_form() -> None:
    forms = forms_of(["5/10/25 9:30", "5/31/25 10:30 PM"])
    assert forms.choices == (("%m/%d/%y %H:%M", "%m/%d/%y %I:%M %p"),)


@pytest.mark.parametrize(
    ("texts", "formats"),
    [
        (
            ["2025-05-10 09:30:00 CEST", "2025-01-10 09:30:00 CET"],
            ("%Y-%m-%d %H:%M:%S CEST", "%Y-%m-%d %H:%M:%S CET"),
        ),
        (["Sat May 10 09:30:00 EDT 2025"], ("%a %b %d %H:%M:%S EDT %Y",)),
        (["Sat, 10 May 2025 09:30:00 EST"], ("%a, %d %b %Y %H:%M:%S EST",)),
    ],
)
def test_a_zone_by_its_short_name_is_asked_about(
    texts: list[str], formats: tuple[str, ...]
) -> None:
    forms = forms_of(texts)
    assert forms.choices == (formats,)
    assert "must be the clock of the log's zone" in forms.notes[0]
    assert to_edtf(texts[0], forms.formats) == "2025-05-10T09:30:00"


def test_years_before_christ_without_zeros_are_asked_about() -> None:
    forms = forms_of(["-44", "-31", "14"])
    assert (forms.years, forms.read) == (("historical", "iso"), 3)
    assert forms_of(["-0044", "0014"]).years == ()
    signed = ["+1969-07-20T00:00:00Z", "-0044-03-15T00:00:00Z"]
    assert forms_of(signed).years == ("historical", "iso")


@pytest.mark.parametrize(
    "text",
    ["soon", "A title, with words", "12", "3.14", "10:30", "GB-123", "99999999", "x" * 500, "€ 20"],
)
def test_other_texts_are_no_dates(text: str) -> None:
    assert forms_of([text, "", " "]) == DateForms(read=2, unread=(text,))


def test_what_the_texts_decide_is_said() -> None:
    (note,) = forms_of(["10/05/2025", "13/05/2025"]).notes
    assert note == '"13/05/2025" decides how all are read: day-first'
    (note,) = forms_of(["45787"]).notes
    assert note == 'these are days of a spreadsheet: "45787" is 2025-05-10'
    (note,) = forms_of(["15 March 44 BC"]).notes
    assert "Julian" in note
    assert forms_of(["-0043-03-15", "44 BC", "10 May 1700"]).notes == ()


def test_a_column_of_other_texts_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def to_edtf_and_count(text: str, *settings: object) -> str:
        asked.append(text)
        return to_edtf(text, *settings)  # type: ignore[arg-type]

    monkeypatch.setattr("components.imports.dates.column.to_edtf", to_edtf_and_count)
    forms = forms_of([f"a title, the {number}th" for number in range(1_000)])
    assert (forms.read, len(forms.unread), len(asked)) == (0, 5, 100)


def test_no_more_than_a_thousand_texts_are_looked_at() -> None:
    forms = forms_of(["2025-05-10"] * 1_000 + ["soon"] * 5)
    assert (forms.read, forms.unread) == (1_000, ())
