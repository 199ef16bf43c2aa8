// What a page without a server filters, searches and reads addresses by; see components/editions/rules.py.

/** For each event, in reading order, the places among a facet's options of those that it has. */
export type Values = number[][];

/** A filter; `acting` are the values of those who act in an event, among the same options. */
export interface Facet {
    heading: string;
    options: string[];
    names: string[];
    values: Values;
    acting?: Values;
}

/** See `FoldingTable` in components/frames/folding_table.py. */
export interface FoldingTable {
    blanks: string;
    dropped: string;
    unknown: string;
    replaced: string;
    spelt: Record<string, string>;
    longest: number;
}

/** See components/selection/address_table.py. */
export interface AddressTable {
    fields: [parameter: string, unset: string | string[]][];
    values: Record<string, string[]>;
    places: Record<string, string[]>;
    steps: number;
    people: string[];
    kept: string[];
    unread: string[];
    longest: number;
    longestSearch: number;
    longestShown: number;
    mostParameters: number;
    mostValues: number;
    why: Record<string, string> & {
        filter: Record<string, string>;
        at: Record<string, string>;
    };
}

export interface Rules {
    events: string[];
    starts: (number | null)[];
    stops: (number | null)[];
    texts: string[];
    facets: Record<string, Facet>;
    dates: { from: Record<string, number>; to: Record<string, number> };
    days: Record<string, [date: string, alone: string]>;
    folding: FoldingTable;
    address: AddressTable;
}

/** What a reader looks at, by the parameters of an address: a list for a filter, else a text. */
export type Selection = Record<string, string | string[]>;

/** A part of an address that could not be used, shortened, and why. */
export interface Ignored {
    key: string;
    value: string;
    why: string;
}

/**
 * Events that pass all filters, in reading order; for each option how many would pass with it, under
 * the other filters; for each filter in use, by its key, "text" or "window", how many pass without
 * it.
 */
export interface Answer {
    ids: string[];
    counts: Record<string, Record<string, number>>;
    relaxed: Record<string, number>;
}
