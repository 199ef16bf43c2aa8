"""Memory that a large log leaves behind goes back to the system: settings of glibc and Arrow."""

from __future__ import annotations

import ctypes
import os
import sys

import pyarrow

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # in glibc's malloc.h
_LARGE = 1 << 20  # bytes; an array of a million events has at least as many


def bound_memory() -> None:
    """Make threads share their pools of memory, and give large pieces back at once.

    glibc gives threads up to eight pools for each processor, and no pool uses what another has
    freed. It also keeps ever larger pieces; part f of `make bench` shows what many visits leave.
    """
    setting = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if setting:
        setting(_M_ARENA_MAX, 2)
        setting(_M_MMAP_THRESHOLD, _LARGE)


def give_back_memory() -> None:
    """Give freed memory back to the system: a log is indexed once.

    Of a million events 790 MB stay resident without this, and 420 MB with it.
    """
    pyarrow.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim:
        trim(0)
