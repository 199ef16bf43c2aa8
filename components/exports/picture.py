"""A view as a picture in SVG: what the page draws, with all that a print needs to stand alone.

The plan is the page's own. A picture leaves nothing out: more events than there are marks for are
counted. It holds no script and asks for nothing from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from components.events import Form
from components.exports.lettering import breadth, cut, wrapped
from components.exports.svg import Element, add, clean, figure, link, new, written
from components.exports.view import View
from components.figures import DARK, LIGHT, SHAPES, Bar, Lane, Mark, Palette, Plan, density
from components.figures.calendar import DAY, calendar, placed, ticks_in, year_of
from components.figures.scene import Scene, scene
from components.figures.timeline import BAR, HEADING, LABEL, PADDING, ROW, is_full, pieces_of
from components.selection import option_names, query, zone_of
from components.selection.filters import KINDS

FONTS = ("Source Sans 3", "Source Sans Pro", "system-ui", "sans-serif")
WIDTH = 1200.0
_NARROWEST, _WIDEST = 320.0, 4000.0
_MARGIN = 24.0
_GUTTER = 190.0  # of the lanes' names: a print cannot be pointed at to read the rest of one
_ROOMY = 900.0  # a picture that is as wide has room for them
_STRIP = 42.0  # of headings and ticks
_LINE = 13.0  # of a lane's name
_SMALL, _PLAIN = 11.0, 12.0  # pixels of letters
_SHAPE = 0.92  # of a list's mark, so that two do not touch here
_HASH = 12  # digits of the log's hash in print
_EMPTY = 64.0  # of the place where no event stands
_FADES = 15  # pieces in which an open end fades: a print is looked at closely
_NARROW_SHAPES = ("agreement", "publication")  # a number needs more room than these have
_OUT = 12.0  # pixels beyond the edge at which a mark is out of the picture
_MILLISECONDS = (
    ("year", 365.25 * 86_400_000),
    ("month", 30.4 * 86_400_000),
    ("day", 86_400_000),
    ("hour", 3_600_000),
    ("minute", 60_000),
)
# days of what is known by no more than its day and so on; a clock may be put on or back in it
_LOOSE = {"day": (0.9, 1.1), "month": (27.5, 31.5), "year": (364.5, 366.5)}
Drawn = Plan | density.DensityPlan


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where the picture is drawn: its axis begins `left` pixels from the left edge."""

    view: View
    drawn: Drawn
    colours: Palette
    width: float
    left: float

    @property
    def scale(self) -> float:
        """Pixels per millisecond."""
        return self.drawn.width / (self.drawn.view[1] - self.drawn.view[0])

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * _MARGIN

    def x(self, time: float) -> float:
        """Return where a time is, in pixels from the left edge of the axis."""
        return (time - self.drawn.view[0]) * self.scale

    def is_in(self, mark: Mark) -> bool:
        """Tell whether a mark is in the picture, as the page has it."""
        return -_OUT <= self.x(mark.x) <= self.drawn.width + _OUT


def write_svg(view: View) -> Iterator[bytes]:
    """Write a view as a picture for print, in light colours."""
    yield picture(view).encode()


def planned(view: View, width: float = WIDTH) -> Scene:
    """Return the plan of a view's picture that is `width` pixels wide with its margins."""
    inner = min(max(width, _NARROWEST), _WIDEST) - 2 * _MARGIN
    return scene(
        view.log,
        view.engine,
        view.selection,
        view.engine.ask(query(view.selection, view.log)),
        option_names(view.log),
        inner,
        **({"gutter": _GUTTER} if inner >= _ROOMY else {}),
        roomy=False,
    )


