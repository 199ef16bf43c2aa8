"""Share turns and places among the networks that readers come from.

However many ask from one network, others need not wait behind all of them. Nothing here knows
Streamlit: pages and the routes beside them take turns by the same rule.
"""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from ipaddress import AddressValueError, IPv6Address
from threading import Lock

_HOST_BITS = 64  # of an IPv6 address, which one host may choose freely


class Places:
    """Counts which network holds how many of `most` places.

    Where they are shared, a network leaves as many free as it takes: one has half of them, a second
    one a quarter, ten at once a tenth each, and there is always a place for one that has none.
    (Choudhury and Hahne's dynamic threshold, 1998.)
    """

    def __init__(self, most: int, *, are_shared: bool) -> None:
        self._free = most
        self._are_shared = are_shared
        self._taken: Counter[str] = Counter()

    def take(self, address: str) -> bool:
        """Take a place for whoever comes from `address`; return whether there is one."""
        network = network_of(address)
        if self._free <= (self._taken[network] if self._are_shared else 0):
            return False
        self._taken[network] += 1
        self._free -= 1
        return True

    def give_back(self, address: str) -> None:
        """Give back a place that was taken for whoever came from `address`."""
        network = network_of(address)
        self._taken[network] -= 1
        self._free += 1
        if not self._taken[network]:
            del self._taken[network]


class FairTurns:
    """Lets `most` begin at a time; of those that wait, one from each network in turn.

    `are_shared` is as for `Places`.
    """

    def __init__(self, most: int, *, are_shared: bool = False) -> None:
        self._places = Places(most, are_shared=are_shared)
        self._lock = Lock()
        self._waiting: OrderedDict[str, deque[Callable[[], None]]] = OrderedDict()

    def ask(self, address: str, begin: Callable[[], None]) -> None:
        """Call `begin` once it is the turn of whoever comes from `address`, perhaps at once."""
        with self._lock:
            self._waiting.setdefault(network_of(address), deque()).append(begin)
        self._let_in()

    def leave(self, address: str) -> None:
        """Give the turn of one who came from `address` to the next."""
        with self._lock:
            self._places.give_back(address)
        self._let_in()

    def _let_in(self) -> None:
        while begin := self._next():
            begin()

    def _next(self) -> Callable[[], None] | None:
        with self._lock:
            network = next(filter(self._places.take, self._waiting), None)
            if network is None:
                return None
            queue = self._waiting.pop(network)
            begin = queue.popleft()
            if queue:
                self._waiting[network] = queue  # behind the other networks
            return begin

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

    async def wait(self, address: str) -> None:
        """Wait for a turn without a thread; all turns are then left in the same event loop."""
        begun = asyncio.Event()
        self.ask(address, begun.set)
        try:
            await begun.wait()
        except asyncio.CancelledError:
            if not self.withdraw(address, begun.set):
                self.leave(address)
            raise


def network_of(address: str) -> str:
    """Return what one host has for itself: its address, or the network part of one of IPv6.

    The network of a network is itself.
    """
    try:
        return f"{int(IPv6Address(address.partition('%')[0])) >> _HOST_BITS:x}/{_HOST_BITS}"
    except AddressValueError:
        return address
