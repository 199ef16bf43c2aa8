"""What a reader sees of an error of the program: a sentence, and nothing of the code."""

import json
import logging
from io import StringIO

from streamlit.testing.v1 import AppTest

from components.sources import telemetry
from tests.pace import PATIENCE


def _fail() -> None:
    from components.streamlit_app.failure import on_script_error

    try:
        raise ValueError("/secret/place")
    except ValueError as error:
        assert on_script_error(error), "Streamlit would add an answer of its own"


def test_the_reader_gets_a_reference_and_the_host_the_cause() -> None:
    written = StringIO()
    handler = logging.StreamHandler(written)
    logging.getLogger(telemetry.NAME).addHandler(handler)
    try:
        page = AppTest.from_function(_fail, default_timeout=PATIENCE).run()
    finally:
        logging.getLogger(telemetry.NAME).removeHandler(handler)
    assert not page.exception
    line = json.loads(written.getvalue())
    (errors,) = page.error
    assert line["reference"] in errors.value
    assert "ValueError: /secret/place" in line["exception"]
    assert not {"ValueError", "secret", "Traceback"} & set(errors.value.replace("/", " ").split())
