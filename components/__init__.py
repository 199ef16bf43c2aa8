"""The house: the data travels one way, and each package imports only the stages before it.

    data/events.yaml -> events -> frames -> selection -> figures -> exports -> panels -> server
        -> app.py

- events: text becomes validated values; the one statement of the log's format and of time.
- frames: values become columns, one row per event, and the index that counts them.
- selection: what the reader looks at, in the URL, as filters and in one sentence.
- figures: values become pictures.
- exports: the view becomes bytes to take away.
- panels: the only code that knows Streamlit.
- server: what surrounds the page: routes, what every answer and connection passes, start and end.
"""
