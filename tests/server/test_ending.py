"""Told to stop, the server is gone within seconds, whatever is open."""

import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.soak.server import served
from tests.synthetic_log import synthetic_yaml

EXPORTS = 60  # of a megabyte each: more than what the network keeps for one who does not read


def test_who_does_not_read_and_who_does_not_finish_asking_keep_no_server_from_ending(
    tmp_path: Path,
) -> None:
    with served(tmp_path, synthetic_yaml(2000)) as server:
        place = urlsplit(server.address)

        def opened(request: str) -> socket.socket:
            connection = socket.create_connection((place.hostname, place.port or 80))
            connection.sendall(request.encode())
            return connection

        export = f"GET /api/events.json HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n"
        unread = [opened(export * EXPORTS), opened(export[:-2])]
        time.sleep(1)
        server.stop()
        assert server.code == 0
        assert '"what": "stop"' in server.output.read_text(encoding="utf-8").splitlines()[-1]
        for connection in unread:
            connection.close()
