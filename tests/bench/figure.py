"""A measured figure, what it is compared with, and its limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the report.

    `value` is a ratio, or a number of `unit`; `found` are the absolute values behind it, in words.
    It is met when it is not above `bar`, the most that it may be; without one it is only told.
    `why` says where the time goes when it is not met.
    """

    what: str
    against: str
    value: float
    found: str
    bar: float | None = None
    unit: str = ""
    why: str = ""

    @property
    def met(self) -> bool:
        """Tell whether the figure is within its bar."""
        return self.bar is None or self.value <= self.bar

    @property
    def verdict(self) -> str:
        """Return the bar, and whether it is met."""
        if self.bar is None:
            return "no bar"
        return f"at most {self.bar:.3g}{self.unit}: {'met' if self.met else 'not met'}"

    @property
    def shown(self) -> str:
        """Return the value with as many digits as a repetition would give again."""
        digits = 0 if self.value >= 100 else 2 if self.value >= 0.1 else 3
        return f"{self.value:,.{digits}f}{self.unit}"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the pairs' ratios: what else the machine did meets both of a pair."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def milliseconds(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Return the medians of two series, in words."""
    return f"{_rounded(median(ours))} against {_rounded(median(theirs))} ms"


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:,.1f}"
