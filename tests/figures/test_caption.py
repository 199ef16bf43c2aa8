"""The words beside the marks of a picture say a clock time as finely as it is known and drawn."""

from components.figures.placement import place
from tests.figures.column_sample import setting_of
from tests.frames.sample import of_whens


def test_a_mark_among_seconds_says_its_fraction() -> None:
    whens = ("2025-05-10T10:00:00.250Z", "2025-05-10T10:00:03.000Z", "2025-05-10T10:00:05Z")
    log = of_whens(*whens)
    start = log.events["e0"].when.start or 0
    captions = setting_of(log, 1160, "UTC", (start - 1_000.0, start + 6_000.0)).captions
    said = [captions.clock(event) for event in log.events.values()]
    assert said == ["10:00:00.250", "10:00:03", "10:00:05"]
    log = of_whens(whens[0], "2025-05-12T10:00:00.250Z")
    captions = setting_of(log, 1160, "UTC").captions
    assert captions.clock(log.events["e0"]) == "10:00"


def test_days_of_several_years_have_their_years() -> None:
    log = of_whens("-0049-04-20/-0019-04-20", "-0099-04-20", "-0004-05-01")
    captions = setting_of(log, 1160, "UTC").captions
    lasting = log.events["e0"]
    placement = place(lasting.when, captions.bounds["e0"], captions.periods)
    assert captions.box(lasting, placement) == "20 April 50 BC – 20 April 20 BC"  # noqa: RUF001 - as shown
    assert captions.since(lasting, 2025) == "20 Apr 50 BC"
