"""Attacks by the page's WebSocket: messages, frames, sessions."""

import asyncio
import zlib
from random import Random
from urllib.parse import urlencode

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.siege.attack import attack
from tests.siege.attacker import BINARY, CONTINUED, PING, PROTOCOLS, TEXT, Attacker, Tab, frame
from tests.siege.requests import FORGED

_LARGEST = 63 << 20  # bytes; a message of 64 MB is refused by every version of Streamlit
_SLICE = 1 << 20


def rerun(query: str = "", **widgets: str) -> bytes:
    """Return the message that asks for a run of the page."""
    message = BackMsg()
    message.rerun_script.query_string = query
    for name, value in widgets.items():
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.string_value = name, value
    data: bytes = message.SerializeToString()
    return data


async def _pour(attacker: Attacker, tab: Tab, data: bytes) -> None:
    """Send bytes as they are, and read what comes meanwhile, until the server hangs up."""
    reading = asyncio.create_task(tab.read(60))
    try:
        for first in range(0, len(data), _SLICE):
            tab.writer.write(data[first : first + _SLICE])
            await tab.writer.drain()
        attacker.outcomes["sent"] += 1
        # as long as it takes the server to work through what it let in
        await asyncio.wait([reading], timeout=attacker.seconds(3))
    finally:
        reading.cancel()


@attack
async def names_of_files_without_end(attacker: Attacker) -> None:
    """Twelve messages ask for the addresses of 270,000 files each."""
    message = BackMsg()
    message.file_urls_request.file_names.extend([""] * 270_000)
    message.file_urls_request.request_id = "a"
    message.file_urls_request.session_id = "b"
    async with attacker.tab() as tab:
        await _pour(attacker, tab, frame(message.SerializeToString()) * attacker.times(12))


@attack
async def reruns_in_a_row(attacker: Attacker) -> None:
    """Nine thousand messages ask for the page again, in eighty-seven kilobytes."""
    async with attacker.tab() as tab:
        await tab.send(rerun())
        await _pour(attacker, tab, frame(rerun()) * attacker.times(9000))


@attack
async def reruns_of_many_tabs(attacker: Attacker) -> None:
    """Thirty tabs ask for other views as fast as they can write."""

    async def press(number: int) -> None:
        async with attacker.tab(source=number) as tab:
            messages = [
                frame(rerun(f"from=1{step:03}-01-{1 + number % 28:02}"))
                for step in range(attacker.times(100))
            ]
            await _pour(attacker, tab, b"".join(messages))

    await attacker.repeat(30, press)


@attack
async def questions_about_git(attacker: Attacker) -> None:
    """A tab asks four hundred times for the repository's state."""
    message = BackMsg(load_git_info=True)
    async with attacker.tab() as tab:
        await _pour(attacker, tab, frame(message.SerializeToString()) * attacker.times(400))


@attack
async def messages_that_no_page_sends(attacker: Attacker) -> None:
    """A tab asks to clear the caches, to stop the server, to be cut off, and sends nonsense."""
    messages = (
        BackMsg(clear_cache=True).SerializeToString(),
        BackMsg(debug_shutdown_runtime=True).SerializeToString(),
        BackMsg(debug_disconnect_websocket=True).SerializeToString(),
        BackMsg(set_run_on_save=True).SerializeToString(),
        BackMsg(stop_script=True).SerializeToString(),
        BackMsg(app_heartbeat=True).SerializeToString(),
        b"",
        b"\xff" * 1000,
        rerun()[:-1] + b"\x80",
    )

    async def send(number: int) -> None:
        async with attacker.tab() as tab:
            await tab.send(rerun())
            await _pour(attacker, tab, frame(messages[number % len(messages)]) * 20)

    await attacker.repeat(2 * len(messages), send, at_once=9, least=len(messages))


@attack
async def pages_of_other_sites(attacker: Attacker) -> None:
    """Fifteen handshakes come from pages of another site, some with an Origin that is none."""
    origins = ("http://evil.example", "null", "http://[", "http://10.0.0.1:8501", "file://", "")

    async def shake(number: int) -> None:
        async with attacker.tab(headers=[("Origin", origins[number % len(origins)])]) as tab:
            await tab.send(rerun())
            await tab.read(0.5)

    await attacker.repeat(15, shake, least=len(origins))


