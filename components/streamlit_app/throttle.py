"""Limit how many pages are made at once, so that the server stays responsive.

Thirty pages made at once would all be done at the same late moment, and health checks would get no
answer until then. Made in turn, half of them are ready in half of the time. The networks that
readers come from take turns: hundreds of pages that are asked for from one keep nobody elsewhere
waiting.
"""

import os
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import AddressValueError, IPv6Address
from threading import Event, Lock

import streamlit as st

AT_ONCE = max(2, os.cpu_count() or 1)
_HOST_BITS = 64  # of an IPv6 address, which one host may choose freely


class FairTurns:
    """Lets `most` begin at a time; of those that wait, one from each network in turn."""

    def __init__(self, most: int) -> None:
        self._free = most
        self._lock = Lock()
        self._waiting: OrderedDict[str, deque[Callable[[], None]]] = OrderedDict()

    def ask(self, address: str, begin: Callable[[], None]) -> None:
        """Call `begin` once it is the turn of whoever comes from `address`, perhaps at once."""
        with self._lock:
            if not self._free:
                self._waiting.setdefault(network_of(address), deque()).append(begin)
                return
            self._free -= 1
        begin()

    def leave(self) -> None:
        """Give a turn to the next one."""
        with self._lock:
            if not self._waiting:
                self._free += 1
                return
            network, queue = self._waiting.popitem(last=False)
            begin = queue.popleft()
            if queue:
                self._waiting[network] = queue  # behind the other networks
        begin()

    def withdraw(self, address: str, begin: Callable[[], None]) -> bool:
        """Wait no more; return whether `begin` had not been called."""
        network = network_of(address)
        with self._lock:
            queue = self._waiting.get(network, deque())
            if begin not in queue:
                return False
            queue.remove(begin)
            if not queue:
                del self._waiting[network]
            return True


def network_of(address: str) -> str:
    """Return what one host has for itself: its address, or the network part of one of IPv6."""
    try:
        return f"{int(IPv6Address(address.partition('%')[0])) >> _HOST_BITS:x}::"
    except AddressValueError:
        return address


_turns = FairTurns(AT_ONCE)


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until fewer than `AT_ONCE` pages are being made; the block within makes one."""
    begun = Event()
    _turns.ask(st.context.ip_address or "", begun.set)
    begun.wait()
    try:
        yield
    finally:
        _turns.leave()
