"""A measured figure, what it is compared with, and its limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the report.

    `value` is a ratio to what it is measured `against`, or a number of `unit`; `absolute` has the
    values behind it. It is met when it is not above `bar`; without a bar it is only reported.
    `why` says where the time goes when it is not met.
    """

    what: str
    value: float
    absolute: str = ""
    bar: float | None = None
    unit: str = ""
    against: str = ""
    why: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure is within its bar."""
        return self.bar is None or self.value <= self.bar

    @property
    def verdict(self) -> str:
        """Return the bar, and whether it is met."""
        if self.bar is None:
            return "no bar"
        return f"at most {self.bar:.3g}{self.unit}: {'met' if self.met else 'not met'}"

    @property
    def shown(self) -> str:
        """Return the value with as many digits as another run would repeat."""
        digits = 0 if self.value >= 100 else 2 if self.value >= 0.1 else 3
        return f"{self.value:,.{digits}f}{self.unit}"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the pairs' ratios: other load on the machine slows both of a pair."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def milliseconds(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Return the medians of two series as text."""
    return f"{_rounded(median(ours))} against {_rounded(median(theirs))} ms"


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:,.1f}"
