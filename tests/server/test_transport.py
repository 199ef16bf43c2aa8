"""Limits that all connections of a server share."""

import asyncio
from typing import cast

from components.server.transport import _Connections, _Unread


class _Pipe:
    """A connection that keeps so many bytes to be read."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.is_cut_off = False

    def get_write_buffer_size(self) -> int:
        return self.size

    def abort(self) -> None:
        self.is_cut_off = True


def _transport(pipe: _Pipe) -> asyncio.Transport:
    return cast(asyncio.Transport, pipe)


def _cut_off(pipes: list[_Pipe]) -> list[int]:
    return [number for number, pipe in enumerate(pipes) if pipe.is_cut_off]


def test_who_leaves_most_unread_is_cut_off_when_all_is_too_much() -> None:
    unread = _Unread(100)
    pipes = [_Pipe(30), _Pipe(20), _Pipe(20), _Pipe(20), _Pipe(20)]
    addresses = ["192.0.2.1", *["192.0.2.2"] * 4]
    for pipe, address in zip(pipes, addresses, strict=True):
        unread.add(_transport(pipe), address)
    assert _cut_off(pipes) == [1]


def test_what_was_read_or_is_gone_counts_no_more() -> None:
    unread = _Unread(100)
    pipes = [_Pipe(60), _Pipe(40), _Pipe(60), _Pipe(60)]
    unread.add(_transport(pipes[0]), "192.0.2.1")
    unread.add(_transport(pipes[1]), "192.0.2.2")
    pipes[0].size = 0  # without a word: it is noticed when it matters
    unread.add(_transport(pipes[2]), "192.0.2.3")
    unread.remove(_transport(pipes[2]))
    unread.remove(_transport(pipes[2]))
    unread.add(_transport(pipes[3]), "192.0.2.3")
    assert _cut_off(pipes) == []


def test_a_connection_gives_back_the_place_that_it_took() -> None:
    places = _Connections(2)
    first, second = _transport(_Pipe(0)), _transport(_Pipe(0))
    assert places.take(first, "192.0.2.1")
    assert not places.take(second, "192.0.2.1")
    places.leave(second)
    places.leave(first)
    assert places.take(second, "192.0.2.1")