@attack
async def frames_that_never_end(attacker: Attacker) -> None:
    """Six messages of sixty-three megabytes are begun in pieces, and never finished."""

    async def begin(number: int) -> None:
        async with attacker.tab(source=number) as tab:
            piece = bytes(_SLICE)
            for step in range(attacker.times(_LARGEST // _SLICE)):
                await tab.send(piece, CONTINUED if step else BINARY, is_last=False)
            attacker.outcomes["held"] += 1
            await tab.read(attacker.seconds(3))

    await attacker.repeat(6, begin)


@attack
async def pieces_of_one_byte(attacker: Attacker) -> None:
    """Messages come in hundreds of thousands of pieces of one byte."""

    async def send(number: int) -> None:
        async with attacker.tab(source=number) as tab:
            pieces = frame(b"\0", CONTINUED, is_last=False) * attacker.times(300_000)
            await _pour(attacker, tab, frame(b"\0", is_last=False) + pieces)

    await attacker.repeat(4, send)


@attack
async def pings_without_pause(attacker: Attacker) -> None:
    """Eight connections ping hundreds of thousands of times."""

    async def ping(number: int) -> None:
        async with attacker.tab(source=number) as tab:
            await _pour(attacker, tab, frame(b"", PING) * attacker.times(400_000))

    await attacker.repeat(8, ping)


@attack
async def frames_without_sense(attacker: Attacker) -> None:
    """Frames break every rule: unmasked, of unknown kinds, too long, of no length, of text."""
    random = Random(5)  # noqa: S311 - no secret hangs on it
    kinds = (
        random.randbytes(5000),
        b"\x82\x05hello",
        frame(b"x", 11),
        frame(b"x" * 200, PING),
        b"\x82\xff" + b"\xff" * 8 + bytes(4),
        frame(f"\n{FORGED}\n".encode(), TEXT),
        frame(b"\xff\xfe", TEXT),
        frame(b"x", CONTINUED),
        frame(rerun(), bits=0x70),
        frame(b"\x03\xe8" + b"\xff" * 100, 8),
    )

    async def send(number: int) -> None:
        async with attacker.tab() as tab:
            tab.writer.write(kinds[number % len(kinds)])
            await tab.read(1)

    await attacker.repeat(100, send, least=len(kinds))


@attack
async def compressed_messages(attacker: Attacker) -> None:
    """Messages of sixty megabytes travel as sixty kilobytes."""
    deflate = zlib.compressobj(9, wbits=-15)
    packed = deflate.compress(bytes(_LARGEST)) + deflate.flush(zlib.Z_SYNC_FLUSH)
    extension = [("Sec-WebSocket-Extensions", "permessage-deflate")]

    async def send(number: int) -> None:
        async with attacker.tab(headers=extension, source=number) as tab:
            await _pour(attacker, tab, frame(packed[:-4], bits=0x40))

    await attacker.repeat(8, send)


@attack
async def hundreds_of_pages_at_once(attacker: Attacker) -> None:
    """Four hundred pages are asked for at once, from forty addresses."""
    await attacker.hold_tabs(400, 5, [rerun()])


@attack
async def sessions_opened_and_left(attacker: Attacker) -> None:
    """Four hundred readers ask for a page each, and are gone before it comes."""

    async def leave(number: int) -> None:
        async with attacker.tab(source=number % 40) as tab:
            await tab.send(rerun(f"from=1{number:03}-01-01"))

    await attacker.repeat(400, leave, at_once=20)


@attack
async def sessions_of_others(attacker: Attacker) -> None:
    """A tab gives itself out as another's, which is open, again and again."""
    async with attacker.tab() as tab:
        await tab.send(rerun())
        name = await _session_name(tab)
        await attacker.repeat(60, lambda _: _reconnect(attacker, name), at_once=6)


async def _session_name(tab: Tab) -> str:
    """Return the server's name for the session of a tab."""
    begins = [_parsed(part) for part in await tab.frames(2, _begins)]
    return begins[-1].new_session.initialize.session_id if begins else "none"


def _parsed(part: bytes) -> ForwardMsg:
    """Return a message of the server; one of nothing for what is none, such as a ping."""
    message = ForwardMsg()
    try:
        message.ParseFromString(part)
    except DecodeError:
        return ForwardMsg()
    return message


def _begins(part: bytes) -> bool:
    return bool(_parsed(part).WhichOneof("type") == "new_session")


def _ends(part: bytes) -> bool:
    return bool(_parsed(part).WhichOneof("type") == "script_finished")


async def _reconnect(attacker: Attacker, name: str) -> None:
    async with attacker.tab(protocols=f"{PROTOCOLS}, {name}") as tab:
        await tab.send(rerun())
        await tab.read(0.2)


@attack
async def answers_that_nobody_reads(attacker: Attacker) -> None:
    """Twenty tabs ask for page after page and read none of them."""

    async def ask(number: int) -> None:
        async with attacker.tab(source=number, room=4096) as tab:
            for step in range(attacker.times(60)):
                await tab.send(rerun(f"from=1{step:03}-01-01"))
                await asyncio.sleep(0.08)

    await attacker.repeat(20, ask)


@attack
async def deep_links_with_a_thousand_parameters(attacker: Attacker) -> None:
    """Tabs ask for addresses at every limit, and for what is beyond it."""
    links = (
        urlencode([(f"k{n}", "v" * 8) for n in range(1000)]),
        urlencode([("actor", f"actor-{n}") for n in range(1000)]),
        "q=" + "a" * 100_000,
        "&" * 100_000,
        "embed=true&" * 900 + "embed_options=" + "x" * 10_000,
    )

    async def open_page(number: int) -> None:
        async with attacker.tab() as tab:
            await tab.send(rerun(links[number % len(links)]))
            await tab.read(attacker.seconds(1.5))

    await attacker.repeat(40, open_page, at_once=10)


@attack
async def values_of_widgets_without_end(attacker: Attacker) -> None:
    """Tabs send widgets by the thousand, and texts of a megabyte."""
    many = rerun(**{f"widget-{n}": "value" for n in range(20_000)})
    long = rerun(text="x" * 900_000)
    prefix = "$$STREAMLIT_INTERNAL_KEY_$$ID-x-board__events"
    forged = rerun(**{prefix: "[" * 900_000})

    async def send(number: int) -> None:
        async with attacker.tab(source=number) as tab:
            await _pour(attacker, tab, frame((many, long, forged)[number % 3]) * 4)

    await attacker.repeat(12, send, at_once=6)


@attack
async def values_kept_for_many_tabs(attacker: Attacker) -> None:
    """Two hundred and fifty tabs leave texts, presses or addresses of 60,000 letters, and stay."""
    press = BackMsg()
    widgets = press.rerun_script.widget_states.widgets
    widgets.add(id="x", json_trigger_value=f'"{"x" * 60_000}"')
    texts = (
        rerun(text="x" * 60_000),
        rerun(text="x" * 250_000),
        press.SerializeToString(),
        rerun("q=" + "x" * 250_000),
    )
    await attacker.hold_tabs(250, 5, texts)


@attack
async def presses_that_cannot_be_read(attacker: Attacker) -> None:
    """Tabs press what the page has shown them, with values that are no JSON, or too deep for it."""
    values = (
        "",
        "x",
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        f"[{'9' * 10_000}]",
        "\x1b[31m",
    )

    async def press(number: int) -> None:
        async with attacker.tab() as tab:
            await tab.send(rerun())
            message = BackMsg()
            message.rerun_script.page_script_hash = "x"
            for part in await tab.frames(2, _ends):
                for name in _component_names(part):
                    widget = message.rerun_script.widget_states.widgets.add()
                    widget.id = f"$$STREAMLIT_INTERNAL_KEY_{name}__events"
                    widget.json_trigger_value = values[number % len(values)]
            for _ in range(5):
                await tab.send(message.SerializeToString())
                await asyncio.sleep(0.05)

    await attacker.repeat(25, press, least=len(values))


def _component_names(part: bytes) -> list[str]:
    """Return the id of the component that a message shows, if it shows one."""
    element = _parsed(part).delta.new_element
    is_component = element.WhichOneof("type") == "bidi_component"
    return [element.bidi_component.id] if is_component else []


@attack
async def headers_kept_with_each_session(attacker: Attacker) -> None:
    """Five hundred tabs come with sixty thousand letters of headers each, and stay."""
    headers = [(f"X-{line}", "y" * 7_000) for line in range(8)]
    await attacker.hold_tabs(500, 5, headers=headers)


@attack
async def pages_of_one_address(attacker: Attacker) -> None:
    """One address opens a thousand tabs that say nothing, and stays."""
    await attacker.hold_tabs(1000, 20, addresses=1)


@attack
async def pages_read_byte_by_byte(attacker: Attacker) -> None:
    """Three hundred tabs from many addresses read a hundred bytes of their page a second."""

    async def creep(number: int) -> None:
        async with attacker.tab(source=number % 40, room=4096) as tab:
            await tab.send(rerun())
            for _ in range(attacker.times(30)):
                await asyncio.sleep(1)
                await tab.read_some(100)

    await attacker.repeat(300, creep, at_once=300)


@attack
async def pages_that_search_for_letters(attacker: Attacker) -> None:
    """Tabs search for dozens of letters at once, which most events have."""
    letters = [*"etaoinsrhldcumgpfwy", "th", "he", "in", "er", "an", "re", "on"]

    async def search(number: int) -> None:
        words = letters[: 10 + number % len(letters)]
        async with attacker.tab(source=number) as tab:
            await tab.send(rerun(urlencode({"q": " ".join(words)})))
            await tab.frames(attacker.seconds(5), _ends)

    await attacker.repeat(40, search, at_once=10)
