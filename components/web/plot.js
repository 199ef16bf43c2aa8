// The picture: Plotly draws it in place, this file lays words, buttons and gestures over it.
//
// The figure holds numbers only. Lane names, headings and what an event is called are text nodes
// here. The time axis is linear, in milliseconds on the reader's clock, so that a place in pixels
// follows from the window alone. Back to Python go `open` (an event), `window` (the reader moved
// the time window) and `width` (of the picture, so that marks can be laid out not to collide).

import { element, load, paint, pool, put, say, unpack } from "./figure.js";
import { Overview } from "./overview.js";
import { offPaper, onPaper } from "./paper.js";
import { isOnPaper, onPaper as whenPrinted } from "./theme.js";

const MINUTE = 60e3;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SHORTEST = 10 * MINUTE;
const PRESETS = [["Day", DAY], ["Week", 7 * DAY], ["Month", 30.4 * DAY], ["Year", 365.25 * DAY], ["All", 0]];
const SLACK = 20; // the server lays out for a width rounded down to this many pixels

// --- the calendar along the top -------------------------------------------------------------

const parts = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const WEEKDAY = parts({ weekday: "short" });
const DAYS = parts({ day: "numeric", month: "short" });
const MONTH = parts({ month: "short" });
const MONTHS = parts({ month: "long" });
const CLOCK = parts({ hour: "2-digit", minute: "2-digit" });

/** A year as people write it: astronomical year 0 is 1 BC. */
const yearName = (year) => (year > 0 ? String(year) : `${1 - year} BC`);
const yearOf = (time) => new Date(time).getUTCFullYear();
const yearAt = (time) => yearName(yearOf(time));

