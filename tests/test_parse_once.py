"""A date is parsed when its log is read, and by nothing after that."""

from collections import Counter
from pathlib import Path

import pytest

from components.events import When, check, when
from components.events.edtf import parse_edtf
from components.exports import FORMATS, event_page, write_feed
from components.wording import across_clocks, phrase, short
from tests.exports.sample import download_of, written

LOG = Path(__file__).parents[1] / "data" / "events.yaml"


def test_a_log_s_dates_are_parsed_once_whatever_is_written_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parsed: Counter[str] = Counter()

    def counting(text: str) -> object:
        parsed[text] += 1
        return parse_edtf(text)

    monkeypatch.setattr(when, "parse_edtf", counting)
    log, problems = check(LOG.read_bytes(), LOG.name)
    assert log, problems
    dates = [event.when.text for event in log.events.values()]
    dates += [date.text for date in (log.about.window, log.about.as_of) if isinstance(date, When)]
    dates += [entry.date.text for entry in log.corrections]
    dates += [source.published for source in log.sources.values() if source.published]
    assert parsed == Counter(dates)

    download = download_of(log)
    parsed.clear()
    for key in ("ics", "csl", "bib", "txt", "csv", "timelinejs"):
        assert written(key, download), FORMATS[key]
    assert b"".join(write_feed(download, "https://host.example/feed"))
    for event in log.events.values():
        assert phrase(event.when, "Asia/Shanghai", "Beijing", "Geneva", log.about.as_of)
        assert short(event.when, "UTC")
        assert event_page(download, event.id)
        across_clocks(event.when, [("UTC", "UTC")])
    assert not parsed
