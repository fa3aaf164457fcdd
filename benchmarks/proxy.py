"""The real nginx with the shipped deploy/nginx.conf, unprivileged, on free ports and with a certificate of its own."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.serving import free_port

SHIPPED = Path(__file__).resolve().parents[1] / "deploy" / "nginx.conf"
INSTALL = "nginx is not installed here. Install it for these tests (as root: apt-get install nginx-light)."
NAMES = "subjectAltName=DNS:localhost,IP:127.0.0.1"
STARTING, STOPPING = 10.0, 10.0


def program() -> str | None:
    return shutil.which("nginx") or next((path for path in ["/usr/sbin/nginx"] if Path(path).exists()), None)


def placed(text: str, folder: Path, plain: int, tls: int, processes: Sequence[int]) -> str:
    """The configuration with only its ports, paths and user changed. Raises AssertionError when one is not there."""
    lines = "\n".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in processes)
    changes = [
        (r"^user www-data;$", ""),
        (r"/run/nginx\.pid|/var/log/nginx|/var/lib/nginx|/etc/ssl/stocktake", str(folder)),
        (r"(?<=listen 127\.0\.0\.1:)80\b", str(plain)),
        (r"(?<=listen 127\.0\.0\.1:)443\b", str(tls)),
        (r"server 127\.0\.0\.1:8601 [^;]*;\s*server 127\.0\.0\.1:8602 [^;]*;", lines),
        (r"\^860\[0-9\]\$", f"^({'|'.join(map(str, processes))})$"),
    ]
    for old, new in changes:
        text, times = re.subn(old, new, text, flags=re.MULTILINE)
        assert times, f"deploy/nginx.conf has no {old}"
    return text.replace(f"pid {folder};", f"pid {folder}/nginx.pid;")


class Proxy:
    """Serves what is behind `processes` (ports of 127.0.0.1) over TLS until it is closed."""

    def __init__(self, processes: Sequence[int]) -> None:
        found = program()
        assert found is not None, INSTALL
        self.folder = Path(tempfile.mkdtemp(prefix="nginx-"))
        self.plain, self.port = free_port(), free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self._certify()
        text = SHIPPED.read_text(encoding="utf-8")
        conf = self.folder / "nginx.conf"
        conf.write_text(placed(text, self.folder, self.plain, self.port, processes), encoding="utf-8")
        somebody = "nobody" if os.geteuid() == 0 else None
        if somebody:
            for path in (self.folder, *self.folder.iterdir()):
                shutil.chown(path, somebody)
        command = [found, "-p", str(self.folder), "-e", str(self.folder / "error.log"), "-c", str(conf)]
        self.process = subprocess.Popen(
            [*command, "-g", "daemon off;"], user=somebody, cwd="/", stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait()

    @property
    def certificate(self) -> Path:
        return self.folder / "certificate.pem"

    def log(self, name: str = "error.log") -> str:
        """What it wrote into its log of errors, or of accesses."""
        path = self.folder / name
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def close(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _certify(self) -> None:
        made = ["-keyout", self.folder / "key.pem", "-out", self.folder / "certificate.pem", "-days", "2"]
        kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost"]
        command = ["openssl", "req", "-x509", *kind, *made, "-addext", NAMES]
        subprocess.run([str(part) for part in command], check=True, capture_output=True)

    def _wait(self) -> None:
        end = time.monotonic() + STARTING
        while self.process.poll() is None and time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.02)  # between two questions, not in place of one
        raise RuntimeError(f"nginx did not start:\n{self.log()}")


@contextlib.contextmanager
def proxied(processes: Sequence[int]) -> Iterator[Proxy]:
    proxy = Proxy(processes)
    try:
        yield proxy
    finally:
        proxy.close()
