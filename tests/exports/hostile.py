"""A log whose every text would be a script, a tag or an attribute where nobody takes care."""

from functools import cache

from components.events import Log
from tests.frames.sample import make_log

SCRIPT = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
ESCAPED = "&lt;img src=x onerror=window.ran=1&gt;"
ATTRIBUTE = "www.x'/onfocus='window.ran=1'/autofocus='\"onload=\"window.ran=1"
TITLE = f"{SCRIPT} {ESCAPED} {ATTRIBUTE} ]]> --> \u2028 & <b>"


@cache
def hostile_log() -> Log:
    """Make a log of three events with such texts wherever a log has some."""
    event = {
        "title": TITLE,
        "kind": "meeting",
        "summary": f"{TITLE}\n\n{SCRIPT}",
        "place": SCRIPT,
        "channel": SCRIPT,
        "topics": ["t"],
        "actors": [{"actor": "a", "role": "speaker"}, {"actor": "b", "role": "host"}],
        "citations": [{"source": "s", "passage": "3", "quote": SCRIPT, "speaker": "a"}],
    }
    whens = {"one": "2025-05-11T10:00Z", "two": "2025-05", "three": "2025-05-12?"}
    url = "https://press.example/?a='onclick='x&amp;b=%22"
    source = {"title": TITLE, "publisher": SCRIPT, "tier": "article", "kind": "news", "url": url}
    a, b = {"name": TITLE, "kind": "person"}, {"name": ESCAPED, "kind": "organisation"}
    return make_log(
        {
            **{"actors": {"a": a, "b": b}, "topics": {"t": {"name": TITLE}}},
            **{"sources": {"s": source}},
            "events": {key: {**event, "when": when} for key, when in whens.items()},
        },
        title=TITLE,
        summary=TITLE,
        clocks={"own": {"name": ESCAPED, "zone": "Europe/Zurich"}},
    ).with_hash("5" * 64)
