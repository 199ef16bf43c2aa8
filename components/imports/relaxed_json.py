"""Text that is JSON but for what people and browsers put around it.

Comments, commas behind the last item, and the assignment or call by which a script would take it.
"""

import re

# What counts, before what does not: a string, in which everything counts, is passed over whole.
_COMMENT = re.compile(
    r'("[^"\\]*+(?:\\.?[^"\\]*+)*+(?:"|\Z))|//[^\n]*+|/\*.*?(?:\*/|\Z)', re.DOTALL
)
_COMMA = re.compile(r'("[^"\\]*+(?:\\.?[^"\\]*+)*+(?:"|\Z))|,(?=\s*+[\]}])', re.DOTALL)
_BEFORE = re.compile(
    r"\s*+(?:export\s++default|(?:(?:export\s++)?(?:var|let|const)\s++)?[A-Za-z_$][\w$.]*+\s*+[=(])"
    r"(?=\s*+[\[{])"
)
_BEHIND = re.compile(r"[\]}]\s*+(\)?\s*+;?)\s*+\Z")
_LONGEST_TAIL = 200  # characters, in which a script ends its assignment
_NO_BLANK = re.compile(r"[^\n]")


def strict_json(text: str) -> str:
    """Return a text with blanks in the place of all that JSON does not know.

    Every character stays where it is.
    """
    text = _blanked(_COMMENT, text)
    if match := _BEFORE.match(text):
        text = _blank(match[0]) + text[match.end() :]
        tail = text[-_LONGEST_TAIL:]
        if behind := _BEHIND.search(tail):
            start = len(text) - len(tail) + behind.start(1)
            text = text[:start] + _blank(text[start:])
    return _blanked(_COMMA, text)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: match[0] if match[1] else _blank(match[0]), text)


def _blank(text: str) -> str:
    return _NO_BLANK.sub(" ", text)
