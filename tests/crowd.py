"""A log of many events, made from a seed: too many for a mark each."""

from __future__ import annotations

from random import Random

KINDS = ("meeting", "statement", "interview", "post", "announcement", "publication")


def crowded(events: int, actors: int = 60) -> str:
    """Return a log of `events` between 2021 and 2025, dated to minutes, days, months and years."""
    random = Random(7)  # noqa: S311 - no secret hangs on it
    lines = [
        "format: 1",
        "log: {title: A crowd, zone: Europe/Zurich, as_of: 2025-12-31,",
        "  clocks: {zurich: {name: Zurich, zone: Europe/Zurich}}}",
        "actors:",
        *(f"  actor-{number}: {{name: Actor {number}, kind: person}}" for number in range(actors)),
        "topics:",
        *(f"  topic-{number}: {{name: Topic {number}}}" for number in range(12)),
        "sources:",
        "  paper: {title: A paper, tier: article, kind: news}",
        "events:",
    ]
    for number in range(events):
        year, month, day = random.randint(2021, 2025), random.randint(1, 12), random.randint(1, 28)
        clock = f"T{random.randint(0, 23):02}:{random.randint(0, 59):02}Z"
        when = f"{year}-{month:02}-{day:02}"
        when = random.choice([when, when + clock, when[:7], when[:4]])
        actor = min(int(random.expovariate(8 / actors)), actors - 1)
        lines.append(
            f"  e{number}: {{title: Event {number}, kind: {random.choice(KINDS)}, when: '{when}',"
            f" actors: [{{actor: actor-{actor}, role: speaker}}],"
            f" topics: [topic-{number % 12}], citations: [{{source: paper, locator: p}}]}}"
        )
    return "\n".join(lines) + "\n"
