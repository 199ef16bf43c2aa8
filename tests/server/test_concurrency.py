"""Readers who press at the same time each get their own view; `make soak` does so for minutes."""

import asyncio
from pathlib import Path
from random import Random

from tests.loop import finished
from tests.soak.probe import Probe
from tests.soak.random_view import Oracle, draw_view, form
from tests.soak.server import Server, served
from tests.soak.session import Session
from tests.synthetic_log import synthetic_yaml

READERS = 12
ROUNDS = 4


async def pressed(server: Server, oracle: Oracle) -> None:
    random = Random(11)  # noqa: S311 - no secret hangs on it
    sessions = [Session(server.address) for _ in range(READERS)]
    await asyncio.gather(*(session.open() for session in sessions))
    for _ in range(ROUNDS):
        views = [{**draw_view(random), "page": []} for _ in sessions]
        answers = await asyncio.gather(
            *(session.run(form=form(view)) for session, view in zip(sessions, views, strict=True))
        )
        assert len({session.query for session in sessions}) > READERS / 2
        for session, view, answer in zip(sessions, views, answers, strict=True):
            oracle.check(view, session.query, answer)
    for session in sessions:
        await session.close()


def test_readers_who_press_at_once_each_get_their_own_view_and_the_server_answers_meanwhile(
    tmp_path: Path,
) -> None:
    text = synthetic_yaml(300)
    with served(tmp_path, text) as server:
        with Probe(server.address) as watch:
            finished(pressed(server, Oracle.of(text)))
        assert not server.troubles()
    assert watch.waits and not watch.failures
