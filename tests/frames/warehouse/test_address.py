"""The address of an engine, and what is said of one that cannot be used."""

import pytest

from components.frames.warehouse import Address, AddressError, is_address, parse_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("duckdb:///events.duckdb?table=log", Address("duckdb", path="events.duckdb", table="log")),
        ("duckdb:////data/my%20log", Address("duckdb", path="/data/my log")),
        (
            "clickhouse://me:p%40ss@host:8443/db?table=log&secure=1&timeout=5",
            Address("clickhouse", "host", 8443, "me", "p@ss", "db", "log", 5.0, secure=True),
        ),
        (
            "spark://host:7077/data?timeout=90",
            Address("spark", "host", 7077, path="data", timeout=90),
        ),
        ("spark:///data?master=local%5B2%5D", Address("spark", path="data", master="local[2]")),
        ("trino://ann@host/hive/logs", Address("trino", "host", user="ann", path="hive/logs")),
    ],
)
def test_an_address_has_parts(text: str, address: Address) -> None:
    assert is_address(text)
    assert parse_address(text) == address


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("oracle://me:secret@host/db", '"oracle://" is no engine; there are duckdb://, clickhouse'),
        ("duckdb:///x?tabel=log", '"tabel" is no option; there are master, secure, table, timeout'),
        ("duckdb:///x?table=a-b", "not made of letters, digits and underscores"),
        ("duckdb:///x?table=a%3B%20drop%20table%20a", "not made of letters"),
        ("duckdb:///x?timeout=soon", "not a number of seconds from 1 to 3600"),
        ("duckdb:///x?timeout=nan", "not a number of seconds"),
        ("clickhouse://me:secret@host:99999999/db", "cannot be read"),
        ("clickhouse://me:secret@host:port/db", "cannot be read"),
    ],
)
def test_what_is_wrong_with_an_address_is_said_without_its_password(text: str, words: str) -> None:
    with pytest.raises(AddressError, match=r"^[^\n]+$") as caught:
        parse_address(text)
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_password_is_not_shown_with_the_rest() -> None:
    address = parse_address("clickhouse://me:secret@host/db")
    assert "secret" not in repr(address)
    assert address.name == "events (clickhouse)"


@pytest.mark.parametrize("text", ["data/events.yaml", "/data/a.parquet", "C:\\logs\\a.yaml", ""])
def test_a_file_is_no_address(text: str) -> None:
    assert not is_address(text)
