"""Logs for tests that write a file: two versions of one, a faulty one, and one of two sides."""

_LOG = """\
format: 1
log:
  title: {title}
  summary: Two people met.
  zone: Europe/Zurich
  clocks: {{geneva: {{name: Geneva, zone: Europe/Zurich}}}}
  as_of: 2025-05-12
actors:
  ann: {{name: Ann, kind: person}}
topics:
  talks: {{name: Talks}}
sources:
  paper: {{title: A paper, tier: article, kind: news}}
  record: {{title: A record, tier: record, kind: official}}
events:
  first:
    title: They meet
    kind: meeting
    when: 2025-05-10
    dating: the paper says so
    actors: [{{actor: ann, role: participant}}]
    topics: [talks]
    summary: They met.
    citations: [{{source: paper, locator: first line}}]
  second:
    title: They meet again
    kind: meeting
    when: 2025-05-11
    dating: the record says so
    actors: [{{actor: ann, role: participant}}]
    topics: [talks]
    summary: They met again.
    citations: [{{source: record, locator: first line}}]
"""
FIRST = _LOG.format(title="First version")
SECOND = _LOG.format(title="Second version")
FAULTY = FIRST.replace("actor: ann", "actor: ben", 1)


def of_two_sides(count: int) -> str:
    """Return a log of events in which Ann of the north speaks of Eve of the south."""
    head = """\
format: 1
log: {title: Two sides, zone: Europe/Zurich, as_of: 2025-05-12}
parties: {north: {name: North}, south: {name: South}}
actors:
  ann: {name: Ann, kind: person, party: north}
  eve: {name: Eve, kind: person, party: south}
sources: {paper: {title: A paper, tier: article, kind: news}}
events:
"""
    event = """\
  e{n}:
    title: Ann speaks for the {n}th time
    kind: statement
    when: 2025-05-{day:02}
    actors: [{{actor: ann, role: speaker}}, {{actor: eve, role: subject}}]
    citations: [{{source: paper, locator: line {n}, quote: words {n}, speaker: ann}}]
"""
    answer = """\
  answer:
    title: Eve answers
    kind: statement
    when: 2025-05-12
    dating: the paper says so
    actors: [{actor: eve, role: speaker}]
    citations: [{source: paper, locator: last line}]
"""
    return head + "".join(event.format(n=n, day=1 + n % 9) for n in range(count)) + answer