/** Milliseconds at the start of a month; years below 100 are years, not the 1900s. */
function monthStart(year, month) {
  const date = new Date(0);
  date.setUTCFullYear(year + Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
  return date.getTime();
}

function* every(step, [from, to]) {
  for (let at = Math.floor(from / step) * step; at <= to; at += step) yield at;
}
function* everyMonth(step, [from, to]) {
  let index = Math.floor((yearOf(from) * 12 + new Date(from).getUTCMonth()) / step) * step;
  for (let at = monthStart(0, index); at <= to; index += step, at = monthStart(0, index)) yield at;
}

/** Yield the starts of round numbers of years as people count them: 200 BC, 100 BC, AD 1, 100. */
function* everyYears(step, [from, to]) {
  const year = yearOf(from);
  let index = year > 0 ? Math.floor(year / step) : -Math.ceil((1 - year) / step);
  const start = () => monthStart(index < 0 ? 1 + index * step : index * step || 1, 0);
  for (let at = start(); at <= to; index += 1, at = start()) yield at;
}

const widths = new Map();
let pen;

/** Return the width of a heading in pixels. */
function breadth(text, strip) {
  if (!widths.has(text)) {
    pen ??= document.createElement("canvas").getContext("2d");
    const { fontSize, fontFamily } = getComputedStyle(strip);
    pen.font = `650 ${fontSize} ${fontFamily}`;
    widths.set(text, pen.measureText(text).width);
  }
  return widths.get(text);
}

/**
 * Choose headings and ticks (moments with a name) for a window. A heading is a span with its names,
 * the longest first; one of several years names its beginning alone.
 */
function calendar(window, width, long) {
  const scale = width / (window[1] - window[0]);
  const day = DAY * scale;
  const month = 30.4 * day;
  const year = 365.25 * day;
  const span = (starts, name) => {
    const edges = [...starts];
    return edges.map((from, place) => [from, edges[place + 1] ?? window[1], name(from, !place)]);
  };
  if (day >= 46) {
    const names = (at, first) => {
      const [weekday, date] = [WEEKDAY.format(at), DAYS.format(at)];
      const names =
        day >= 104
          ? [`${weekday} ${date}`, date]
          : day >= 72 ? [`${weekday} ${new Date(at).getUTCDate()}`] : [date];
      return long && first ? [`${weekday} ${date} ${yearAt(at)}`, `${date} ${yearAt(at)}`, ...names] : names;
    };
    const step = [MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR].find(
      (each) => each * scale >= 52,
    );
    const ticks = step ? [...every(step, window)].filter((at) => at % DAY) : [];
    return [span(every(DAY, window), names), ticks.map((at) => [at, CLOCK.format(at)])];
  }
  if (month >= 56) {
    const step = [1, 2, 5, 10, 15].find((each) => each * day >= 24) ?? 15;
    const ticks = [...every(DAY, window)].filter((at) => {
      const date = new Date(at).getUTCDate();
      return step === 1 || ((date === 1 || date % step === 0) && !(step > 1 && date > 31 - step / 2));
    });
    return [
      span(everyMonth(1, window), (at, first) => {
        const [name, dated] = [MONTH.format(at), `${MONTH.format(at)} ${yearAt(at)}`];
        if (month >= 110) return [`${MONTHS.format(at)} ${yearAt(at)}`, dated, name];
        return first || !new Date(at).getUTCMonth() ? [dated, yearAt(at), name] : [name];
      }),
      ticks.map((at) => [at, String(new Date(at).getUTCDate())]),
    ];
  }
  if (year >= 60) {
    const step = [1, 3, 6].find((each) => each * month >= 32) ?? 6;
    const ticks = [...everyMonth(step, window)];
    return [
      span(everyMonth(12, window), (at) => [yearAt(at)]),
      ticks.map((at) => [at, MONTH.format(at)]),
    ];
  }
  let step = 1;
  for (let place = 0; step * year < 60; place += 1) step = [2, 5, 10][place % 3] * 10 ** Math.floor(place / 3);
  if (step === 1) return [span(everyMonth(12, window), (at) => [yearAt(at)]), []];
  const name = (at) => [yearOf(at) === 1 ? "AD 1" : yearAt(at)];
  return [span(everyYears(step, window), name).map((each) => [...each, "gt-from"]), []];
}

/** Name the time from one moment to another, no finer than it is long. */
function spanName(from, stop) {
  const [first, last] = [Math.round(from), Math.round(stop) - 1];
  if (stop - from >= 2 * 365.25 * DAY) return `${yearAt(first)} to ${yearAt(last)}`;
  const days = [first, last].map((at) => `${DAYS.format(at)} ${yearAt(at)}`);
  if (stop - from >= DAY) return days[0] === days[1] ? days[0] : `${days[0]} to ${days[1]}`;
  const clocks = `${CLOCK.format(first)} to ${CLOCK.format(Math.round(stop))}`;
  return days[0] === days[1] ? `${days[0]}, ${clocks}` : `${days[0]} to ${days[1]}, ${clocks}`;
}

// --- one picture ----------------------------------------------------------------------------

class Picture {
  constructor(parent) {
    this.root = element("div", "gt-plot", parent);
    this.head = element("div", "gt-plot-head", this.root);
    this.head.setAttribute("aria-hidden", "true");
    this.strip = element("div", "gt-plot-strip", this.head);
    this.body = element("div", "gt-plot-body", this.root);
    this.lanes = element("div", "gt-plot-lanes", this.body);
    this.stage = element("div", "gt-plot-stage", this.body);
    this.grid = element("div", "gt-plot-grid", this.stage);
    this.figure = element("div", "gt-plot-figure", this.stage);
    this.figure.setAttribute("aria-hidden", "true");
    this.whiskers = element("div", "gt-plot-whiskers", this.stage);
    this.labels = element("div", "gt-plot-labels", this.body);
    this.groups = element("div", "gt-plot-groups", this.body);
    this.marks = element("div", "gt-plot-marks", this.stage);
    this.marks.setAttribute("role", "group");
    this.brush = element("div", "gt-plot-brush", this.stage);
    this.brush.hidden = true;
    this.overview = new Overview(this.root, (window) => this.move(window), () => this.settle());
    this.foot = element("div", "gt-plot-foot", this.root);
    this.before = this.button("gt-plot-edge", () => this.showAll());
    this.tools = element("div", "gt-plot-tools", this.foot);
    this.after = this.button("gt-plot-edge", () => this.showAll());
    this.tool("Zoom out", "−", () => this.zoom(1.6));
    this.tool("Zoom in", "+", () => this.zoom(1 / 1.6));
    this.homeTool = this.tool("Whole picture", "Reset", () => this.goHome());
    this.presets = element("div", "gt-plot-tools gt-plot-presets", this.foot);
    this.presets.setAttribute("role", "group");
    this.presets.setAttribute("aria-label", "Show a span of time");
    this.foot.insertBefore(this.presets, this.tools);
    for (const [name, length] of PRESETS) {
      const preset = this.button("gt-plot-tool", () => this.span(length));
      preset.textContent = name;
      preset.length = length;
      this.presets.append(preset);
    }
    this.card = element("div", "gt-plot-card", this.root);
    this.card.hidden = true;
    this.card.setAttribute("aria-hidden", "true");
    this.active = 0;
    this.buttons = [];
    this.kept = new Map();
    this.pointers = new Map();
    this.gestures();
    // at once: the drawing for the screen takes its time, and may be overtaken
    whenPrinted(() => isOnPaper() || offPaper(this.root));
    new ResizeObserver(([entry]) => this.resized(Math.round(entry.contentRect.width))).observe(this.root);
  }

  button(className, act) {
    const made = element("button", className, this.foot);
    made.type = "button";
    made.hidden = className === "gt-plot-edge"; // until there is something beyond the edge
    made.addEventListener("click", act);
    return made;
  }

  tool(name, sign, act) {
    const made = this.button("gt-plot-tool", act);
    made.textContent = sign;
    made.setAttribute("aria-label", name);
    made.title = name;
    this.tools.append(made);
    return made;
  }

  x(time) {
    return ((time - this.window[0]) / (this.window[1] - this.window[0])) * this.width;
  }

  /** Take over what Python sent: redraw in place, keep the window that the reader holds. */
  async update(data, palette, seen) {
    data = { ...data, marks: this.placed(data), events: data.events ?? this.unnamed(data) };
    this.latest = data;
    const settled = this.outbox.settled(seen) && !this.pointers.size;
    if (!this.window || settled) this.window = [...data.view];
    this.root.classList.toggle("gt-narrow", !data.gutter);
    this.root.style.setProperty("--gt-gutter", `${data.gutter}px`);
    this.body.style.height = `${data.height}px`;
    this.whole ??= this.root.clientWidth;
    this.width = this.whole - data.gutter;
    this.root.style.setProperty("--gt-whole", this.whole);
    if (this.measure() && !this.data) return; // the layout for the real width is on its way
    const { data: traces, layout } = paint(data.figure, palette);
    const Plotly = await load(data.script);
    if (this.latest !== data) return;
    layout.xaxis.range = [...this.window];
    this.dates();
    layout.width = this.width;
    // Plotly lays all out anew when the height changes, so it keeps the greatest and is cut off
    this.tall = Math.max(this.tall ?? 0, data.height);
    layout.height = this.tall;
    layout.yaxis.range = [this.tall, 0];
    await Plotly.react(this.figure, traces, layout, { staticPlot: true, displayModeBar: false });
    if (this.latest !== data) return;
    this.Plotly = Plotly;
    this.data = data;
    this.overview.show(data.overview, data.extent);
    this.nameLanes();
    this.nameMarks();
    this.follow();
    this.keepActive();
    if (isOnPaper()) onPaper(this.root, data);
    else offPaper(this.root);
    if (data.ask) this.learn(data);
  }

  /** Return the marks as [event, lane, time, height]: places come from the figure, which has them. */
  placed({ marks, figure }) {
    if (!marks) return [];
    const { x, y } = figure.data[marks.trace];
    const [events, lanes, times, heights] = [marks.events, marks.lanes, x, y].map(unpack);
    return Array.from(events, (event, place) => [event, lanes[place], times[place], heights[place]]);
  }

  /** Return the events of a full picture as they are drawn before their names are known. */
  unnamed({ looks, styles, numbered }) {
    const nameless = { id: "", title: "", words: "", start: null, stop: null };
    return Array.from(unpack(looks), (look, place) => ({
      ...nameless,
      number: place < numbered ? place + 1 : 0,
      style: styles[look],
    }));
  }

  /** Ask what the events of a full picture are called: drawing it does not wait for that. */
  async learn(data) {
    if (this.learnt?.ask !== data.ask) this.learnt = { ask: data.ask, events: this.names(data.ask) };
    const told = await this.learnt.events;
    if (this.data !== data || told.length !== data.events.length) return;
    data.events = told.map((each, place) => ({ ...each, style: data.events[place].style }));
    this.nameMarks();
    this.follow();
    this.keepActive();
  }

  /** Return the names of a picture's events; none when the log has changed or the server is away. */
  async names(address) {
    try {
      const answer = await fetch(address);
      return answer.ok ? await answer.json() : [];
    } catch {
      this.learnt = undefined;
      return [];
    }
  }

  /** Tell Python when the picture has another width than the layout was made for. */
  measure() {
    const rounded = Math.max(Math.floor(this.whole / SLACK) * SLACK, SLACK);
    const other = rounded !== this.latest.width;
    if (other && this.told !== rounded) {
      this.told = rounded;
      this.trigger("width", rounded);
    }
    return other;
  }

  /** Follow a change of width; the height is ours and asks for nothing. */
  resized(whole) {
    // a sheet of paper scales the picture as it is: another layout would come too late
    if (!this.latest || !whole || whole === this.whole || isOnPaper()) return;
    this.whole = whole;
    this.width = whole - this.latest.gutter;
    this.root.style.setProperty("--gt-whole", whole);
    this.measure();
    if (!this.data) return;
    this.Plotly.relayout(this.figure, { width: this.width });
    this.follow();
  }

  dates() {
    const [first, last] = this.latest.extent;
    const long = yearOf(first) !== yearOf(last);
    [this.spans, this.ticks] = calendar(this.window, this.width, long);
  }

  /** Move everything that is not Plotly's to where the window has it. */
  follow() {
    const { width } = this;
    const heads = [];
    for (const [from, to, names, where = ""] of this.spans) {
      const left = Math.max(this.x(from), 0);
      const right = Math.min(this.x(to), width);
      if (right - left < 8) continue;
      // a name that is cut off reads like another; that of a beginning stands at the beginning only
      const known = !where || this.x(from) > -1;
      const name = known && names.find((each) => breadth(each, this.strip) + 8 <= right - left);
      heads.push([`gt-plot-span ${where}`, left, `${right - left}px`, name || ""]);
    }
    for (const [at, name] of this.ticks) {
      const x = this.x(at);
      if (x > 14 && x < width - 14) heads.push(["gt-plot-tick", x, "", name]);
    }
    pool(this.strip, heads, ([className, left, breadth, name], heading) => {
      put(heading, "className", className);
      put(heading.style, "left", `${left}px`);
      put(heading.style, "width", breadth);
      put(heading, "textContent", name);
    });
    const edges = this.spans.map(([from]) => this.x(from)).filter((x) => x > 0);
    pool(this.grid, edges, (x, line) => put(line.style, "left", `${x}px`));
    this.data.marks.forEach(([, , at, y], place) => {
      const x = this.x(at);
      const button = this.buttons[place];
      put(button.style, "transform", `translate(${x.toFixed(1)}px, ${y}px)`);
      button.classList.toggle("gt-out", x < -12 || x > width + 12);
    });
    this.overview.follow(this.window);
    this.showWhiskers();
  }

  nameLanes() {
    const { lanes, groups } = this.data;
    pool(this.groups, groups, ([name, top], heading) => {
      put(heading, "className", "gt-plot-group");
      put(heading, "textContent", name);
      put(heading.style, "top", `${top}px`);
    });
    pool(this.lanes, lanes, ([name, top, height], lane, place) => {
      put(lane, "className", place % 2 ? "gt-plot-lane gt-odd" : "gt-plot-lane");
      put(lane.style, "top", `${top}px`);
      put(lane.style, "height", `${height}px`);
    });
    pool(this.labels, lanes, ([name, top], label) => {
      put(label, "className", "gt-plot-label");
      put(label, "textContent", name);
      put(label, "title", name);
      put(label.style, "top", `${top}px`);
    });
  }

  nameMarks() {
    const { marks, events, alt, selected, lanes } = this.data;
    this.marks.setAttribute("aria-label", alt);
    // a mark keeps its button as long as its event stands in its lane, so that little changes
    const before = this.kept;
    this.kept = new Map();
    this.buttons = marks.map(([event, lane], place) => {
      const known = events[event];
      const [laneName, , , laneId] = lanes[lane];
      const key = `${known.id || event} ${laneId}`;
      const button = before.get(key) ?? element("button", `gt-plot-mark ${known.style}`, this.marks);
      before.delete(key);
      this.kept.set(key, button);
      const number = known.number || "";
      put(button, "type", "button");
      button.tabIndex = place === this.active ? 0 : -1;
      button.place = place;
      if (button.look !== known.style) {
        button.look = known.style;
        button.className = `gt-plot-mark ${known.style}`;
      }
      put(button.dataset, "event", known.id);
      put(button, "textContent", String(number));
      button.classList.toggle("gt-long", number > 99);
      button.classList.toggle("gt-longer", number > 9999);
      const said = [known.title, known.words, laneName].filter(Boolean).join("; ");
      put(button, "ariaLabel", `${number && `${number}. `}${said}`);
      put(button, "ariaCurrent", known.id === selected ? "true" : null);
      return button;
    });
    for (const button of before.values()) button.remove();
    for (const [button, count, word] of [
      [this.before, this.data.before, "earlier"],
      [this.after, this.data.after, "later"],
    ]) {
      button.hidden = !count;
      const told = `${count.toLocaleString("en-GB")} ${word}`;
      button.textContent = word === "earlier" ? `◂ ${told}` : `${told} ▸`;
    }
    this.homeTool.disabled = !this.data.moved;
    const [first, last] = this.data.extent;
    for (const preset of this.presets.children) preset.hidden = preset.length > last - first;
  }

  // --- keyboard: one Tab stop, arrows among the marks ---------------------------------------

  makeActive(place, focus = true) {
    const button = this.buttons[place];
    if (!button) return;
    this.buttons[this.active]?.setAttribute("tabindex", "-1");
    this.active = place;
    button.tabIndex = 0;
    if (focus) button.focus();
  }

  /** Keep one mark within reach of Tab: the focused one, the open event's, or the first in view. */
  keepActive() {
    const marks = this.walk();
    const focused = this.marks.contains(document.activeElement) && document.activeElement.place;
    const chosen =
      marks.find(({ place }) => place === focused) ??
      marks.find(({ event }) => this.data.events[event].id === this.data.selected) ??
      marks.find(({ place }) => place === this.active) ??
      marks[0];
    if (chosen) this.makeActive(chosen.place, false);
  }

  /** Return the marks in view in the order of their numbers, and by lane within an event. */
  walk() {
    return this.data.marks
      .map(([event, lane, at], place) => ({ event, lane, at, place }))
      .filter(({ place }) => !this.buttons[place].classList.contains("gt-out"))
      .sort((a, b) => a.event - b.event || a.lane - b.lane);
  }

  /** Return the mark that an arrow, Home or End leads to from the active one. */
  step(key) {
    const marks = this.walk();
    const here = marks.find(({ place }) => place === this.active) ?? marks[0];
    if (!here || key === "Home") return marks[0]?.place;
    if (key === "End") return marks.at(-1).place;
    if (key === "ArrowRight" || key === "ArrowLeft") {
      const [next] =
        key === "ArrowRight"
          ? marks.filter(({ event }) => event > here.event)
          : marks.filter(({ event }) => event < here.event).reverse();
      if (!next) return here.place;
      // of an event in several lanes, its mark in this lane or the first
      const twins = marks.filter(({ event }) => event === next.event);
      return (twins.find(({ lane }) => lane === here.lane) ?? twins[0]).place;
    }
    const onward = (lane) => (key === "ArrowDown" ? lane - here.lane : here.lane - lane);
    const [nearest] = marks
      .filter(({ lane }) => onward(lane) > 0)
      .sort((a, b) => onward(a.lane) - onward(b.lane) || Math.abs(a.at - here.at) - Math.abs(b.at - here.at));
    return (nearest ?? here).place;
  }

  // --- what the pointer or the focus is on ----------------------------------------------------

  showWhiskers() {
    const { marks, events, selected } = this.data;
    const shown = new Set([this.hovered, selected && `${selected}`].filter(Boolean));
    this.whiskers.replaceChildren();
    if (!shown.size) return;
    const { width } = this;
    for (const [event, , , y] of marks) {
      const known = events[event];
      if (!shown.has(known.id)) continue;
      const { start, stop } = known;
      const left = start === null ? 0 : Math.max(this.x(start), 0);
      const right = stop === null ? width : Math.min(this.x(stop), width);
      if (right - left < 12) continue; // the mark itself says it all
      const whisker = element("div", "gt-plot-whisker", this.whiskers);
      whisker.classList.toggle("gt-open-start", start === null);
      whisker.classList.toggle("gt-open-stop", stop === null);
      whisker.style.left = `${left}px`;
      whisker.style.width = `${right - left}px`;
      whisker.style.top = `${y}px`;
    }
  }

  point(button) {
    const [event] = this.data.marks[button.place] ?? [];
    const known = this.data.events[event];
    if (!known?.id) return;
    this.hovered = known.id;
    const title = `${known.number ? `${known.number} · ` : ""}${known.title}`;
    this.tell(title, known.words, button.getBoundingClientRect());
    this.showWhiskers();
  }

  tell(title, words, mark) {
    say(this.card, this.root, title, words, mark);
  }

  /** Tell of a step of time in a lane, where the picture counts, how many events it holds. */
  pointAtStep(event) {
    const { steps, lanes } = this.data;
    const area = this.stage.getBoundingClientRect();
    const [x, y] = [event.clientX - area.left, event.clientY - area.top];
    const time = this.window[0] + (x / this.width) * (this.window[1] - this.window[0]);
    const place = Math.floor((time - steps.from) / steps.step);
    const lane = lanes.findIndex(([, top, height]) => y >= top && y < top + height);
    const count = steps.counts[lane]?.[place];
    if (!count) return this.unpoint();
    const from = steps.from + place * steps.step;
    const words = count < 1 ? "less than one event" : `${Math.round(count).toLocaleString("en-GB")} events`;
    this.tell(
      `${lanes[lane][0]}: ${count >= 0.95 && count < 1.05 ? "one event" : words}`,
      spanName(from, from + steps.step),
      { left: event.clientX - 8, right: event.clientX + 8, top: area.top + lanes[lane][1], bottom: area.top + lanes[lane][1] + lanes[lane][2] },
    );
    return place;
  }

  unpoint() {
    this.hovered = undefined;
    this.card.hidden = true;
    this.showWhiskers();
  }

  // --- the window ------------------------------------------------------------------------------

  move([start, stop]) {
    const [first, last] = this.data.extent;
    const longest = Math.max(last - first, this.data.home[1] - this.data.home[0]) * 2;
    const middle = (start + stop) / 2;
    const breadth = Math.min(Math.max(stop - start, SHORTEST), longest);
    this.window = [middle - breadth / 2, middle + breadth / 2];
    if (this.moving) return;
    this.moving = requestAnimationFrame(() => {
      this.moving = 0;
      if (!this.data) return;
      this.Plotly.relayout(this.figure, {
        "xaxis.range": [...this.window],
      });
      this.dates();
      this.follow();
    });
  }

  /** Send the window to Python once the reader's hand rests. */
  settle(wait = 0) {
    clearTimeout(this.resting);
    this.outbox.next();
    this.resting = setTimeout(() => {
      this.trigger("window", { n: this.outbox.next(), start: this.window[0], stop: this.window[1] });
    }, wait);
  }

  zoom(factor, at = 0.5) {
    const [start, stop] = this.window;
    const pivot = start + (stop - start) * at;
    this.move([pivot - (pivot - start) * factor, pivot + (stop - pivot) * factor]);
    this.settle(200);
  }

  /** Show `length` milliseconds around the middle of the picture, or everything. */
  span(length) {
    if (!length) return this.showAll();
    const middle = (this.window[0] + this.window[1]) / 2;
    this.move([middle - length / 2, middle + length / 2]);
    this.settle();
  }

  goHome() {
    this.move(this.data.home);
    this.send({ home: true });
  }

  showAll() {
    this.move(this.data.extent);
    this.settle();
  }

  /** Open the event of a mark, by its id; in a full picture that may still be on its way. */
  async open(place) {
    const { data } = this;
    const [event] = data.marks[place];
    if (!data.events[event].id) await this.learnt?.events;
    if (data.events[event].id) this.trigger("open", data.events[event].id);
  }

  send(what) {
    clearTimeout(this.resting);
    this.trigger("window", { n: this.outbox.next(), ...what });
  }

  gestures() {
    const { stage, marks } = this;
    marks.addEventListener("click", (event) => {
      const button = event.target.closest(".gt-plot-mark");
      if (!button || this.dragged) return;
      this.makeActive(button.place, false);
      this.open(button.place);
    });
    marks.addEventListener("keydown", (event) => {
      if (!/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      this.makeActive(this.step(event.key));
    });
    for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
      marks.addEventListener(enter, (event) => {
        const button = event.target.closest(".gt-plot-mark");
        if (button && !this.dragged) this.point(button);
      });
      marks.addEventListener(leave, () => this.unpoint());
    }
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.card.hidden) this.unpoint();
    });

    stage.addEventListener("pointermove", (event) => {
      if (this.data?.steps && !this.pointers.size) this.pointAtStep(event);
    });
    stage.addEventListener("pointerleave", () => this.data?.steps && this.unpoint());
    stage.addEventListener("click", (event) => {
      if (!this.data?.steps || this.dragged) return;
      const place = this.pointAtStep(event);
      if (place === undefined) return;
      const { from, step } = this.data.steps;
      this.unpoint();
      this.move([from + (place - 1) * step, from + (place + 2) * step]);
      this.settle();
    });

    const place = (event) => event.clientX - stage.getBoundingClientRect().left;
    stage.addEventListener("pointerdown", (event) => {
      if (event.button || !this.data) return;
      this.pointers.set(event.pointerId, { x: place(event), from: place(event) });
      this.held = [...this.window];
      this.dragged = false;
      this.brushing = event.shiftKey && event.pointerType === "mouse";
      for (const pointer of this.pointers.values()) pointer.from = pointer.x;
    });
    stage.addEventListener("pointermove", (event) => {
      const pointer = this.pointers.get(event.pointerId);
      if (!pointer) return;
      pointer.x = place(event);
      const all = [...this.pointers.values()];
      if (!this.dragged && all.every(({ x, from }) => Math.abs(x - from) < 5)) return;
      if (!this.dragged) {
        this.dragged = true;
        this.unpoint();
        stage.setPointerCapture(event.pointerId);
        stage.classList.add("gt-held");
      }
      const [start, stop] = this.held;
      const time = (x) => start + ((stop - start) * x) / this.width;
      if (this.brushing) {
        const [left, right] = [pointer.from, pointer.x].sort((a, b) => a - b);
        this.brush.hidden = false;
        this.brush.style.left = `${left}px`;
        this.brush.style.width = `${right - left}px`;
      } else if (all.length === 1) {
        const by = time(pointer.from) - time(pointer.x);
        this.move([start + by, stop + by]);
      } else {
        // two fingers: what was under each stays under it
        const [a, b] = all;
        if (Math.abs(b.x - a.x) < 8) return;
        const scale = (time(b.from) - time(a.from)) / (b.x - a.x);
        const left = time(a.from) - a.x * scale;
        this.move([left, left + scale * this.width].sort((p, q) => p - q));
      }
    });
    const release = (event) => {
      if (!this.pointers.delete(event.pointerId)) return;
      stage.classList.remove("gt-held");
      if (this.brushing && this.dragged) {
        const left = parseFloat(this.brush.style.left);
        const breadth = parseFloat(this.brush.style.width);
        this.brush.hidden = true;
        const [start, stop] = this.held;
        const time = (x) => start + ((stop - start) * x) / this.width;
        if (event.type === "pointerup" && breadth > 5) this.move([time(left), time(left + breadth)]);
      }
      this.brushing = false;
      this.held = [...this.window];
      for (const pointer of this.pointers.values()) pointer.from = pointer.x;
      if (!this.pointers.size && this.dragged) {
        this.settle();
        // the click that ends a drag is not a click on a mark
        setTimeout(() => (this.dragged = false));
      }
    };
    stage.addEventListener("pointerup", release);
    stage.addEventListener("pointercancel", release);
    stage.addEventListener(
      "wheel",
      (event) => {
        if (!this.data) return;
        const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
        if (event.ctrlKey || event.metaKey) {
          this.zoom(Math.exp(Math.min(Math.max(event.deltaY, -60), 60) / 120), place(event) / this.width);
        } else if (sideways) {
          const by = (event.deltaX / this.width) * (this.window[1] - this.window[0]);
          this.move([this.window[0] + by, this.window[1] + by]);
          this.settle(200);
        } else return; // the page scrolls past the picture
        event.preventDefault();
      },
      { passive: false },
    );
  }
}

const pictures = new WeakMap();

/** Draw `data` in `parent`, or redraw it in place; `shared` is what all of a board has in common. */
export function plot(parent, data, palette, shared) {
  if (!pictures.has(parent)) pictures.set(parent, new Picture(parent));
  const picture = pictures.get(parent);
  picture.trigger = shared.trigger;
  picture.outbox = shared.outbox;
  return picture.update(data, palette, shared.seen);
}
