"""Text as a reader types it, to text as it is compared: case, accents and width folded."""

from __future__ import annotations

import unicodedata

# Combining classes of marks that spell instead of accenting: nukta, kana voicing, virama, and the
# vowels and tones of South and South-East Asian scripts (Unicode Character Database, table of
# Canonical_Combining_Class values).
_SPELLING = frozenset((*range(6, 10), *range(84, 133)))


def _is_dropped(letter: str) -> bool:
    """Tell whether a letter is an accent, or a sign that is not seen such as a joiner."""
    mark = unicodedata.combining(letter)
    return bool(mark and mark not in _SPELLING) or unicodedata.category(letter) == "Cf"


def fold(text: str) -> str:
    """Fold case, accents and width, so that "Zürich" and "ZURICH" compare equal.

    Compatibility decomposition (Unicode NFKD), accents and invisible format characters dropped,
    full case folding, composition (NFC), runs of white space to one blank. Scripts without case
    or accents come out as they are; a letter that Unicode does not take apart, such as ø, stays.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in decomposed if not _is_dropped(letter))
    return " ".join(unicodedata.normalize("NFC", bare.casefold()).split())
