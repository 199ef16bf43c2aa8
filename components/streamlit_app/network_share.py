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


class FairTurns:
    """Lets `most` begin at a time; of those that wait, one from each network in turn.

    A network has at most `each` turns at a time, by default all.
    """

    def __init__(self, most: int, each: int | None = None) -> None:
        self._free = most
        self._each = each or most
        self._lock = Lock()
        self._taken: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[Callable[[], None]]] = OrderedDict()

    def ask(self, address: str, begin: Callable[[], None]) -> None:
        """Call `begin` once it is the turn of whoever comes from `address`, perhaps at once."""
        network = network_of(address)
        with self._lock:
            self._waiting.setdefault(network, deque()).append(begin)
        self._let_in()

    def leave(self, address: str) -> None:
        """Give the turn of one who came from `address` to the next."""
        network = network_of(address)
        with self._lock:
            self._free += 1
            self._taken[network] -= 1
            if not self._taken[network]:
                del self._taken[network]
        self._let_in()

    def _let_in(self) -> None:
        with self._lock:
            may_begin = (key for key in self._waiting if self._taken[key] < self._each)
            network = next(may_begin, None) if self._free else None
            if network is None:
                return
            queue = self._waiting.pop(network)
            begin = queue.popleft()
            if queue:
                self._waiting[network] = queue  # behind the other networks
            self._free -= 1
            self._taken[network] += 1
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


class Shares:
    """Counts who holds how many of `most` places; a network leaves as many free as it takes.

    So one network has half of them, a second one a quarter, ten at once a tenth each, and there is
    always a place for one that has none. (Choudhury and Hahne's dynamic threshold, 1998.)
    """

    def __init__(self, most: int) -> None:
        self._free = most
        self._taken: Counter[str] = Counter()

    def take(self, address: str) -> bool:
        """Take a place for whoever comes from `address`; return whether there is one."""
        network = network_of(address)
        if self._taken[network] >= self._free:
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


def network_of(address: str) -> str:
    """Return what one host has for itself: its address, or the network part of one of IPv6."""
    try:
        return f"{int(IPv6Address(address.partition('%')[0])) >> _HOST_BITS:x}::"
    except AddressValueError:
        return address
