"""Small logs for tests that write a file: two good versions and a faulty one."""

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
