"""A real server on this machine, for the tests that fetch."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple, cast

import pytest


class Reply(NamedTuple):
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class Site(ThreadingHTTPServer):
    """A server of prepared answers that remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.pages: dict[str, Reply] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def __getitem__(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def __setitem__(self, path: str, reply: Reply | bytes | str) -> None:
        body = reply.encode() if isinstance(reply, str) else reply
        self.pages[path] = body if isinstance(body, Reply) else Reply(body)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class _Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site = cast(Site, self.server)
        site.asked.append((self.path, dict(self.headers.items())))
        reply = site.pages.get(self.path, Reply(b"<html><p>Not here.", status=404))
        etag = dict(reply.headers).get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            reply = Reply(status=304)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