def picture(
    view: View, *, theme: str = "light", width: float = WIDTH, fonts: Sequence[str] = FONTS
) -> str:
    """Return a view as SVG, `theme` being "light" or "dark"; its height follows from its lanes."""
    view = replace(view, most=view.found)
    found = planned(view, width)
    drawn = found.drawn
    sheet = _Sheet(
        view=view,
        drawn=drawn,
        colours=DARK if theme == "dark" else LIGHT,
        width=drawn.width + drawn.gutter + 2 * _MARGIN,
        left=_MARGIN + drawn.gutter,
    )
    head, top = _head(sheet)
    long = year_of(found.extent[0]) != year_of(found.extent[1])
    body, bottom = _body(sheet, top, long=long)
    foot, end = _foot(sheet, bottom)
    height = end + _MARGIN
    root = new(
        "svg",
        version="1.1",
        width=sheet.width,
        height=height,
        viewBox=f"0 0 {figure(sheet.width)} {figure(height)}",
        role="img",
        aria_labelledby="timeline-title timeline-desc",
        font_family=", ".join(f"'{font}'" if " " in font else font for font in fonts),
        font_size=_PLAIN,
        fill=sheet.colours["ink"],
    )
    add(root, "title", view.log.about.title, id="timeline-title")
    add(root, "desc", f"Timeline. {view.sentence}", id="timeline-desc")
    root.append(_metadata(view))
    root.append(_patterns(sheet))
    add(root, "rect", width=sheet.width, height=height, fill=sheet.colours["paper"])
    root.extend((head, body, foot))
    return written(root)


def provenance(view: View) -> dict[str, str]:
    """Return what a picture is of and where it is from, under the names of Dublin Core."""
    return {
        "title": clean(view.log.about.title),
        "description": clean(view.sentence),
        "source": clean(view.permalink),
        "identifier": f"sha256:{view.log.hash}" if view.log.hash else "",
        "date": view.exported_at,
    }


def _metadata(view: View) -> Element:
    made = new("metadata")
    made.set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
    for name, value in provenance(view).items():
        add(made, f"dc:{name}", value)
    return made


