"""Networks take turns, and none has all places."""

from functools import partial

import pytest

from components.streamlit_app.network_share import FairTurns, Places, network_of


def test_networks_take_turns_however_many_wait_from_one() -> None:
    turns, begun = FairTurns(1), list[str]()
    turns.ask("192.0.2.1", lambda: begun.append("first"))
    for n in range(100):
        turns.ask("192.0.2.1", lambda n=n: begun.append(f"same {n}"))  # type: ignore[misc]
    turns.ask("198.51.100.7", lambda: begun.append("elsewhere"))
    turns.ask("2001:db8::1", lambda: begun.append("another"))
    turns.ask("2001:db8::2", lambda: begun.append("its neighbour"))
    for address in ("192.0.2.1", "192.0.2.1", "198.51.100.7", "2001:db8::1", "192.0.2.1"):
        turns.leave(address)
    assert begun == ["first", "same 0", "elsewhere", "another", "same 1", "its neighbour"]


def test_who_waits_no_more_gets_no_turn_and_who_has_one_gives_it_on() -> None:
    turns, begun = FairTurns(1), list[int]()
    calls = [partial(begun.append, n) for n in range(3)]
    for call in calls:
        turns.ask("192.0.2.1", call)
    assert turns.withdraw("192.0.2.1", calls[1])
    assert not turns.withdraw("192.0.2.1", calls[0])
    turns.leave("192.0.2.1")
    turns.leave("192.0.2.1")
    assert begun == [0, 2]
    turns.ask("", calls[1])
    assert begun == [0, 2, 1]


def test_turns_that_are_shared_leave_room_for_others() -> None:
    turns, begun = FairTurns(4, are_shared=True), list[str]()
    for name in ("a1", "a2", "a3", "a4", "b1", "b2", "c1"):
        turns.ask(name[0], partial(begun.append, name))
    assert begun == ["a1", "a2", "b1", "c1"]
    turns.leave("a")
    assert begun == ["a1", "a2", "b1", "c1"]  # who has none would find the last place
    turns.leave("a")
    assert begun == ["a1", "a2", "b1", "c1", "a3"]


def test_a_network_leaves_as_many_places_as_it_takes() -> None:
    places = Places(8, are_shared=True)
    assert [places.take("192.0.2.1") for _ in range(6)] == [True] * 4 + [False] * 2
    assert [places.take("192.0.2.2") for _ in range(3)] == [True, True, False]
    assert [places.take(f"192.0.2.{number}") for number in (3, 4, 5)] == [True, True, False]
    places.give_back("192.0.2.1")
    assert not places.take("192.0.2.1")
    assert places.take("192.0.2.5")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", network_of("2001:db8:1:2::")),
        ("fe80::1%eth0", network_of("fe80::2")),
        ("", ""),
        ("testclient", "testclient"),
        (network_of("2001:db8::1"), network_of("2001:db8::1")),
        (network_of("0:0:0:1::1"), network_of("0:0:0:1::1")),
    ],
)
def test_the_network_of_an_address(address: str, network: str) -> None:
    assert network_of(address) == network
