"""Fetching what a URL names: politely, within bounds, and never from a private network by accident."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple, Protocol, Self, cast
from urllib.robotparser import RobotFileParser

import httpx

from onrecord.sources.addresses import resolve_addresses
from onrecord.sources.limits import Budget, SourceOptions
from onrecord.sources.names import shown_url
from onrecord.sources.refusal import RefusalError
from onrecord.sources.streams import unpack_gzip
from onrecord.sources.validators import Validator, Validators
from onrecord.version import VERSION

AGENT = "OnRecord"
USER_AGENT = f"{AGENT}/{VERSION} (reads news reports; keeps to robots.txt)"
MAX_ROBOTS_BYTES = 512 * 2**10  # as RFC 9309 asks for at least
MAX_PAUSE = 60.0  # seconds; a host that asks for longer pauses gets these

_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
)
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}


class Answer(NamedTuple):
    """What a URL gave: the address it came from in the end, its bytes, their encoding as told, how to ask again."""

    url: str
    data: bytes
    charset: str | None
    validator: Validator | None


class Network:
    """One client for one run: it remembers when it last asked a host, and what the host's robots.txt says.

    validators: those of an earlier run; those of this one are the caller's to put in. clock: seconds from any start;
    sleep: waits for seconds.
    """

    def __init__(
        self,
        options: SourceOptions,
        validators: Validators,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._options = options
        self._validators = validators
        self._clock = clock
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser | RefusalError] = {}
        self._client = httpx.Client(
            transport=_CheckedTransport(allow_private=options.allow_private), trust_env=False, follow_redirects=False,
            timeout=options.timeout,
            headers={"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip"},
        )  # fmt: skip

    def close(self) -> None:
        """Close what connections are open."""
        self._client.close()

    def fetch(self, url: str) -> Answer:
        """What a URL gives, redirects followed.

        Raises RefusalError: `bad_url`, `private_address`, `robots`, `unreachable`, `http_error`, `too_long`,
        `too_many_redirects`, `not_modified`.
        """
        here = _parsed(url)
        known = self._validators.get(url)
        for _ in range(self._options.max_redirects + 1):
            self._ask_robots(here)
            self._wait(here)
            headers = _conditions(known) if known else {}
            status, told, data = self._get(here, headers, self._options.max_answer)
            if status == 304 and known:
                raise RefusalError("not_modified", "not changed since it was last fetched")
            if status == 200:
                etag, modified = told.get("ETag"), told.get("Last-Modified")
                validator = Validator(etag, modified) if etag or modified else None
                return Answer(str(here), data, _charset(told), validator)
            if status not in _REDIRECTS or "Location" not in told:
                raise RefusalError("http_error", f"the server answers {status}{_retry(told)}")
            here = _parsed(told["Location"], here)
        raise RefusalError("too_many_redirects", f"more than {self._options.max_redirects} redirects")

    def _ask_robots(self, url: httpx.URL) -> None:
        """Raise RefusalError where the host's robots.txt keeps us out (RFC 9309)."""
        host = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if host not in self._robots:
            try:
                self._robots[host] = self._read_robots(url.join("/robots.txt"))
            except RefusalError as refused:
                self._robots[host] = refused
        rules = self._robots[host]
        if isinstance(rules, RefusalError):
            raise rules
        if not rules.can_fetch(AGENT, str(url)):
            raise RefusalError("robots", f"the robots.txt of {url.host} asks not to fetch it")

    def _read_robots(self, url: httpx.URL) -> RobotFileParser:
        rules = RobotFileParser()
        for _ in range(self._options.max_redirects + 1):
            status, told, data = self._get(url, {}, MAX_ROBOTS_BYTES, cut=True)
            if status in _REDIRECTS and "Location" in told:
                url = _parsed(told["Location"], url)
                continue
            if status >= 500:
                raise RefusalError("robots", f"the robots.txt of {url.host} answers {status}; try again later")
            rules.parse(data.decode("utf-8", "replace").splitlines() if status == 200 else ())
            return rules
        rules.parse(())
        return rules

    def _wait(self, url: httpx.URL) -> None:
        """Keep the pause between two requests to one host."""
        rules = self._robots[f"{url.scheme}://{url.netloc.decode('ascii')}"]
        asked_for = rules.crawl_delay(AGENT) if isinstance(rules, RobotFileParser) else None
        pause = max(self._options.pause, min(float(asked_for or 0), MAX_PAUSE))
        left = self._asked.get(url.host, float("-inf")) + pause - self._clock()
        if left > 0:
            self._sleep(left)
        self._asked[url.host] = self._clock()

    def _get(
        self, url: httpx.URL, headers: dict[str, str], most: int, *, cut: bool = False
    ) -> tuple[int, httpx.Headers, bytes]:
        """One request: status, headers, body. What is beyond `most` is cut off, or raises RefusalError `too_long`."""
        with _Deadline(self._options.deadline) as deadline:
            try:
                with self._client.stream("GET", url, headers=headers, extensions={"trace": deadline.watch}) as response:
                    body = bytearray()
                    if response.status_code == 200:
                        for chunk in self._unpacked(response):
                            body += chunk
                            if len(body) > most:
                                if cut:
                                    break
                                raise RefusalError("too_long", f"the answer has more than {most // 10**6} MB")
                    if deadline.passed:  # a body without a length seems to end where the connection was cut
                        raise TimeoutError
                    return response.status_code, response.headers, bytes(body[:most])
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as problem:
                if deadline.passed:
                    told = f"no whole answer within {self._options.deadline:g} seconds"
                elif isinstance(problem, httpx.TimeoutException):
                    told = f"no answer within {self._options.timeout:g} seconds"
                else:
                    told = f"{type(problem).__name__}: {problem}"
                raise RefusalError("unreachable", told) from problem

    def _unpacked(self, response: httpx.Response) -> Iterator[bytes]:
        """The body's bytes, unpacked by our own reader of gzip, which holds to limits."""
        packing = response.headers.get("Content-Encoding", "identity").strip().lower()
        if packing in ("", "identity"):
            return response.iter_raw()
        if packing not in ("gzip", "x-gzip"):
            raise RefusalError("http_error", f"the server answers packed as {packing}, which was not asked for")
        budget = Budget(self._options)

        def counted() -> Iterator[bytes]:
            for chunk in response.iter_raw():
                budget.pay_in(len(chunk))
                yield chunk

        return unpack_gzip(counted(), budget)


