"""What one person said, quotation by quotation, and what others said of them."""

from collections.abc import Iterable, Mapping, Sequence

from components import wording
from components.events import Actor, Citation, Event, Log, Role
from components.figures import is_unspoken
from components.pages import legend
from components.pages.citation import briefly, change_in_words
from components.pages.html import Child, Node, h
from components.pages.people.group import card
from components.pages.reading_list import flags
from components.pages.shared_element import event_link
from components.selection import View

MOST = 100  # events in a list


def _roles(event: Event, actor: str) -> frozenset[Role]:
    return frozenset(part.role for part in event.actors if part.actor == actor)


def _is_quoted(event: Event, actor: str) -> bool:
    return any(cited.quote and cited.speaker == actor for cited in event.citations)


def says(log: Log, event: Event, actor: str) -> bool:
    """Tell whether an actor says something in an event: speaks, writes or is quoted."""
    spoken = any(role.speaks for role in _roles(event, actor)) and not is_unspoken(log, event)
    return spoken or _is_quoted(event, actor)


def is_spoken_of(log: Log, event: Event, actor: str) -> bool:
    """Tell whether others speak of an actor in an event in which the actor says nothing."""
    return Role.SUBJECT in _roles(event, actor) and not says(log, event, actor)


def quotations(event: Event, speakers: Iterable[str] | None) -> list[list[Citation]]:
    """Return the quotations in an event by some speakers, by all others for `None`.

    Each is a list of the citations that have the same words, by the same speaker, as word for word.
    """
    wanted = None if speakers is None else frozenset(speakers)
    same: dict[tuple[object, ...], list[Citation]] = {}
    for cited in event.citations:
        if cited.quote and (wanted is None or cited.speaker in wanted):
            key = (cited.quote, cited.speaker, cited.verbatim, cited.translated_from)
            same.setdefault(key, []).append(cited)
    # word for word first
    return sorted(same.values(), key=lambda group: not group[0].verbatim)


def _quotation(view: View, group: Sequence[Citation], *, is_named: bool) -> Node:
    """Return words with everyone who printed them beside, and whether they were said like that."""
    first, words = group[0], wording.citation
    changed = change_in_words(first)
    speaker = view.log.actors[first.speaker].name if first.speaker else ""
    return h(
        "blockquote",
        h("p", words.quoted(first.quote)),
        h(
            "footer",
            h("span", wording.people.words_of(speaker)) if is_named and speaker else None,
            h("span.gt-flag", changed) if changed else None,
            h("span.gt-said-by", briefly(view, group)),
        ),
        class_="gt-quotation" + (" gt-not-verbatim" if changed else ""),
    )


def _entry(view: View, event: Event, quoted: Sequence[Node], *, who: str = "") -> Node:
    words = wording.people
    where = dict.fromkeys(part for part in (event.channel, event.place) if part)
    known: list[Child] = [view.date(event), *where]
    if who:
        known.append(who)
    shown_flags = flags(view.log, event)
    cited = h("span.gt-said-by", briefly(view, event.citations)) if not quoted else None
    return h(
        "li.gt-saying",
        legend.mark_of(view.log, event),
        h(
            "div",
            h("h3", event_link(view, event.id)),
            h("p.gt-meta", [part for fact in known for part in (" · ", fact)][1:]),
            h("p.gt-flags", shown_flags) if shown_flags else None,
            quoted,
            h(
                "p.gt-paraphrase",
                h("span", words.IN_OUR_WORDS if quoted else words.NO_QUOTATION),
                event.summary,
                " " if cited else None,
                cited,
            )
            if event.summary
            else cited,
        ),
        data_key=event.id,
    )


def _listing(title: str, entries: Sequence[Node], count: int, key: str, nothing: str) -> Node:
    return h(
        "section.gt-sayings",
        h("h2", title),
        h("ol", entries) if entries else h("p.gt-lead", nothing),
        h("p", wording.people.more_said(count - len(entries))) if count > len(entries) else None,
        data_key=key,
    )


def _said(view: View, actor: Actor, events: Sequence[Event]) -> Node:
    entries = [
        _entry(
            view,
            event,
            [_quotation(view, group, is_named=False) for group in quotations(event, (actor.id,))],
        )
        for event in events[:MOST]
    ]
    words = wording.people
    title = words.said(actor.name)
    return _listing(title, entries, len(events), f"said-{actor.id}", words.SAYS_NOTHING)


def _said_of(view: View, actor: Actor, events: Sequence[Event]) -> Node | None:
    if not events:
        return None
    entries = []
    for event in events[:MOST]:
        acting = (part.actor for part in event.actors if part.role.acts)
        who = wording.all_of([view.log.actors[id_].name for id_ in dict.fromkeys(acting)])
        quoted = [_quotation(view, group, is_named=True) for group in quotations(event, None)]
        entries.append(_entry(view, event, quoted, who=who))
    title = wording.people.said_of(actor.name)
    return _listing(title, entries, len(events), f"said-of-{actor.id}", "")


def elements(
    view: View,
    actor: Actor,
    events: Sequence[str],
    by_actor: Mapping[str, Sequence[str]],
    count_of: Mapping[str, int],
) -> Node:
    """Return the page of a person from `events`, those that pass all filters but that of people."""
    read = [view.log.events[event] for event in events]
    said = [event for event in read if says(view.log, event, actor.id)]
    of_them = [event for event in read if is_spoken_of(view.log, event, actor.id)]
    return h(
        "section.gt-one-person",
        card(view, actor, by_actor, count_of, 2),
        _said(view, actor, said),
        _said_of(view, actor, of_them),
        data_key=f"page-{actor.id}",
    )
