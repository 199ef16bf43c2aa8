"""The house: the data travels one way, and each package imports only the stages before it.

    data/events.yaml -> events -> wording -> imports -> drafts -> merges -> frames -> selection
        -> figures -> exports -> sources -> web -> pages -> editions -> streamlit_app -> server
        -> commands -> app.py

- events: text becomes validated values; the one statement of the log's format and of time.
- wording: values become the words that readers read.
- imports: files of other tools become events.
- drafts: an article becomes stubs of events: its quotations, dates and names, and a log of them.
- merges: what another file has goes into a log.
- frames: values become columns, one row per event, and the index that counts them.
- selection: what the reader looks at, in the URL, as filters and in one sentence.
- figures: values become pictures.
- exports: the view becomes bytes to take away.
- sources: where a log comes from: a file or an engine, the last good one, what a host sees of it.
- web: the browser's half: scripts, styles, and their addresses.
- pages: a view becomes the elements of a page.
- editions: a view becomes files that need no server: one page, or a site.
- streamlit_app: the only code that knows Streamlit.
- server: what surrounds the page: routes, what every answer and connection passes, start and end.
- commands: one program that serves a log and has every other command.

Words that these packages share:

- address: a URL of the dashboard, or its query part; it holds the selection.
- facet: a way to sort events, such as by topic; a filter chooses among its values.
- view: a log with a selection; its picture is the timeline: marks, one per event, in rows and
  columns, or ridges of counts, in lanes.
- board: the one component that shows the page in the browser, made of trees of HTML, the picture
  and smaller charts.
- engine: what answers queries about a log: the index in memory, or a warehouse (a database).
- passage: a numbered part of a source; seeds are the files that list the passages of articles.
"""
