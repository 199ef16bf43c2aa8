"""A Markdown file with front matter, as of Jekyll and Hugo: one record.

The fields are those of the front matter. The first paragraph is the text, and what the front matter
leaves out the first heading and the name of the file may say.
"""

import json
import re
from collections.abc import Iterator

from components.imports.file import InputFile
from components.imports.formats.toml import parse_toml_text
from components.imports.formats.yaml import parse_yaml_text
from components.imports.mapping import FieldMapping
from components.imports.record import InputRecord
from components.imports.value import Value, parse_first_json

_FENCES = {b"---": parse_yaml_text, b"+++": parse_toml_text}
_NAME = re.compile(r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})-(.+)")
_HEADING = re.compile(r"#+[ \t]+(.*?)[ \t#]*")
# Images, rules, comments, shortcodes and includes are no paragraphs.
_NO_TEXT = ("!", "<!--", "{{", "{%", "---", "***", "```", "import ", ":::")


def read_markdown(file: InputFile, _: FieldMapping) -> Iterator[InputRecord]:
    """Read the record; raise OSError, and UnreadableFileError where there is no front matter."""
    data = file.read().replace(b"\r\n", b"\n")
    fence, rest = (*data.split(b"\n", 1), b"")[:2]
    parse = _FENCES.get(fence.rstrip())
    front = closing = body = b""
    fields: Value = {}
    if data.startswith(b"{"):
        fields, body = _json_and_body(data)
    elif parse:
        front, closing, body = (b"\n" + rest).partition(b"\n" + fence.rstrip() + b"\n")
        if not closing and front.rstrip().endswith(b"\n" + fence.rstrip()):
            front, closing = front.rstrip().removesuffix(fence.rstrip()), fence
    if parse and closing:
        fields = parse(front, file) if front.strip() else {}
    elif not fields:
        message = "it does not begin with front matter, between two lines --- or two lines +++"
        raise file.unreadable("wrong-shape", message)
    if not isinstance(fields, dict):
        raise file.unreadable("wrong-shape", "its front matter is no list of keys and values")
    file.size = file.rows = 1
    text = body.decode(errors="replace")
    yield InputRecord(":1", {**_said_elsewhere(file, text, fields), **fields})


def _json_and_body(data: bytes) -> tuple[Value, bytes]:
    """Take front matter in JSON off a page; nothing where it is none."""
    text = data.decode(errors="replace")
    try:
        fields, end = parse_first_json(text)
    except (json.JSONDecodeError, RecursionError):
        return {}, b""
    return fields, text[end:].encode()


def _said_elsewhere(file: InputFile, text: str, fields: dict[str, Value]) -> dict[str, Value]:
    """Return what the body and the name of a file say, where the front matter does not."""
    found: dict[str, Value] = {}
    known = {key.casefold() for key in fields}
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    heading = next((match[1] for part in paragraphs if (match := _HEADING.fullmatch(part))), "")
    first = next(
        (part for part in paragraphs if not part.startswith((*_NO_TEXT, "#", "|", "[", ">"))), ""
    )
    named = _NAME.fullmatch(file.path.stem)
    if "date" not in known and named:
        found["date"] = named[1]
    if "title" not in known:
        found["title"] = heading or (named[2] if named else file.path.stem).replace("-", " ")
    if "text" not in known and first:
        found["text"] = first
        if len(paragraphs) > 1 + bool(heading):
            file.note("of what stands below its front matter, the first paragraph is kept")
    return found
