"""Query strings that nobody types, by kind, as bytes."""

from collections.abc import Callable, Mapping
from random import Random
from urllib.parse import quote, quote_plus

from components.wording import FILTERS
from tests.hostile.payloads import VALUES

MEGABYTE = 1_000_000
KEYS = (
    *(filter_.key for filter_ in FILTERS),
    *["q", "from", "to", "clock", "lanes", "page", "part", "at", "event", "number", "show"],
)

# Of each kind it is said whether anything of it may be of use; if not, the page has to say so.
LINKS: Mapping[str, bytes] = {
    "NUL": b"q=a%00b&event=%00",
    "raw NUL": b"q=\x00&topic=\x00",
    "bad UTF-8": b"event=%ff%fe&topic=%c0%af",
    "raw bad UTF-8": b"event=\xff\xfe&q=\xc3\x28",
    "surrogates": b"event=%ed%a0%80&q=%ed%b0%80",
    "10,000 values": b"&".join(b"topic=t%d" % n for n in range(10_000)),
    "20,000 keys": b"&".join(b"k%d=v" % n for n in range(20_000)),
    "24 MB value": b"q=" + b"x" * (24 * MEGABYTE),
    "24 MB key": b"k" * (24 * MEGABYTE) + b"=v",
    "2 MB of nothing": b"&" * (2 * MEGABYTE),
    "CRLF": b"event=x%0d%0aSet-Cookie:%20a=b&from=2025%0d%0a",
    "traversal": b"event=../../../../etc/passwd&log=/etc/passwd&file=..%2f..%2f",
    "1e400": b"from=1e400&number=1e400&to=-1e400",
    "NaN": b"from=NaN&to=Infinity&number=NaN",
    "duplicates": b"page=nowhere&page=data&page=nowhere&event=a&event=b",
    "very long value": b"topic=" + b"y" * 15_000,
    "unknown ids": b"topic=nobody&actor=nobody&source=nobody&event=nobody&kind=nobody",
    "wrong types": b"number=true&lanes=7&clock=null&page[]=data&topic[0]=a",
    "percent nonsense": b"%&%%&%zz=%zz&event=%u0041&topic=%",
    "twice encoded": b"event=%2566irst&topic=%253Cscript%253E",
    "HTML": b"event=<script>window.__pwn=1</script>&topic=%3Cimg%20src=x%20onerror=alert(1)%3E",
    "javascript": b"event=javascript:alert(1)&next=//evil.example&redirect=http://evil.example",
    "pattern": b"topic=.*&actor=(a%2B)%2B$&event=[",
    "right to left": "event=\u202egnp.exe&topic=\u2066x".encode(),
    "zero width": "event=fir\u200bst&topic=\ufeff".encode(),
    "names of programs": b"__proto__=1&constructor=2&__class__=3&event=__proto__",
    "format strings": b"event=%7B0.__class__%7D&topic=%25s%25n&actor=$%7Bjndi:ldap://x%7D",
    "SQL": b"event=1%27%20OR%20%271%27=%271&topic=;DROP%20TABLE%20events",
    "separators": b"topic=a;actor=b&&&=&=&=x",
    "backwards": b"from=2025-05-12&to=2025-05-10",
    "no such date": b"from=2025-02-30&to=2025-13-45",
    "frames": b"embed=true&embed=true&show=everything&embed_options=<script>",
    "long search": b"q=" + b"(a+)+$" * 60,
    "digits of other scripts": "number=\u0662&from=\u0662\u0660\u0662\u0665".encode(),
}


def generated(seed: int) -> bytes:
    """Return a query made of keys, values and nonsense, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - no secret hangs on it

    def text() -> str:
        kind = random.randrange(6)
        if kind == 0:
            return random.choice(VALUES)[:300]
        if kind == 1:
            return "".join(chr(random.randrange(0xD800)) for _ in range(random.randrange(12)))
        if kind == 2:
            return str(random.choice([0, -1, 1e308, 2**63, 0.1, 999_999_999, "1e400", "0x10"]))
        if kind == 3:
            return random.choice(
                ["first", "second", "talks", "ann", "paper", "utc", "data", "kind"]
            )
        if kind == 4:
            return f"{random.randrange(-9999, 99999)}-{random.randrange(15)}-{random.randrange(40)}"
        return random.choice(["meeting", "2025-05-10", "2025-05", "Y12345", "", " ", "a b"])

    parts = []
    for _ in range(random.randrange(9)):
        name = random.choice(KEYS) if random.random() < 0.8 else text()
        ways: list[Callable[[str], str]] = [quote, quote_plus, str]
        write = random.choice(ways)
        parts.append(f"{write(name)}={write(text())}")
    query = bytearray(random.choice(["&", "&", "&", ";"]).join(parts).encode())
    for _ in range(random.choice([0, 0, 0, 1, 5]) if query else 0):
        query[random.randrange(len(query))] = random.randrange(256)
    return bytes(query)