class _Deadline:
    """Cuts the connection of a request that is not over in time: time-outs alone let a server drip for days."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, event: str, told: Mapping[str, object]) -> None:
        """What the client tells as it goes on: the connection once it stands, and once it is secured."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            stream = cast(_Stream, told["return_value"])
            self._socket = stream.get_extra_info("socket")
            if self.passed:
                self._cut()

    def _cut(self) -> None:
        self.passed = True
        if self._socket:
            with suppress(OSError):  # it is closed already
                self._socket.shutdown(socket.SHUT_RDWR)


class _Stream(Protocol):
    """What the client says of a connection."""

    def get_extra_info(self, info: str) -> socket.socket: ...


class _CheckedTransport(httpx.BaseTransport):
    """Resolves a name, checks what it stands for, and connects to that very address: no second look-up, no surprise."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        # Connections are not kept: the pool knows them by address, and two hosts at one address are not the same.
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the first address that takes a connection."""
        url = request.url
        host = url.raw_host.decode("ascii")
        addresses = resolve_addresses(host, url.port or _PORTS[url.scheme], allow_private=self._allow_private)
        problem: httpx.TransportError | None = None
        for address in addresses:
            # The request keeps its Host header, and TLS is held against the name, not the address.
            aimed = httpx.Request(
                request.method, url.copy_with(host=address), headers=request.headers, stream=request.stream,
                extensions={**request.extensions, "sni_hostname": host},
            )  # fmt: skip
            try:
                return self._inner.handle_request(aimed)
            except (httpx.ConnectError, httpx.ConnectTimeout) as failed:
                problem = failed
        raise problem or httpx.ConnectError(f"{host} has no address")

    def close(self) -> None:
        """Let go of what is open."""
        self._inner.close()


def _parsed(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """A URL that can be asked for. Raises RefusalError `bad_url`."""
    try:
        parsed = base.join(url) if base else httpx.URL(url)
        host = parsed.host  # decoded here for the first time, which can fail
    except (httpx.InvalidURL, UnicodeError, ValueError) as problem:
        raise RefusalError("bad_url", f"{shown_url(url)!r} is no URL ({problem})") from problem
    if parsed.scheme not in _PORTS or not host:
        raise RefusalError("bad_url", f"{shown_url(url)!r}: only http and https are fetched")
    if parsed.userinfo:
        raise RefusalError("bad_url", "a URL with a name or password in it would be kept in the record; leave them out")
    return parsed.copy_with(fragment=None)


def _conditions(known: Validator) -> dict[str, str]:
    etag, modified = known
    return ({"If-None-Match": etag} if etag else {}) | ({"If-Modified-Since": modified} if modified else {})


def _charset(headers: httpx.Headers) -> str | None:
    for part in headers.get("Content-Type", "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _retry(headers: httpx.Headers) -> str:
    return f"; it asks to come back after {after}" if (after := headers.get("Retry-After")) else ""
