"""The shipped nginx.conf in front of two small servers that say what they were asked."""

import json
import os
import ssl
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from benchmarks.proxy import INSTALL, Proxy, program, proxied


@pytest.fixture(scope="session")
def nginx():
    """Says what to install where nginx is missing; where CI is set that is a failure."""
    if program() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(INSTALL)


class Asked(BaseHTTPRequestHandler):
    """Answers with what came: the port, the method, the address and the headers."""

    protocol_version = "HTTP/1.1"
    server: ThreadingHTTPServer

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.rfile.read(length)
        told = {"port": self.server.server_port, "method": self.command, "path": self.path,
                "headers": {name.lower(): value for name, value in self.headers.items()}}  # fmt: skip
        body = json.dumps(told).encode() + b" " * 2000
        upgraded = self.headers.get("Upgrade") == "websocket"
        self.send_response(101 if upgraded else 200)
        if upgraded:
            self.send_header("Upgrade", "websocket")
            self.send_header("Connection", "Upgrade")
            self.end_headers()
            self.close_connection = True
            return
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")  # so that a server that was stopped answers nothing any more
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = answer  # noqa: N815 - the names the library calls

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    body: bytes

    @property
    def told(self):
        """What the process behind was asked."""
        return json.loads(self.body)


@dataclass
class Site:
    """nginx and what is behind it."""

    proxy: Proxy
    processes: dict[int, ThreadingHTTPServer]

    def ask(self, path="/", method="GET", body=None, source="127.0.0.1", **headers) -> Answer:
        """Ask once over TLS, from an address of this computer."""
        trusted = ssl.create_default_context(cafile=str(self.proxy.certificate))
        wire = HTTPSConnection("127.0.0.1", self.proxy.port, context=trusted, source_address=(source, 0), timeout=20)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            wire.request(method, path, body, given)
            got = wire.getresponse()
            set_ = [line.split(";")[0].split("=", 1) for line in got.headers.get_all("Set-Cookie", [])]
            cookies = dict(set_)
            body = b"" if got.status == 101 else got.read()
            return Answer(got.status, {name.lower(): value for name, value in got.headers.items()}, cookies, body)
        finally:
            wire.close()

    def stop(self, port: int) -> None:
        """The process on this port is gone; its port is closed."""
        self.processes[port].shutdown()
        self.processes[port].server_close()

    def start(self, port: int) -> None:
        self.processes[port] = serve(port)


class Backend(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True


def serve(port: int = 0) -> ThreadingHTTPServer:
    server = Backend(("127.0.0.1", port), Asked)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


@pytest.fixture
def site(nginx):
    with ExitStack() as held:
        processes = {server.server_port: server for server in (serve(), serve())}
        proxy = held.enter_context(proxied(list(processes)))
        made = Site(proxy, processes)
        yield made
        for server in made.processes.values():
            server.shutdown()
            server.server_close()
