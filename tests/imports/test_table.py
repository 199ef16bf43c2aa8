"""The layout of a table is found in its first bytes, and what is not usual is told."""

from pathlib import Path

import pytest

from components.imports.encoding import encoding_of
from components.imports.file import InputFile, UnreadableFileError
from components.imports.formats.header import column_names
from components.imports.formats.table import TableLayout, layout_of
from tests.imports.sample import Converted, mapping_of

MAPPING = "when: date\ntitle: title\n"
GERMAN = "Gespräche in Zürich über Zölle, müßig"
RUSSIAN = "Переговоры в Женеве по тарифам"
POLISH = "Spotkanie w Łodzi, żółć gęślą jaźń"
JAPANESE = "ジュネーブで貿易協議が始まる"


def layout(
    folder: Path, data: str | bytes, mapping: str = MAPPING, name: str = "a.csv"
) -> TableLayout:
    """Return the layout of a table."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return layout_of(InputFile(path), mapping_of(mapping))


@pytest.mark.parametrize(
    ("data", "line", "columns", "delimiter"),
    [
        ("date,title\n2025,a\n", 1, ("date", "title"), ","),
        ("My events,,\n,,\ndate,title,x\n2025,a,1\n", 3, ("date", "title", "x"), ","),
        (
            "# by a tool, 2025\n# more, with, commas\ndate;title\n2025;a\n",
            3,
            ("date", "title"),
            ";",
        ),
        ("1999\ta war\nMai 2000\tits end\n2003-2004\tb\n", 0, ("1", "2"), "\t"),
        ("1999,2000\n12,13\n14,15\n", 1, ("1999", "2000"), ","),
        ('"","date"\n"1",1851.2\n"2",1851.6\n', 1, ("1", "date"), ","),
        ("\n\n  \ndate\ttitle\n2025\ta\n", 4, ("date", "title"), "\t"),
        ("Who,,When,\nname,role,date,time\nAnn,x,2025-05-10,10:00\n", 2, None, ","),
        ('"sep=;"\ndate;title, long\n2025;a, b\n', 2, ("date", "title, long"), ";"),
        ("Datum;Titel\n10.05.2025;Treffen, Essen, Ende\n", 1, ("Datum", "Titel"), ";"),
        ("Wann;Was\n10.05.2025;Treffen, Essen\n11.05.2025;b, c\n", 1, ("Wann", "Was"), ";"),
        ("Land,2020-01-22,2020-01-23\nX,1,2\nY,3,4\n", 1, None, ","),
        ("2025-05-10,a,x\n2025-05-11,b,y\n", 0, ("1", "2", "3"), ","),
        ("10.05.2025;a;12,5\n11.05.2025;b;13,5\n", 0, ("1", "2", "3"), ";"),
        ("20250510\ta\n20250511\tb\n", 0, ("1", "2"), "\t"),
        ("export of today\n2025-05-10,a,x\n2025-05-11,b,y\n", 0, ("1", "2", "3"), ","),
        ("2025-05-10,a\n2025-05-11,b,x,y\n2025-05-12,b,x,y\n", 0, ("1", "2", "3", "4"), ","),
        ("Wann^Was\n2025-05-10^a\n2025-05-11^b, c\n", 1, ("Wann^Was",), ";"),
        ("date | title\n-----+------\n2025 | a\n(1 row)\n", 1, ("date", "title"), "|"),
        ("| date | title |\n|---|---|\n| 2025 | a |\n", 1, ("1", "date", "title", "4"), "|"),
        (",date,title,\n0,2025,a,\n", 1, ("1", "date", "title", "4"), ","),
        ('date,"the\n title"\n2025,a\n', 1, ("date", "the title"), ","),
        ("date,title\r2025,a\r2025,b\r", 1, ("date", "title"), ","),
        (
            '"Data Source","WDI",\n\n"Country Name","Code","1960","1961",\n"Aruba","ABW","1","",\n',
            3,
            ("Country Name", "Code", "1960", "1961", "5"),
            ",",
        ),
    ],
)
def test_the_header_and_the_delimiter_are_found(
    data: str, line: int, columns: tuple[str, ...] | None, delimiter: str, tmp_path: Path
) -> None:
    found = layout(tmp_path, data)
    assert (found.header_line, found.delimiter) == (line, delimiter)
    assert columns in (None, found.columns)


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        ("date,title\n2025,a\n", ()),
        ("sep=;\ndate;title\n", ("line 1 says what separates the cells: semicolon",)),
        ("date|title\n", ("a bar separates the cells",)),
        ("x\n\ndate,title\n", ("lines 1 to 2 are passed over, above the header in line 3",)),
        (
            "2025-05-10,a\n2025-05-11,b\n",
            ("it has no header, so that its columns are named 1, 2 and so on",),
        ),
        (
            'date,title\n2025,"a" b\n',
            ("quotation marks are letters: they do not enclose cells",),
        ),
        (
            "date,title,n,n\n",
            ('the header names "n" more than once; a mapping tells them apart as "n.1", "n.2"',),
        ),
        (b"date,title\n2025,Z\xfcrich\n", ("it is not UTF-8 and is read as windows-1252",)),
    ],
)
def test_what_is_not_usual_is_told(
    data: str | bytes, notes: tuple[str, ...], tmp_path: Path
) -> None:
    assert layout(tmp_path, data).notes == notes


def test_a_mapping_that_says_what_was_guessed_gives_the_same_layout(tmp_path: Path) -> None:
    data = 'x\ny\nDatum;Titel\n2025;"a" Z\xfcrich\n'.encode("windows-1252")
    guessed = layout(tmp_path, data)
    assert guessed.guessed == {
        "encoding": "windows-1252",
        "delimiter": ";",
        "quote": "none",
        "header": 3,
    }
    stated = layout(
        tmp_path, data, MAPPING + "".join(f"{k}: '{v}'\n" for k, v in guessed.guessed.items())
    )
    assert (stated.columns, stated.header_line, stated.quote) == (("Datum", "Titel"), 3, False)
    assert stated.notes == ("lines 1 to 2 are passed over, above the header in line 3",)


def test_a_header_longer_than_the_sample_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.imports.formats.table._SAMPLE_BYTES", 16)
    found = layout(tmp_path, "date,title," + "x" * 100 + "\n2025,a,b\n")
    assert found.columns == ("date", "title", "x" * 100)


@pytest.mark.parametrize(
    ("mapping", "data", "words"),
    [
        ("encoding: utf-8", "\ufeffdate".encode("utf-16"), "the byte order mark of UTF-16"),
        (
            "header: 7",
            b"date,title\n",
            "line 7, which the mapping says is the header, is not there",
        ),
        ("", b"", "the file has no header"),
        ("", b'date,"title\n2025,"a, b"\n', "a quotation mark is open in the header"),
        ("", b" , \n,,\n", "the file has no header"),
    ],
)
def test_a_file_that_is_not_as_the_mapping_says_is_refused(
    mapping: str, data: bytes, words: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        layout(tmp_path, data, f"{MAPPING}{mapping}\n")


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        *((GERMAN, codec, "utf-8") for codec in ("utf-8", "utf-8-sig")),
        *((GERMAN, codec, codec) for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32")),
        (JAPANESE, "utf-16-le", "utf-16-le"),
        ("Ā", "utf-16-le", "utf-16-le"),
        (GERMAN, "windows-1252", "windows-1252"),
        ("Réunion à Genève « oui » l\u2019été", "windows-1252", "windows-1252"),
        ("\u201cDeal\u201d said Bessent\u2019s aide\u2026 20 €", "windows-1252", "windows-1252"),
        (RUSSIAN, "windows-1251", "windows-1251"),
        (POLISH, "windows-1250", "windows-1250"),
        ("Συνομιλίες στη Γενεύη", "windows-1253", "windows-1253"),
        ("שיחות סחר בגנבה", "windows-1255", "windows-1255"),
        ("محادثات التجارة في جنيف", "windows-1256", "windows-1256"),
        (JAPANESE, "shift_jis", "cp932"),
        ("中美经贸会谈在日内瓦举行", "gbk", "gb18030"),
        ("제네바에서 무역 회담이 시작되다", "euc-kr", "cp949"),
    ],
)
def test_encodings_are_told_by_what_a_file_looks_like(
    text: str, codec: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    table = "date;title\n" + f"2025-05-10;{text}\n" * 3
    path.write_bytes(table.encode(codec))
    found = encoding_of(path)
    assert found.name == name
    assert path.read_bytes().decode(found.codec) == table


def test_one_line_in_another_encoding_does_not_decide_for_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    utf_8, western = "2025,é\n".encode(), "2025,é\n".encode("windows-1252")
    for data, name in (
        (utf_8 * 3 + western, "utf-8"),
        (western * 3 + utf_8, "windows-1252"),
        (b"2025,e\n" * 200_000 + utf_8 + western, "utf-8"),
    ):
        path.write_bytes(b"date,title\n" + data)
        assert encoding_of(path).name == name


def test_columns_with_one_name_are_numbered_and_none_has_the_name_of_another() -> None:
    assert column_names(["a", "b", "a"]) == ("a.1", "b", "a.2")
    assert column_names(["a", "a", "a.1"]) == ("a.2", "a.3", "a.1")
    assert column_names(["", "2", "", "x\n y"]) == ("1", "2", "3", "x y")
    assert column_names(["\ufeffa"]) == ("a",)
    assert column_names(["2", "", "column 2"]) == ("2", "column column 2", "column 2")


def test_a_column_named_twice_is_refused_only_where_the_mapping_names_it(tmp_path: Path) -> None:
    data = "date,title,note,note\n2025,a,one,two\n"
    (event,) = Converted(tmp_path, "a.csv", data, MAPPING).log.events.values()
    assert event.note == ""
    (event,) = Converted(tmp_path, "a.csv", data, f"{MAPPING}note: note.2\n").log.events.values()
    assert event.note == "two"
    (problem,) = Converted(tmp_path, "a.csv", data, f"{MAPPING}note: note\n").outcome.problems
    assert str(problem) == (
        'map.yaml:3:7: error[duplicate-key] the header names "note" twice or more; a mapping says '
        'which is meant: "note.1" is the first, "note.2" the second'
    )


def test_columns_of_a_table_without_a_header_have_numbers(tmp_path: Path) -> None:
    mapping = "header: none\nwhen: 1\ntitle: '3'\n"
    converted = Converted(tmp_path, "a.csv", "2025-05-10,x,A\n2025-05-11,y,B\n", mapping)
    assert [event.title for event in converted.log.events.values()] == ["A", "B"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("encoding: klingon", "is no encoding that is known, such as utf-8"),
        ("encoding: base64", "is no encoding that is known"),
        ("delimiter: '||'", "is one character"),
        ("header: first", "is the number of a line, from 1, or none"),
        ("header: 0", "is the number of a line, from 1, or none"),
        ("quote: maybe", "literal_error"),
    ],
)
def test_what_a_mapping_says_of_a_layout_is_checked(key: str, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        mapping_of(f"{MAPPING}{key}\n")