def _patterns(sheet: _Sheet) -> Element:
    """Return the hatching of what is not sure, or has not happened, for each kind that needs it."""
    made = new("defs")
    bars = sheet.drawn.bars if isinstance(sheet.drawn, Plan) else ()
    for kind in dict.fromkeys(bar.kind for bar in bars if not is_full(bar)):
        pattern = add(
            made,
            "pattern",
            id=f"hatched-{kind}",
            width=5,
            height=5,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        add(pattern, "rect", width=2.5, height=5, fill=sheet.colours[kind])
    return made


# --- above the picture -----------------------------------------------------------------------


def _head(sheet: _Sheet) -> tuple[Element, float]:
    """Return the log's title and the sentence of the view, and where the picture begins."""
    made = new("g")
    y = _MARGIN
    title = sheet.view.log.about.title
    for line in wrapped(clean(title), sheet.room, 22, 3, bold=True):
        y += 24
        add(made, "text", line, x=_MARGIN, y=y - 5, font_size=22, font_weight="bold")
    for line in wrapped(clean(sheet.view.sentence), sheet.room, 14, 5):
        y += 19
        add(made, "text", line, x=_MARGIN, y=y, font_size=14, fill=sheet.colours["quiet"])
    return made, y + 14


def _strip(sheet: _Sheet, *, long: bool) -> tuple[Element, list[float]]:
    """Return headings and ticks, and where the lines of the grid are."""
    colours, width = sheet.colours, sheet.drawn.width
    headings, ticks = calendar(sheet.drawn.view, width, long=long)
    made = new("g", class_="calendar")
    edges = []

    def measured(name: str) -> float:
        return breadth(name, _PLAIN, bold=True)

    for each in placed(headings, sheet.drawn.view, width, measured):
        add(made, "path", d=f"M{figure(each.left)} 0V{figure(_STRIP)}", stroke=colours["grid"])
        if each.left > 0:
            edges.append(each.left)
        if each.name:
            add(
                made,
                "text",
                each.name,
                class_="heading",
                x=each.left + 5 if each.begins else (each.left + each.right) / 2,
                y=15,
                text_anchor=None if each.begins else "middle",
                font_weight="bold",
            )
    for x, name in ticks_in(ticks, sheet.drawn.view, width):
        add(
            made,
            "text",
            name,
            class_="tick",
            x=x,
            y=_STRIP - 5,
            text_anchor="middle",
            font_size=_SMALL,
            fill=colours["quiet"],
        )
    return made, edges


# --- the picture -----------------------------------------------------------------------------


def _body(sheet: _Sheet, top: float, *, long: bool) -> tuple[Element, float]:
    """Return the picture below its calendar, and where it ends."""
    drawn, colours = sheet.drawn, sheet.colours
    height = drawn.height if drawn.lanes else _EMPTY
    made = new("g")
    strip, edges = _strip(sheet, long=long)
    strip.set("transform", f"translate({figure(sheet.left)} {figure(top)})")
    made.append(strip)
    top += _STRIP
    lanes = add(made, "g", transform=f"translate({figure(_MARGIN)} {figure(top)})")
    _lanes(lanes, sheet)
    stage = add(made, "g", transform=f"translate({figure(sheet.left)} {figure(top)})")
    for x in edges if drawn.lanes else ():
        add(stage, "path", d=f"M{figure(x)} 0V{figure(height)}", stroke=colours["grid"])
    names = add(made, "g", transform=f"translate({figure(_MARGIN)} {figure(top)})")
    _groups(names, sheet)
    if isinstance(drawn, Plan):
        _marks(add(made, "g", transform=stage.get("transform")), sheet, drawn)
    else:
        _ridges(add(made, "g", transform=stage.get("transform")), sheet, drawn)
    _labels(add(made, "g", transform=names.get("transform")), sheet)
    for y in (top, top + height):
        line = f"M{figure(_MARGIN)} {figure(y)}H{figure(sheet.width - _MARGIN)}"
        add(made, "path", d=line, stroke=colours["join"])
    if not drawn.lanes:
        add(
            made,
            "text",
            "No event fits this view" if sheet.view.total else "The log holds no events yet",
            x=sheet.width / 2,
            y=top + height / 2 + 5,
            text_anchor="middle",
            font_size=15,
            fill=colours["quiet"],
        )
    return made, top + height + _beside(made, sheet, top + height)


def _lanes(parent: Element, sheet: _Sheet) -> None:
    for place, lane in enumerate(sheet.drawn.lanes):
        if place % 2:
            add(
                parent,
                "rect",
                y=lane.top,
                width=sheet.room,
                height=lane.height,
                fill_opacity=0.045,
            )
        floor = figure(lane.top + lane.height - 0.5)
        add(parent, "path", d=f"M0 {floor}H{figure(sheet.room)}", stroke=sheet.colours["grid"])


def _groups(parent: Element, sheet: _Sheet) -> None:
    for _, top in sheet.drawn.groups:
        for colour, strength in ((sheet.colours["paper"], 1), (sheet.colours["ink"], 0.07)):
            add(
                parent,
                "rect",
                y=top,
                width=sheet.room,
                height=HEADING,
                fill=colour,
                fill_opacity=strength,
            )


def _labels(parent: Element, sheet: _Sheet) -> None:
    """Write the groups' and lanes' names; in a narrow picture they stand among the marks."""
    for name, top in sheet.drawn.groups:
        line = cut(clean(name), sheet.room - 12, _PLAIN, bold=True)
        if not sheet.drawn.gutter:
            _backed(parent, sheet, breadth(line, _PLAIN, bold=True), top + 2, HEADING - 4)
        y = top + 13.5
        add(parent, "text", line, class_="group", x=6, y=y, font_weight="bold")
    for lane in sheet.drawn.lanes:
        made = add(parent, "g", class_="lane")
        name = clean(lane.name)
        add(made, "title", name)
        if sheet.drawn.gutter:
            for y, line in _lines(lane, name, sheet.drawn.gutter - 12):
                add(made, "text", line, x=6, y=y)
        else:
            line = cut(name, sheet.room - 12, _SMALL)
            _backed(made, sheet, breadth(line, _SMALL), lane.top + 2, LABEL - 2)
            y, quiet = lane.top + LABEL - 4, sheet.colours["quiet"]
            add(made, "text", line, x=6, y=y, font_size=_SMALL, fill=quiet)


def _backed(parent: Element, sheet: _Sheet, width: float, y: float, height: float) -> None:
    """Keep lines that cross a name from striking it out."""
    add(
        parent,
        "rect",
        x=3,
        y=y,
        width=width + 6,
        height=height,
        rx=2,
        fill=sheet.colours["paper"],
        fill_opacity=0.85,
    )


def _lines(lane: Lane, name: str, room: float) -> Iterator[tuple[float, str]]:
    """Yield the lines of a lane's name and where they stand; one row of marks has room for two."""
    lines = wrapped(name, room, _PLAIN, max(int(lane.height // _LINE), 1))
    first = max((min(lane.height, ROW + 2 * PADDING) - len(lines) * _LINE) / 2, 1.0)
    for place, line in enumerate(lines, 1):
        yield lane.top + first + place * _LINE - 3, line


def _beside(parent: Element, sheet: _Sheet, y: float) -> float:
    """Say how many events lie earlier and later than the picture; return the room that takes."""
    drawn = sheet.drawn
    right = sheet.width - _MARGIN
    y += 16
    ends = (
        (drawn.before, "earlier", sheet.left, 1, "start"),
        (drawn.after, "later", right, -1, "end"),
    )
    for number, word, x, way, anchor in ends:
        if number:
            arrow = f"M{figure(x)} {figure(y - 4)}l{6 * way} -4v8z"
            add(parent, "path", d=arrow, fill=sheet.colours["quiet"])
            add(
                parent,
                "text",
                f"{number:,} {word}",
                x=x + 10 * way,
                y=y,
                text_anchor=anchor,
                font_size=_SMALL,
                fill=sheet.colours["quiet"],
            )
    return 20.0 if drawn.before or drawn.after else 0.0


def _marks(parent: Element, sheet: _Sheet, drawn: Plan) -> None:
    joins = add(parent, "g", stroke=sheet.colours["join"], stroke_width=1.25, fill="none")
    for join in drawn.joins:
        x = sheet.x(join.x)
        if -_OUT <= x <= drawn.width + _OUT:
            add(joins, "path", d=f"M{figure(x)} {figure(join.top)}V{figure(join.bottom)}")
    bars = add(parent, "g", shape_rendering="crispEdges")
    for bar in drawn.bars:
        _bar(bars, sheet, bar)
    marks = add(parent, "g", class_="marks", text_anchor="middle", font_weight="bold")
    for mark in drawn.marks:
        if sheet.is_in(mark):
            marks.append(_mark(sheet, mark, drawn.lanes[mark.lane].name))
    # after all marks, so that none covers its neighbour's
    signs = add(parent, "g", class_="signs", fill="none")
    for mark in drawn.marks:
        if mark.differs and sheet.is_in(mark):
            _differs(signs, sheet.colours, sheet.x(mark.x) + 10, mark.y - 7)


def _bar(parent: Element, sheet: _Sheet, bar: Bar) -> None:
    for start, stop, strength in pieces_of(bar, sheet.scale, _FADES):
        left = max(sheet.x(start), 0.0)
        right = min(sheet.x(stop), sheet.drawn.width)
        if right > left:
            add(
                parent,
                "rect",
                x=left,
                y=bar.y - BAR / 2,
                width=right - left,
                height=BAR,
                fill=sheet.colours[bar.kind] if is_full(bar) else f"url(#hatched-{bar.kind})",
                fill_opacity=0.38 * strength,
            )


def _mark(sheet: _Sheet, mark: Mark, lane: str) -> Element:
    """Return a mark: its kind's shape, its number, its signs, and what it is of for a pointer."""
    colours, event = sheet.colours, sheet.view.log.events[mark.event]
    colour = colours[mark.kind]
    made = new(
        "g",
        class_="mark",
        transform=f"translate({figure(sheet.x(mark.x))} {figure(mark.y)})",
    )
    parts = (f"{mark.number}. {event.title}", sheet.view.time_in_words(event), lane)
    add(made, "title", "; ".join(filter(None, parts)))
    inner = link(made, sheet.view.link(mark.event))
    _shape(inner, mark.kind, colours, hollow=not is_full(mark))
    letters = colour if not is_full(mark) else colours["on-mark"]
    number = str(mark.number)
    size = {1: 10.5, 2: 10.5, 3: 8.0}.get(len(number), 6.5)
    if mark.kind in _NARROW_SHAPES:
        size = min(size, 8.0)
    if len(number) > 2:
        back = colours["paper"] if not is_full(mark) else colour
        add(inner, "rect", x=-8.5, y=-4.5, width=17, height=9, rx=2, fill=back)
    add(inner, "text", number, y=size * 0.36, font_size=size, fill=letters)
    if not mark.certain:
        _ring(inner, colour)
    return made


def _shape(parent: Element, kind: str, colours: Palette, *, hollow: bool) -> None:
    add(
        parent,
        "path",
        d=SHAPES[kind],
        transform=f"scale({_SHAPE})",
        fill=colours["paper"] if hollow else colours[kind],
        stroke=colours[kind],
        stroke_width=2 if hollow else 0.8,
    )


def _ring(parent: Element, colour: str, radius: float = 11.8) -> None:
    add(
        parent,
        "circle",
        r=radius,
        fill="none",
        stroke=colour,
        stroke_width=1.5,
        stroke_dasharray="0 3.09",
        stroke_linecap="round",
    )


def _differs(parent: Element, colours: Palette, x: float, y: float) -> None:
    """Draw the sign of accounts that differ, as lines: not every font has it."""
    sign = f"M{figure(x - 3.5)} {figure(y - 1.7)}h7m-7 3.4h7m-1.6 -5.2l-3.8 7"
    for colour, width in ((colours["paper"], 3.6), (colours["differ"], 1.3)):
        add(parent, "path", d=sign, fill="none", stroke=colour, stroke_width=width)


def _ridges(parent: Element, sheet: _Sheet, drawn: density.DensityPlan) -> None:
    """Draw the counts of each lane as a ridge."""
    breadth = drawn.width / density.STEPS
    path: list[str] = []
    fresh = True
    for place, y in density.outline(drawn):
        if place is None:
            path.append("Z")
            fresh = True
            continue
        path.append(f"{'M' if fresh else 'L'}{figure(place * breadth)} {figure(y)}")
        fresh = False
    add(
        parent,
        "path",
        class_="ridges",
        d="".join(path),
        fill=sheet.colours["statement"],
        fill_opacity=0.75,
    )


# --- below the picture -----------------------------------------------------------------------


def _foot(sheet: _Sheet, top: float) -> tuple[Element, float]:
    """Return the legend and where the picture is from, and where that ends."""
    view, quiet = sheet.view, sheet.colours["quiet"]
    made = new("g")
    y = _legend(made, sheet, top + 22)
    clock = zone_of(view.selection, view.log)
    zone = "" if clock.name == clock.zone else f" ({clock.zone})"
    told = (
        f"On the clock of {clock.name}{zone}",
        f"exported {view.made:%Y-%m-%d %H:%M} UTC",
        f"from the log with SHA-256 {view.log.hash[:_HASH]}" if view.log.hash else "",
    )
    lines = wrapped(clean(", ".join(filter(None, told))), sheet.room, _SMALL, 3)
    for line in lines:
        add(made, "text", line, x=_MARGIN, y=y, font_size=_SMALL, fill=quiet)
        y += 15
    if "?" in view.permalink or view.base:
        address = link(made, view.permalink)
        for line in wrapped(clean(view.permalink).removesuffix("?"), sheet.room, _SMALL, 4):
            add(
                address,
                "text",
                line,
                x=_MARGIN,
                y=y,
                font_size=_SMALL,
                fill=sheet.colours["statement"],
            )
            y += 15
    return made, y - 15


_Sample = Callable[[Element], None]


def _legend(parent: Element, sheet: _Sheet, y: float) -> float:
    """Explain the kinds and signs in use; return where the next line stands."""
    x = _MARGIN
    items = list(_samples(sheet))
    for drawn, words in items:
        room = 22 if drawn else 0
        width = room + breadth(words, _SMALL) + 16
        if x > _MARGIN and x + width - 16 > sheet.width - _MARGIN:
            x, y = _MARGIN, y + 24
        if drawn:
            sample = add(parent, "g", transform=f"translate({figure(x + 9)} {figure(y - 4)})")
            drawn(sample)
        lines = wrapped(words, sheet.room - room, _SMALL, 3)
        for place, line in enumerate(lines):
            add(parent, "text", line, x=x + room, y=y + place * 14, font_size=_SMALL)
        y += (len(lines) - 1) * 14
        x += width
    return y + 26 if items else y


def _samples(sheet: _Sheet) -> Iterator[tuple[_Sample | None, str]]:
    """Yield each kind and sign in use as something to draw, and what it means."""
    drawn, colours, view = sheet.drawn, sheet.colours, sheet.view
    if not isinstance(drawn, Plan):
        if drawn.lanes:
            yield None, _scale_in_words(drawn)
        return
    marks = [mark for mark in drawn.marks if sheet.is_in(mark)]

    def shape(kind: str, *, hollow: bool = False) -> _Sample:
        return lambda parent: _shape(parent, kind, colours, hollow=hollow)

    used = {mark.kind for mark in marks}
    for kind, (name, _) in KINDS.items():
        if kind in used:
            yield shape(kind), name
    if not all(map(is_full, marks)):
        hatched = " or hatched" if not all(map(is_full, drawn.bars)) else ""
        words = f"Hollow{hatched}: scheduled, possible or uncertain"
        yield shape("statement", hollow=True), words
    if not all(mark.certain for mark in marks):
        yield lambda parent: _ring(parent, colours["ink"], 8.6), "Dotted ring: uncertain"
    if any(mark.differs for mark in marks):
        yield lambda parent: _differs(parent, colours, 1, 0), "The accounts differ"
    if drawn.bars:
        yield (
            lambda parent: _plain_bar(parent, colours),
            "A bar lasts; an end that fades is open",
        )
    if drawn.joins:
        yield (
            lambda parent: _plain_join(parent, colours),
            "One event in several lanes",
        )
    loose = [unit for unit, (least, most) in _LOOSE.items() if _any_within(sheet, least, most)]
    if loose:
        known = " or ".join(filter(None, (", ".join(loose[:-1]), loose[-1])))
        yield (
            None,
            f"An event known only by its {known} stands anywhere within it, in the log's order.",
        )
    if marks and view.base:
        yield None, "The numbers are those of the list at the address below."


def _any_within(sheet: _Sheet, least: float, most: float) -> bool:
    """Tell whether a mark in the picture is of an event at some time within days, so many."""
    drawn = sheet.drawn
    return isinstance(drawn, Plan) and any(
        sheet.view.log.events[mark.event].when.form is Form.MOMENT
        and mark.start is not None
        and mark.stop is not None
        and least * DAY <= mark.stop - mark.start < most * DAY
        and sheet.is_in(mark)
        for mark in drawn.marks
    )


def _plain_bar(parent: Element, colours: Palette) -> None:
    fill = colours["background"]
    add(parent, "rect", x=-9, y=-BAR / 2, width=18, height=BAR, fill=fill, fill_opacity=0.38)


def _plain_join(parent: Element, colours: Palette) -> None:
    add(parent, "path", d="M0-9V9", stroke=colours["join"], stroke_width=1.25)


def _scale_in_words(drawn: density.DensityPlan) -> str:
    """Say how high a count is drawn; the lane of all others may have a scale of its own."""
    named = f"{max(round(drawn.peaks[0]), 1):,}"
    words = (
        "Too many events for a mark each: the ridges count them in steps of "
        f"{_length(drawn.step)}, of which the tallest holds {named}"
    )
    last = round(drawn.peaks[-1])
    return (
        f"{words}, in the lane of all others {last:,}"
        if drawn.peaks[-1] != drawn.peaks[0]
        else words
    )


def _length(milliseconds: float) -> str:
    """Return a length of time in words, no finer than its own unit."""
    for name, unit in _MILLISECONDS:
        number = milliseconds / unit
        if number >= 1.5 or name == "minute":
            return f"about {max(round(number), 1):,} {name}{'' if round(number) == 1 else 's'}"
    return ""
