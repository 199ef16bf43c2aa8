"""A draft as YAML, with what an editor has still to do in comments beside it."""

from collections.abc import Iterator

from components.drafts.draft import Draft
from components.drafts.speaker import Attribution
from components.events import abridged, escaped, slug, write, write_part

_MOST_LINES = 400  # of a list in a comment


def write_draft(draft: Draft) -> str:
    """Write a draft as YAML; what is listed in comments is no part of the log."""
    return "\n".join([*_commented(draft), ""])


def write_seed(draft: Draft) -> str:
    """Write the seed of a draft as YAML, empty without one."""
    return write_part(draft.seed) if draft.seed else ""


def _commented(draft: Draft) -> Iterator[str]:
    table = ""
    yield from _head(draft)
    for line in write(draft.log).splitlines():
        if line[:1].isalpha():
            table = line.partition(":")[0]
            if table == "sources":
                yield from _names(draft)
        elif table == "events" and line[:2] == "  " and line[2:3] not in (" ", ""):
            key = line.strip().rstrip(":").strip("'\"")
            for remark in draft.remarks.get(key, ()):
                yield f"  # {escaped(remark)}"
        if line == "...":
            yield from _rest(draft)
        yield line


def _head(draft: Draft) -> Iterator[str]:
    yield "# A draft. Write every text that says it is to be written: check --pages lists them."
    yield "# Look at each date and speaker in the article; merge or delete the stubs that are one."


def _names(draft: Draft) -> Iterator[str]:
    if not draft.names:
        return
    yield "# Names that no actor of the log has. Put those who matter under actors, say what kind"
    yield "# they are, and draft again with this file as --log: then they are known as speakers."
    for name in draft.names:
        times = "once" if name.count == 1 else f"{name.count} times"
        key = slug(name.text) or "ID"
        text = escaped(abridged(name.text)).replace("'", "''")
        alias = f", aliases: ['{escaped(abridged(name.alias))}']" if name.alias else ""
        entry = f"{key}: {{name: '{text}', kind: person{alias}}}"
        yield f"#  {entry}  # {times}, first in passage {name.passage}"


def _rest(draft: Draft) -> Iterator[str]:
    if draft.left_out:
        yield f"# {draft.left_out:,} further stubs are left out; draft the article in parts."
    quotations = [_no_speaker(attribution) for attribution in draft.unattributed]
    yield from _listed("Quotation marks with no speaker found", quotations)
    sentences = [
        f"passage {sentence.passage}, sentence {sentence.sentence}: {sentence.words}"
        + (f" ({', '.join(sentence.actors)})" if sentence.actors else "")
        for sentence in draft.uncovered
    ]
    yield from _listed("Sentences without a stub", sentences)


def _listed(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"# {heading}:"
        yield from (f"#   {escaped(line)}" for line in lines[:_MOST_LINES])
        if len(lines) > _MOST_LINES:
            yield f"#   and {len(lines) - _MOST_LINES:,} more"


def _no_speaker(attribution: Attribution) -> str:
    words = attribution.quotation.words.split()
    beginning = abridged(" ".join(words[:2])) + (" ..." if len(words) > 2 else "")
    why = attribution.speaker.why
    if attribution.speaker.name:
        why = f'"{abridged(attribution.speaker.name)}" is no actor of the log'
    place = f"passage {attribution.passage}, sentence {attribution.sentence}"
    return f'{place}: "{beginning}", {why}'
