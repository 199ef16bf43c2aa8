"""How the bytes of a text file are encoded, judged by a bounded sample of them."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

UTF_8: Final = "utf-8"
# Longer marks first: the mark of UTF-32 begins like that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# Bytes at the beginning of a file, and of each piece from further on, that are looked at.
_HEAD_BYTES = 1 << 20
_PIECE_BYTES = 1 << 15
_PIECES = 8
# Bytes that are compared with what other encodings look like, which takes long.
_COMPARED_BYTES = 1 << 14
# What spreadsheets and databases write; of alike encodings, the wider.
_USUAL = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("koi8_r", "cp437", "cp850", "cp866", "mac_roman", "cp874"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
)
# Hebrew has no capitals, and small Cyrillic letters stand at the same bytes.
_HEBREW = re.compile(rb"[\xe0-\xfa\s\0-\x7f]+")
_WESTERN = "cp1252"
_NOT_ASCII = bytes(range(128, 256))
_FEW = 20  # bytes that are not ASCII, which are too few to tell alike encodings apart
# Share of odd places among what is not ASCII, above which a text is no text in windows-1252.
_MOST_ODD = 0.25
# What in a text of windows-1252 speaks for another encoding: four letters with marks in a row, a
# capital or a sign within a word, a control character.
_ODD = re.compile(
    "[\u00c0-\u024f\u00aa-\u00bf]{4,}|(?<=[a-z\u00df-\u00ff])[\u00c0-\u00de\u0160\u017d\u0178\u0152]"
    "|(?<=[A-Za-z])[^\\w\\s\0-\x7f\u2018\u2019\u2010-\u2015\u00b7\u00ad](?=[A-Za-z])"
    "|[\u00aa\u00b2\u00b3\u00b9\u00bc-\u00be](?=[A-Za-z])|[\x80-\x9f\ufffd]"
)
_MARKED_UNDECODABLE = "mark-undecodable"
# Stands for bytes that are not in the encoding; no text holds it, because it cannot be encoded.
_UNDECODABLE = "\udcff"


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding: the name of Python's codec, the one by which people know it, and its grounds."""

    codec: str
    name: str
    is_marked: bool = False
    is_guessed: bool = False

    @property
    def is_utf_8(self) -> bool:
        """Tell whether the text is UTF-8."""
        return self.name == UTF_8

    @property
    def errors(self) -> str:
        """What is done with bytes that are not in the encoding: they make a text unencodable."""
        return "surrogateescape" if self.is_utf_8 else _MARKED_UNDECODABLE


def is_encoding(name: str) -> bool:
    """Tell whether a name is one of an encoding of text."""
    try:
        return "a,1\n".encode(name).decode(name) == "a,1\n"
    except (LookupError, ValueError):
        return False


def encoding_of(path: Path, stated: str = "") -> Encoding:
    """Return the encoding of a file: that of its byte order mark, the `stated`, or the likeliest.

    Raise OSError as `open` does and ValueError when the mark contradicts what is stated.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for mark, codec, name in _MARKS:
        if head.startswith(mark):
            if stated and not _same_family(stated, name):
                words = f"it begins with the byte order mark of {name.upper()}"
                raise ValueError(f"{words}, and the mapping says {stated}")
            return Encoding(codec, name, is_marked=True)
    if stated:
        return Encoding(stated, UTF_8 if _codec(stated) == UTF_8 else stated)
    if codec := _unmarked_utf_16(head):
        return Encoding(codec, codec, is_guessed=True)
    if _is_utf_8(head, is_cut=len(head) == _HEAD_BYTES) and all(map(_is_utf_8, _pieces(path))):
        return Encoding(UTF_8, UTF_8)
    lines = [line for part in (head, *_pieces(path)) for line in part.split(b"\n")]
    wide = [line for line in lines if not line.isascii()]
    others = [line for line in wide if not _is_utf_8(line)]
    if 2 * len(others) <= len(wide):
        return Encoding(UTF_8, UTF_8)
    codec = _likeliest(b"\n".join(others)[:_COMPARED_BYTES])
    name = f"windows-{codec[2:]}" if codec.startswith("cp125") else codec
    return Encoding(codec, name, is_guessed=True)


def _codec(name: str) -> str:
    return codecs.lookup(name).name


def _same_family(stated: str, marked: str) -> bool:
    return _codec(stated).replace("-sig", "").startswith(marked)


def _is_utf_8(data: bytes, is_cut: bool = False) -> bool:
    """Tell whether bytes are UTF-8, but for a character that is cut at their end."""
    try:
        codecs.getincrementaldecoder(UTF_8)().decode(data, final=not is_cut)
    except UnicodeDecodeError:
        return False
    return True


def _pieces(path: Path) -> Iterator[bytes]:
    """Yield whole lines from several places behind the head of a file."""
    rest = path.stat().st_size - _HEAD_BYTES
    with path.open("rb") as file:
        for number in range(_PIECES if rest > 0 else 0):
            file.seek(_HEAD_BYTES + rest * number // _PIECES)
            piece = file.read(_PIECE_BYTES)
            yield piece[piece.find(b"\n") + 1 : piece.rfind(b"\n") + 1]


def _unmarked_utf_16(head: bytes) -> str:
    """Return the codec of UTF-16 without a mark, in which ASCII has a NUL in each pair of bytes."""
    head = head[: len(head) & ~1]
    first, second = head[::2].count(0), head[1::2].count(0)
    more, less, codec = max((first, second, "utf-16-be"), (second, first, "utf-16-le"))
    if 16 * more < max(len(head), 1) or less * 5 > more:
        return ""
    try:
        codecs.getincrementaldecoder(codec)().decode(head)
    except UnicodeDecodeError:
        return ""
    return codec


def _likeliest(data: bytes) -> str:
    """Return the codec whose text looks most like one, windows-1252 where that is as likely."""
    from charset_normalizer import from_bytes

    oddness = _oddness(data, _WESTERN)
    if not oddness and len(data) - len(data.translate(None, _NOT_ASCII)) < _FEW:
        return _WESTERN
    matches = from_bytes(data, cp_isolation=[*_USUAL])
    best = matches.best()
    western = next((m for m in matches if _WESTERN in m.could_be_from_charset), None)
    if best is None or western:
        # Turkish differs by few letters, of which none is odd; its words tell.
        is_turkish = (
            best is not None
            and western is not None
            and best.encoding == "cp1254"
            and best.coherence > western.coherence
        )
        if oddness <= _MOST_ODD and not is_turkish:
            return _WESTERN
    if best is None:
        return min(_WESTERN, "cp1250", key=lambda codec: _oddness(data, codec))
    if best.encoding in ("cp1251", "koi8_r") and _HEBREW.fullmatch(data):
        return "cp1255"
    return best.encoding


def _oddness(data: bytes, codec: str) -> float:
    """Return the share of odd places among the characters that are not ASCII."""
    text = data.decode(codec, "replace")
    wide = sum(not character.isascii() for character in text)
    return sum(map(len, _ODD.findall(text))) / max(wide, 1)


def _mark_undecodable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _UNDECODABLE, error.end


codecs.register_error(_MARKED_UNDECODABLE, _mark_undecodable)
