// What Python sends to the page, and what the page's scripts hand to each other.

/** From and to, in milliseconds on the reader's clock. */
export type Span = [start: number, stop: number];

/** Colours by name, of the light or the dark theme; see components/figures/theme.py. */
export type Palette = Record<string, string>;

/** What the scripts say by themselves; see components/wording/script.py. */
export type Words = Record<
    | "spans"
    | "day"
    | "week"
    | "month"
    | "year"
    | "all"
    | "zoomOut"
    | "zoomIn"
    | "reset"
    | "resetHint"
    | "oneEvent"
    | "lessThanOneEvent"
    | "events"
    | "copied"
    | "selected"
    | "copyByHand"
    | "noCopying"
    | "copyKeys"
    | "copyKeysOfMac"
    | "textToCopy"
    | "close"
    | "hint"
    | "forGood",
    string
>;

/** A node of an area: text, or an element; see components/pages/html.py. */
export type Tree = string | TreeElement;
export type TreeElement = [tag: string, attributes: Attributes, ...children: Tree[]];
export type Attributes = Record<string, string | boolean>;

/** Numbers as Plotly packs them: little-endian bytes in base64. */
export interface Packed {
    dtype: "u1" | "u2" | "f4" | "f8";
    bdata: string;
}

/** Numbers that stand on an even grid, as their places on it. */
export interface Grid {
    from: number;
    step: number;
    at: Packed;
}

/** A figure of Plotly's, with colours as tokens until it is painted. */
export interface Figure {
    data: { x: Packed; y: Packed }[];
    layout: {
        xaxis: { range?: number[] };
        yaxis: { range?: number[] };
        width?: number;
        height?: number;
    };
}

/** The part of Plotly's script that is called. */
export interface PlotlyScript {
    react(root: HTMLElement, data: object[], layout: object, config?: object): Promise<unknown>;
    relayout(root: HTMLElement, change: object): Promise<unknown>;
    purge(root: HTMLElement): void;
}

/** What the card of an event says below title and time, and the rows of those it speaks of. */
export interface CardWords {
    card?: [kind: string, words: string][];
    rows?: string[];
}

export type Lane = [name: string, top: number, height: number];
export type Group = [name: string, top: number];

/** How many events each lane has in each step of time. */
export interface Steps {
    from: number;
    step: number;
    counts: number[][];
}

/** What every picture is sent with; see components/pages/picture.py. */
interface AnyPicture {
    figure: Figure;
    view: Span;
    home: Span;
    extent: Span;
    overview: number[];
    moved: boolean;
    busiest: Record<string, Span>;
    width: number;
    height: number;
    gutter: number;
    alt: string;
    selected: string;
    script: string;
    /** How many events lie beyond either end, in words, "" for none. */
    before: string;
    after: string;
}

/** A picture of more events than have marks: lanes that count them. */
export interface CountedPicture extends AnyPicture {
    lanes: Lane[];
    groups: Group[];
    steps: Steps;
}

/** What a time window belongs to: it says how far the window may go, and draws it. */
export interface WindowHost {
    data?: { extent: Span; home: Span; busiest: Record<string, Span> };
    shared: Shared;
    redraw(): void;
}

/** A picture in columns; see components/figures/columns.py. All places are in pixels. */
export interface ColumnPicture extends AnyPicture {
    top: number;
    columns: ColumnHead[];
    unit: string;
    down: boolean;
    halves: [name: string, x: number, width: number, hues: number[]][];
    rows: [
        name: string,
        top: number,
        height: number,
        hues: number[],
        group: string,
        count: string,
        id: string,
        short: string,
        number: number,
    ][];
    sectionsName: string;
    captions: [words: string, x: number, y: number, width: number][];
    ticks: [x: number, y: number, name: string][];
    labels: ColumnLabel[];
    /** What the first visit is told of the picture. */
    hint?: string;
    /** The address that has the cards of a picture of many events. */
    ask?: string;
}

/** A column: what has no hour, or lies beyond the window, has no time; `beyond` is left out there. */
export type ColumnHead = [
    name: string,
    x: number,
    width: number,
    count: string,
    span: Span | null,
    beyond: string,
];

/** An event of a picture in columns: its mark, and the lines of its label. */
export interface ColumnLabel extends CardWords {
    id: string;
    number: number;
    title: string;
    /** The short name, where the title does not contain it. */
    label?: string;
    words: string;
    start: number | null;
    x: number;
    y: number;
    left: number;
    top: number;
    lines: string[];
    bold: boolean;
    /** Whether the event stands back: it is only about the people whom a filter chooses, or has
     * nothing to do with the open event. */
    about: boolean;
    /** What it has to do with the open event, if one is open, and that in words. */
    bond?: "open" | "linked" | "differing" | "none";
    bondWords?: string;
    aside: string[];
}

/** A span with its names, the longest first, and a class; and a moment with its name. */
export type Heading = [from: number, to: number, names: string[], className?: string];
export type Tick = [at: number, name: string];

/** A chart of rows; see components/pages/chart.py. */
export interface ChartData {
    figure: Figure;
    height: number;
    rows: [text: string, y: number, href: string][];
    columns: [text: string, x: number, breadth: number][];
    spots: Spot[];
    alt: string;
    gutter: number;
    tail: number;
    head: number;
    least: number;
    script: string;
}
export type Spot = [
    x: number,
    y: number,
    text: string,
    label: string,
    words: string,
    href: string,
    style: string,
];

/** One call of `board.show`; see components/streamlit_app/board.py. */
export interface BoardData {
    areas: Record<string, Tree[]>;
    picture: CountedPicture | ColumnPicture | null;
    charts: Record<string, ChartData>;
    /** The number of the last message from the page that this answer knows. */
    seen: number;
    /** The query part of the address of the view, from its question mark on; "" on part of a page. */
    address: string;
    focus: string[];
    /** What the log was when this was made, "" where nobody is to look for changes. */
    state: string;
}

/** What a component is registered with; see components/streamlit_app/component.py. */
export interface Settings {
    script: string;
    style: string;
    palettes: Record<"light" | "dark", Palette>;
    shapes: Record<string, string>;
    words: Words;
}

/** What the page sends to Python, by name. */
export interface Messages {
    go: string;
    form: { values: Record<string, string | string[]>; isSubmitted: boolean };
    open: string;
    window: { start: number; stop: number } | { home: true };
    width: number;
    stale: string;
    back: string;
}
export type Send = <Name extends keyof Messages>(name: Name, message: Messages[Name]) => void;

/** A message as it is sent; later ones have a higher number. */
export interface Message {
    n: number;
    name: keyof Messages;
    value: Messages[keyof Messages];
}

/** What Streamlit calls a component with, as far as it is used. */
export interface ComponentCall {
    data: Uint8Array;
    parentElement: HTMLElement;
    setTriggerValue: (name: "messages", value: Message[]) => void;
}

/** What all parts of a board have in common at one moment. */
export interface Shared {
    send: Send;
    outbox: import("./outbox.js").Outbox;
    seen: number;
    focus: string[];
    charts: Record<string, ChartData>;
    palette: Palette;
    shapes: Record<string, string>;
    words: Words;
    /** Aborts when the board leaves the page. */
    signal: AbortSignal;
}

declare global {
    interface Window {
        Plotly: PlotlyScript;
    }
}
